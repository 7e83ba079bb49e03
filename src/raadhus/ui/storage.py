"""Static files with the hash of their content in the name, also where one script imports another."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

_IMPORTS = (
    (r"""(?P<matched>import\(["'](?P<url>[./].*?)["']\))""", """import("%(url)s")"""),
    (r"""(?P<matched>\bfrom\s*["'](?P<url>[./].*?)["'])""", """from "%(url)s\""""),
)


class HashedFiles(ManifestStaticFilesStorage):
    """Hashed names everywhere, so that a browser may keep each file for ever. Scripts import without a cycle."""

    patterns = (*ManifestStaticFilesStorage.patterns, ("*.mjs", _IMPORTS))
