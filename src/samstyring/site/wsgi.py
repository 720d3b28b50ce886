"""The web server's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.site.settings")
application = get_wsgi_application()
# All pages are loaded before the processes divide, and not by the first visitor of each.
_patterns = get_resolver().url_patterns

# What is loaded by now stays for good: collecting garbage need not look through it at every turn, which took
# a fifth of the time of a large page, and processes that divide after this go on sharing its memory.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
