"""The door of the provider's server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.adapters.local_eid.settings"
application = get_wsgi_application()
