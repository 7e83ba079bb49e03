"""Models that a model carries inside it, for its imports: one file is then all that is kept, hashed and decided by."""

from raadhus.rules.domain.dmn.xml import Element, local_name, parse

EXTENSIONS = "urn:raadhus:dmn:1"
"""The namespace of what the platform adds to models, among the extensions of their elements."""
MODEL = f"{{{EXTENSIONS}}}model"
SOURCE = "source"
"""The attribute that holds a model as text: in it, line ends do not shift the lines of the file."""


def carried(root: Element) -> dict[str, bytes]:
    """Return the models inside a model by their namespaces. Raises: CannotLoadModel when one of them is none."""
    sources = [one.get(SOURCE, "").encode() for one in carriers(root)]
    return {str(parse(source).get("namespace", "")): source for source in sources}


def carriers(root: Element) -> list[Element]:
    """Return the elements that hold a model each."""
    places = [child for child in root if local_name(child) == "extensionElements"]
    return [one for place in places for one in place.iterchildren(MODEL)]
