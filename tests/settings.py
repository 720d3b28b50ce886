"""The program's own settings, pointed at folders that belong to this test run and vanish with it.

Processes that a test starts inherit the place through SAMSTYRING_DATA. Everything else is as in production,
but for two things that only cost time here: passwords are hashed with a low cost, and static files are served
as they lie.
"""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="samstyring-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["SAMSTYRING_DATA"] = folder

from samstyring.site.settings import *  # noqa: E402, F403 - after the place is chosen
from samstyring.site.settings import DATA, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A real file, not memory: locks and transactions are those that an installation has.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# WhiteNoise warns of a folder that is not there.
STATIC_ROOT.mkdir()
