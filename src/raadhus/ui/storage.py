"""Static files with the hash of their content in the name, also where one script imports another."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Hashed names everywhere, so that a browser may keep each file for ever."""

    support_js_module_import_aggregation = True
