"""What people are told of the parts of two models, and what of it differs: each text in each language by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator

from raadhus.rules.domain.dmn.xml import text_of
from raadhus.rules.domain.editing.differences import Trait, Turn
from raadhus.rules.domain.editing.document import Element, local_name
from raadhus.rules.domain.presenting.words import NAMESPACE, extensions

LABEL = "label"
_BELOW, _ID = "\n", "#"
# What of the part is told of, what kind of telling, its language (or another attribute), and which of several.
_Key = tuple[str, str, str, int]
_COLUMNS = frozenset({"input", "output"})


def word_turns(old: Element, new: Element) -> Iterator[Turn]:
    """Return what is told otherwise of a part and of all in it; labels of columns are told by the heads of tables."""
    yield from _turns(_of_part(old), _of_part(new))


def own_word_turns(old: Element, new: Element) -> Iterator[Turn]:
    """Return what is told otherwise of the model itself."""
    yield from _turns(_of_model(old), _of_model(new))


def _turns(before: dict[_Key, str], after: dict[_Key, str]) -> Iterator[Turn]:
    for key in {**before, **after}:
        texts = before.get(key, ""), after.get(key, "")
        if texts[0] != texts[1]:
            of, kind, language, _number = key
            nearest = of.rpartition(_BELOW)[2]
            yield Turn(Trait.WORDS, *texts, "" if nearest.startswith(_ID) else nearest, kind, language)


def _of_part(part: Element) -> dict[_Key, str]:
    labels = (one for one in part.iter("*") if one.get(LABEL) and local_name(one) not in _COLUMNS)
    told = [(_way(one, part), LABEL, "", one.get(LABEL, "")) for one in labels]
    for one in part.iter(f"{{{NAMESPACE}}}*"):
        told += _told(one, _way(one, part))
    return _numbered(told)


def _of_model(root: Element) -> dict[_Key, str]:
    told = [("", LABEL, "", root.get(LABEL, ""))]
    for name in ("words", "about", "how"):
        for one in extensions(root, name):
            told += _told(one, "")
    return _numbered(told)


def _told(element: Element, way: str) -> list[tuple[str, str, str, str]]:
    code = element.get("is", "")
    of = f"{way}{_BELOW}{code}" if code else way
    said = ((str(name), str(text)) for name, text in sorted(element.attrib.items()) if name != "is")
    found = [(of, local_name(element), name, text) for name, text in said]
    return found or [(of, local_name(element), "", code or text_of(element) or local_name(element))]


def _way(element: Element, part: Element) -> str:
    """Return the way from a part to what is told of: names, else marked ids, of what lies between, the nearest last."""
    names: list[str] = []
    while element is not part:
        above = element.getparent()
        if above is None or above is part:
            break
        key = above.get("id", "")
        names += filter(None, [above.get("name") or (key and _ID + key)])
        element = above
    return _BELOW.join(reversed(names))


def _numbered(told: Iterable[tuple[str, str, str, str]]) -> dict[_Key, str]:
    count: Counter[tuple[str, str, str]] = Counter()
    found: dict[_Key, str] = {}
    for *key, text in told:
        of, kind, language = key
        found[of, kind, language, count[of, kind, language]] = text
        count[of, kind, language] += 1
    return found
