"""String functions; positions count Unicode code points from 1, negative ones from the end."""

from decimal import Decimal

from raadhus.rules.domain.feel.arithmetic import MAX_STRING
from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.decimals import is_whole, place
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.regexes import Pattern, Replacement, compile_pattern, read_replacement
from raadhus.rules.domain.feel.values import Value


def start_index(position: Decimal, length: int) -> int | None:
    """Return the Python index of a FEEL position; null for 0, fractions and places outside."""
    if not is_whole(position) or not position:
        return None
    index = place(position) - 1 if position > 0 else length + place(position)
    return index if 0 <= index < length else None


@built_in(
    "substring(string: string, start position: number)",
    "substring(string: string, start position: number, length: number?)",
)
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """Return a part of the text."""
    index = start_index(start, len(string))
    if index is None or (length is not None and length < 1):
        return None
    return string[index:] if length is None else string[index : index + place(length)]


@built_in("string length(string: string)")
def string_length(string: str) -> Decimal:
    """Count the code points."""
    return Decimal(len(string))


@built_in("upper case(string: string)")
def upper_case(string: str) -> str:
    """Return the text in capitals."""
    return string.upper()


@built_in("lower case(string: string)")
def lower_case(string: str) -> str:
    """Return the text in small letters."""
    return string.lower()


@built_in("substring before(string: string, match: string)")
def substring_before(string: str, match: str) -> str:
    """Return what stands before the first match, or nothing."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@built_in("substring after(string: string, match: string)")
def substring_after(string: str, match: str) -> str:
    """Return what stands after the first match, or nothing; all of it after an empty match."""
    return string.partition(match)[2] if match else string


@built_in("contains(string: string, match: string)")
def contains(string: str, match: str) -> bool:
    """Say whether the match occurs."""
    return match in string


@built_in("starts with(string: string, match: string)")
def starts_with(string: str, match: str) -> bool:
    """Say whether the text begins so."""
    return string.startswith(match)


@built_in("ends with(string: string, match: string)")
def ends_with(string: str, match: str) -> bool:
    """Say whether the text ends so."""
    return string.endswith(match)


@built_in("string join(list: list)", "string join(list: list, delimiter: string?)")
def string_join(items: list[Value], delimiter: str | None = None) -> str | None:
    """Join texts, leaving out nulls; null when something else is among them."""
    texts = [item for item in items if item is not None]
    if any(type(text) is not str for text in texts):
        return None
    between = delimiter or ""
    return _bounded(texts, between)


def _bounded(texts: list[str], between: str) -> str:
    if sum(map(len, texts)) + len(between) * len(texts) > MAX_STRING:
        raise FeelLimitExceeded("A text became longer than a decision may make it")
    return between.join(texts)


@built_in(
    "matches(input: string, pattern: string)",
    "matches(input: string, pattern: string, flags: string?)",
    is_timed=True,
)
def matches(text: str, pattern: str, flags: str | None = None) -> bool | None:
    """Say whether the pattern occurs in the text; null for a wrong pattern."""
    compiled = compile_pattern(pattern, flags or "")
    return None if compiled is None else compiled.search(text) is not None


@built_in(
    "replace(input: string, pattern: string, replacement: string)",
    "replace(input: string, pattern: string, replacement: string, flags: string?)",
    is_timed=True,
)
def replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    """Replace each match ($1 is the first group); null for a wrong pattern or one that matches nothing."""
    compiled = _something(pattern, flags)
    if compiled is None:
        return None
    new = Replacement((replacement,), ()) if "q" in (flags or "") else read_replacement(replacement)
    return None if new is None else _replaced(compiled, text, new)


def _something(pattern: str, flags: str | None) -> Pattern | None:
    """Return the pattern unless it is wrong or may match nothing at all."""
    compiled = compile_pattern(pattern, flags or "")
    return None if compiled is None or compiled.search("") is not None else compiled


def _replaced(compiled: Pattern, text: str, new: Replacement) -> str:
    parts: list[str] = []
    position = 0
    for found in compiled.find_all(text):
        parts += [text[position : found.start()], new.expand(found)]
        position = found.end()
    return _bounded([*parts, text[position:]], "")


@built_in("split(string: string, delimiter: string)", is_timed=True)
def split(string: str, delimiter: str) -> list[str] | None:
    """Split at each match of the pattern; null for a wrong pattern or one that matches nothing."""
    compiled = _something(delimiter, None)
    if compiled is None:
        return None
    parts: list[str] = []
    position = 0
    for found in compiled.find_all(string):
        parts.append(string[position : found.start()])
        position = found.end()
    return [*parts, string[position:]]
