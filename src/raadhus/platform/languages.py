"""The languages that are shipped, and what each calls itself."""

from types import MappingProxyType

NAMES = MappingProxyType({"da": "Dansk", "nb": "Norsk bokmål", "en": "English"})
LANGUAGES = tuple(NAMES)
