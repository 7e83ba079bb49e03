"""Marks sentences of the pure part for translation; ``public.checking`` says them in the language in use."""


def _(text: str) -> str:
    """Return the text as it is."""
    return text
