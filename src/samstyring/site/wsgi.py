"""The web server's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.site.settings")
application = get_wsgi_application()

# What is loaded by now stays for good: collecting garbage need not look through it at every turn, which took
# a fifth of the time of a large page, and processes that divide after this go on sharing its memory.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
