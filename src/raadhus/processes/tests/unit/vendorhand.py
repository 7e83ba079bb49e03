"""Writes files as many tools together would: the standard's elements at their places, in every habit of spelling."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from raadhus.processes.tests.unit.standard import EVERY, FREE, NAMESPACES, entry_of

VENDORS = {
    "camunda": "http://camunda.org/schema/1.0/bpmn",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
    "activiti": "http://activiti.org/bpmn",
    "flowable": "http://flowable.org/bpmn",
    "signavio": "http://www.signavio.com",
    "drools": "http://www.jboss.org/drools",
    "tl": "http://www.w3.org/2001/XMLSchema",
    "bioc": "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "color": "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    "again": "http://activiti.org/bpmn",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
MODEL_PREFIXES = ("", "bpmn:", "bpmn2:", "semantic:", "model:", "_1.x-y:")
WORDS = (
    "Decide",
    "  two  blanks ",
    "line\nbreak",
    "tab\there",
    "\r",
    "æøå “quoted” 任务 \U0001f600",
    "a < b && c > d ]]> \"'",
    "${x == 'y'}",
    "",
    " ",
    "tns:Message_1",
    "1e2",
    "TRUE",
    "\u00a0",
    "\u2028",
)
ELSEWHERE = ("bioc:stroke", "xml:lang", "xml:base", "xsi:type", "xsi:schemaLocation", "nobody")
SOUND = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "iso-8859-1", "windows-1252", "us-ascii")
_SAID = {"utf-8-sig": "UTF-8", "utf-16-be": "UTF-16BE"}


@dataclass(slots=True)
class Hand:
    """One tool's way of writing; ``chance`` decides what the tool does at each place."""

    chance: random.Random
    left: int = 120
    prefixes: dict[str, str] = field(default_factory=dict)

    def file(self) -> bytes:
        """Return a whole file in one of the encodings that tools use."""
        encoding = self.chance.choice(SOUND)
        said = _SAID.get(encoding, encoding)
        head = [
            f'<?xml version="1.0" encoding="{said}"{self._one_of("", " standalone={}yes{}")}?>'.format(
                '"', '"'
            )
        ]
        head += [self._beside() for _ in range(self.chance.randrange(3))]
        tail = [self._beside() for _ in range(self.chance.randrange(3))]
        text = "".join([*head, self.root(), self._one_of("", "\n", "\r\n\n"), *tail])
        return self._line_breaks(text).encode(encoding, "xmlcharrefreplace")

    def root(self) -> str:
        """Return the root with all it holds."""
        self.prefixes = {
            "bpmn": self.chance.choice(MODEL_PREFIXES),
            **{name: f"{name}:" for name in ("bpmndi", "dc", "di")},
        }
        declared = {self.prefixes[name].removesuffix(":"): uri for name, uri in NAMESPACES.items()}
        return self._element("definitions", 0, declared | VENDORS)

    def _element(self, name: str, depth: int, declared: dict[str, str] | None = None) -> str:
        self.left -= 1
        spelt = self._spelt(name)
        spaces, prefix = self._declarations(declared or {}, depth)
        start = f"{spelt}{spaces}{self._attributes(name, prefix)}"
        if name in FREE:
            content = "".join(self._free(depth) for _ in range(self.chance.randrange(4)))
        elif entry_of(name).children:
            content = "".join(self._among(self._children(name, depth)))
        else:
            content = self._words(self.chance.choice(WORDS))
        if not content and self.chance.random() < 0.7:
            return f"<{start}{self._one_of('', ' ')}/>"
        return f"<{start}>{content}</{spelt}{self._one_of('', ' ')}>"

    def _spelt(self, name: str) -> str:
        space, colon, local = name.partition(":")
        return f"{self.prefixes[space]}{local}" if colon else f"{self.prefixes['bpmn']}{name}"

    def _declarations(self, declared: dict[str, str], depth: int) -> tuple[str, str]:
        """Return what is declared here, and a vendor's prefix that may be used; some are declared anew midway."""
        more = {}
        if depth and self.chance.random() < 0.15:
            more = {
                self.chance.choice(["camunda", "v", "unused"]): self.chance.choice(
                    [*VENDORS.values(), "urn:v?a&b"]
                )
            }
        spaces = [
            f"{self._blank()}xmlns{':' if key else ''}{key}={quoteattr(uri)}"
            for key, uri in (declared | more).items()
        ]
        return "".join(spaces), next(iter(more), "camunda")

    def _attributes(self, name: str, prefix: str) -> str:
        wanted = [one for one in entry_of(name).attributes if self.chance.random() < 0.3]
        self.chance.shuffle(wanted)
        named = {one: self.chance.choice(WORDS) for one in wanted}
        for other in (f"{prefix}:asyncBefore", *ELSEWHERE):
            if self.chance.random() < 0.06:
                named[other] = self._one_of("tExpression", f"{self.prefixes['bpmn']}tExpression", "#fff\ta")
        return "".join(f"{self._blank()}{key}={self._quoted(value)}" for key, value in named.items())

    def _children(self, name: str, depth: int) -> Iterator[str]:
        order = list(entry_of(name).children)
        if self.chance.random() < 0.2:
            self.chance.shuffle(order)
        share = min(1.0, 8 / len(order))
        for one in order:
            if self.left > 0 and depth < 12 and self.chance.random() < share:
                yield from (self._element(one, depth + 1) for _ in range(self.chance.choice((1, 1, 2))))
        if self.chance.random() < 0.1:
            yield self._element(self.chance.choice(sorted(EVERY - {"definitions"})), depth + 1)
        if self.chance.random() < 0.1:
            yield self._vendors(depth)

    def _among(self, elements: Iterator[str]) -> Iterator[str]:
        """Return the elements with what tools put between them."""
        blank = self._one_of("", "\n  ", "\r\n\t", " ")
        for one in elements:
            yield blank + one
            if self.chance.random() < 0.1:
                yield blank + self._beside()
        yield blank

    def _free(self, depth: int) -> str:
        act: Callable[[int], str] = self.chance.choice(
            (self._plain, self._cdata, self._vendors, self._comment)
        )
        return act(depth)

    def _plain(self, _: int) -> str:
        return self._words(self.chance.choice(WORDS))

    def _cdata(self, _: int) -> str:
        return f"<![CDATA[{self.chance.choice(WORDS).replace(']]>', ']] >').replace(chr(13), '')}]]>"

    def _comment(self, _: int) -> str:
        return self._beside()

    def _vendors(self, depth: int) -> str:
        """Return a vendor's tree: by prefix, by a default of its own, without any namespace, or of the standard's."""
        attributes = (
            f" name={self._quoted(self.chance.choice(WORDS))} xsi:type='{self._one_of('a', 'camunda:t')}'"
        )
        content = "".join(self._free(depth + 1) for _ in range(self.chance.randrange(3))) if depth < 9 else ""
        tag, spaces = self.chance.choice(
            [
                ("camunda:a", ""),
                ("p", ' xmlns="http://www.w3.org/1999/xhtml"'),
                ("bare", ' xmlns=""'),
                (self._spelt("task"), ""),
            ]
        )
        return f"<{tag}{spaces}{attributes}>{content}</{tag}>"

    def _beside(self) -> str:
        return self._one_of("<!-- a - b & < -->", "<!---->", "<?vendor keep='this' ?>", "<?vendor?>")

    def _words(self, words: str) -> str:
        return escape(words, {"\r": self._one_of("&#13;", "&#xD;")})

    def _quoted(self, words: str) -> str:
        mark = self._one_of('"', "'")
        signs = {"\n": "&#10;", "\t": self._one_of("&#9;", "\t"), "\r": "&#xd;", '"': "&quot;", "'": "&apos;"}
        return f"{mark}{escape(words, signs)}{mark}"

    def _line_breaks(self, text: str) -> str:
        return text.replace("\r\n", "\n").replace("\n", self._one_of("\n", "\r\n", "\r"))

    def _blank(self) -> str:
        return self._one_of(" ", " ", "\n    ", "\t")

    def _one_of(self, *choices: str) -> str:
        return self.chance.choice(choices)
