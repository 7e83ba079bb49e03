"""
``texts/<language>.md``: the longer words of a service, as blocks with a key each.

A block begins with ``## Heading {#key}``; the keys are the same in every language. Markdown without raw HTML,
images or code; links lead to https, mail or phone.
"""

import dataclasses
import functools
import html
import itertools
import re

import nh3
from markdown_it import MarkdownIt

from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.domain.service_file import ServiceFile, ServiceKind
from raadhus.platform.text import clean

REQUIRED = {
    ServiceKind.APPLICATION: ("who", "need", "then", "price"),
    ServiceKind.INFORMATION: ("who", "then", "price"),
}
STEPS_THEN = 3
_HEADING = re.compile(r"## (?P<heading>[^{}#]{1,120}?) \{#(?P<key>[a-z][a-z0-9-]{0,40})\}\Z")
_LONGEST = 40_000
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "br"}
_SCHEMES = {"https", "mailto", "tel"}


@dataclasses.dataclass(frozen=True, slots=True)
class TextBlock:
    """One block: its heading, safe HTML, and, when it is one list, the safe HTML of each item."""

    key: str
    heading: str
    html: str
    items: tuple[str, ...] = ()


def parse_texts(name: str, content: bytes) -> dict[str, TextBlock]:
    """
    Return the blocks of one text file by key, in their order.

    Raises: PackageRefused with the line of whatever is not a block.
    """
    lines = _lines(name, content)
    starts = [number for number, line in enumerate(lines) if line.startswith(("# ", "## "))]
    problems = [
        Problem(file=name, line=number + 1, sentence="Text begins with a block: ## Heading {#key}.")
        for number, line in enumerate(lines[: starts[0] if starts else len(lines)])
        if line.strip()
    ]
    blocks: dict[str, TextBlock] = {}
    for start, end in itertools.pairwise([*starts, len(lines)]):
        match = _HEADING.match(lines[start].rstrip())
        if match is None:
            problems.append(
                Problem(file=name, line=start + 1, sentence="A heading is written ## Heading {#key}.")
            )
        elif match["key"] in blocks:
            problems.append(
                Problem(file=name, line=start + 1, element=match["key"], sentence="The key is used twice.")
            )
        else:
            body = "\n".join(lines[start + 1 : end]).strip()
            problems += _markdown_problems(name, start + 2, lines[start + 1 : end])
            blocks[match["key"]] = _block(match["key"], match["heading"], body)
    if problems:
        raise PackageRefused(problems)
    return blocks


def check_texts(files: PackageFiles, service: ServiceFile) -> Problems:
    """Return what is missing or wrong in the texts: a language, a block, an unequal set of keys."""
    problems: list[Problem] = []
    keys: dict[str, list[str]] = {}
    for language in sorted(service.languages):
        name = f"texts/{language}.md"
        if name not in files:
            problems.append(Problem(file=name, sentence=f"The texts are missing in “{language}”."))
            continue
        try:
            blocks = parse_texts(name, files[name])
        except PackageRefused as refused:
            problems += refused.problems
            continue
        keys[language] = list(blocks)
        problems += _missing_blocks(name, blocks, service, _lines_of_blocks(files[name]))
    return (*problems, *_unequal(keys, service.official_language))


def parse_problems(files: PackageFiles) -> Problems:
    """Return what is no block in any text there is: what can be said before it is known which languages there should be."""
    problems: list[Problem] = []
    for name in files.under("texts"):
        try:
            parse_texts(name, files[name])
        except PackageRefused as refused:
            problems += refused.problems
    return tuple(problems)


def _lines_of_blocks(content: bytes) -> dict[str, int]:
    """Return the line of each heading, from 1, by key."""
    found = (
        (number, _HEADING.match(line.rstrip())) for number, line in enumerate(content.decode().split("\n"), 1)
    )
    return {match["key"]: number for number, match in found if match}


def _lines(name: str, content: bytes) -> list[str]:
    if len(content) > _LONGEST:
        raise PackageRefused([Problem(file=name, sentence=f"The text is longer than {_LONGEST} bytes.")])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise PackageRefused([Problem(file=name, sentence="The file is not UTF-8 text.")]) from None
    if clean(text) != text.strip():
        sentence = "The text holds characters that cannot be seen or that turn the direction of writing."
        raise PackageRefused([Problem(file=name, sentence=sentence)])
    return text.split("\n")


def _markdown_problems(name: str, first_line: int, lines: list[str]) -> list[Problem]:
    """Find what the page would not show: raw HTML, images, code."""
    return [
        Problem(
            file=name,
            line=first_line + number,
            sentence="Plain text, lists, emphasis and links only: no HTML, code, images or templates.",
        )
        for number, line in enumerate(lines)
        if re.search(r"<[a-zA-Z/!]|!\[|`|\{\{|\{%|\]\((?!https://|mailto:|tel:)", line)
    ]


def _missing_blocks(
    name: str, blocks: dict[str, TextBlock], service: ServiceFile, lines: dict[str, int]
) -> list[Problem]:
    problems = [
        Problem(file=name, line=1, element=key, sentence="This block is missing.")
        for key in REQUIRED[service.kind]
        if key not in blocks
    ]
    then = blocks.get("then")
    if service.kind is ServiceKind.APPLICATION and then and len(then.items) != STEPS_THEN:
        sentence = f"“What happens then” is a list of {STEPS_THEN} steps."
        problems.append(Problem(file=name, line=lines["then"], element="then", sentence=sentence))
    problems += [
        Problem(file=name, line=lines[key], element=key, sentence="The block is empty.")
        for key, block in blocks.items()
        if not block.html
    ]
    return problems


def _unequal(keys: dict[str, list[str]], official: str) -> Problems:
    pattern = keys.get(official, [])
    differing = {language: sorted(set(found) ^ set(pattern)) for language, found in keys.items()}
    return tuple(
        Problem(
            file=f"texts/{language}.md",
            sentence=f"The blocks are not those of texts/{official}.md: {', '.join(difference)}.",
        )
        for language, difference in differing.items()
        if pattern and difference
    )


def plain_text(blocks: dict[str, TextBlock]) -> str:
    """Return the words of all blocks without markup, for search."""
    return "\n".join(html.unescape(nh3.clean(block.html, tags=set())) for block in blocks.values())


@functools.cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero").enable(["list", "emphasis", "link", "newline", "entity", "escape", "heading"])


def _block(key: str, heading: str, body: str) -> TextBlock:
    return TextBlock(key, heading.strip(), _safe(_markdown().render(body)), _items(body))


def _items(body: str) -> tuple[str, ...]:
    """Return the items when ``body`` is one list and nothing else."""
    tokens = _markdown().parse(body)
    if not tokens or tokens[0].type not in {"bullet_list_open", "ordered_list_open"}:
        return ()
    if any(token.level == 0 and token.nesting == 1 for token in tokens[1:]):
        return ()
    inline = [token for token in tokens if token.type == "inline"]
    return tuple(_safe(_markdown().renderInline(token.content)) for token in inline)


def _safe(markup: str) -> str:
    """Let through the few tags a text needs: a second wall behind a renderer that makes no others."""
    return nh3.clean(markup, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES).strip()
