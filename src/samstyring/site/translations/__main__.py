"""`python -m samstyring.site.translations`: bring the catalogues up to date, say what is left to do."""

import sys

from samstyring.site import translations

translations.update()
faults = translations.missing()
print("\n".join(faults) or "The translations are whole.")
sys.exit(1 if faults else 0)
