"""Django's settings for a test session; the database's real address is filled in when a test asks for it."""

import atexit
import os
import shutil
import tempfile

os.environ["RAADHUS_MODE"] = "test"
os.environ["RAADHUS_DATABASE_URL"] = "postgresql://raadhus_app@127.0.0.1:1/not-yet"
os.environ["RAADHUS_OWNER_DATABASE_URL"] = "postgresql://raadhus_owner@127.0.0.1:1/not-yet"

from raadhus.config.settings import *  # noqa: F403 - the real settings, read after their environment

FILES = tempfile.mkdtemp(prefix="raadhus-files-")
atexit.register(shutil.rmtree, FILES, ignore_errors=True)
STORAGES["default"]["OPTIONS"]["location"] = FILES  # noqa: F405 - the real settings, but files that go with the session
