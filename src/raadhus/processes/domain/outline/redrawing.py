"""What somebody drew in a tool, brought into the file it began from: what the tool does not know stays as it was."""

from dataclasses import replace
from types import MappingProxyType

from raadhus.processes.domain.outline.pairing import pairs
from raadhus.processes.domain.xml_tree import Content, XmlDocument, XmlElement, parse_document
from raadhus.processes.domain.xml_writer import write_xml


def redrawn(before: bytes, opened: bytes, drawn: bytes) -> bytes:
    """
    Return the file ``before`` with what was drawn: whatever differs between ``opened`` and ``drawn``, and nothing else.

    opened: what the tool writes of the file while nothing is drawn; drawn: what it writes now. What a tool loses, adds or
    spells otherwise by itself is the same in both, and so stays as ``before`` has it: comments, extensions of other
    tools, order, defaults that are written out. Nothing drawn returns the very bytes.
    Raises: ModelRefused for a hostile or broken file.
    """
    first, middle, last = (parse_document(one) for one in (before, opened, drawn))
    if middle.root == last.root:
        return before
    root = _Redrawing(first.root, middle.root, last.root).root()
    return write_xml(XmlDocument(first.prolog, root, first.epilog))


def readable_by_tools(source: bytes) -> bytes:
    """Return a file in UTF-8, which every tool reads. Raises: ModelRefused."""
    return write_xml(parse_document(source))


class _Redrawing:
    """One file brought up to what was drawn."""

    def __init__(self, before: XmlElement, opened: XmlElement, drawn: XmlElement) -> None:
        self.drawn = drawn
        self.new_names = {
            prefix: uri for prefix, uri in drawn.namespaces if (prefix, uri) not in opened.namespaces
        }
        self.opened_of = pairs(drawn, opened)
        known = pairs(opened, before)
        self.is_known = {id(one) for one in known.values()}
        self.before_of = {key: known[id(one)] for key, one in self.opened_of.items() if id(one) in known}

    def root(self) -> XmlElement:
        """Return the whole, with the namespaces that new parts are written in."""
        root = self._element(self.drawn)
        names = self.new_names | dict(root.namespaces)
        return replace(root, namespaces=tuple(sorted(names.items())))

    def _element(self, drawn: XmlElement) -> XmlElement:
        """Return what becomes of one element, wherever it stood before."""
        opened, before = self.opened_of.get(id(drawn)), self.before_of.get(id(drawn))
        if opened is None or before is None:
            return replace(drawn, content=tuple(self._item(one) for one in drawn.content))
        if opened == drawn:
            return before
        is_other = (opened.namespace, opened.name) != (drawn.namespace, drawn.name)
        named = drawn if is_other else before
        return replace(
            before,
            namespace=named.namespace,
            name=named.name,
            prefix=named.prefix,
            attributes=MappingProxyType(_attributes(before, opened, drawn, is_other=is_other)),
            spelt=tuple(sorted({**dict(drawn.spelt), **dict(before.spelt)}.items())),
            content=self._content(before, opened, drawn),
        )

    def _item(self, item: Content) -> Content:
        return self._element(item) if isinstance(item, XmlElement) else item

    def _content(self, before: XmlElement, opened: XmlElement, drawn: XmlElement) -> tuple[Content, ...]:
        if opened.content == drawn.content:
            return before.content
        if not drawn.children and not opened.children:  # a text
            return drawn.content
        before_here = {id(one) for one in before.children}
        here = {
            id(old): one
            for one in drawn.children
            if (old := self.before_of.get(id(one))) is not None and id(old) in before_here
        }
        order = self._order(before, opened, drawn, here)
        added = _added(drawn, {id(one) for one in here.values()})
        return tuple(self._woven(before, here, order, added))

    def _order(
        self, before: XmlElement, opened: XmlElement, drawn: XmlElement, here: dict[int, XmlElement]
    ) -> list[XmlElement]:
        """Return what stays in the order of the file, unless it was drawn in another order than it was opened in."""
        places = {id(one): place for place, one in enumerate(opened.children)}
        stays = {id(one) for one in here.values()}
        now = [one for one in drawn.children if id(one) in stays]
        then = [places.get(id(self.opened_of[id(one)]), -1) for one in now]
        if then != sorted(then):
            return now
        return [here[id(one)] for one in before.children if id(one) in here]

    def _woven(
        self,
        before: XmlElement,
        here: dict[int, XmlElement],
        order: list[XmlElement],
        added: dict[int, list[XmlElement]],
    ) -> list[Content]:
        """Return the content: what the tool does not know where it stood, what stays in its order, what is new after it."""
        content: list[Content] = []
        rest = iter(order)
        firsts = [self._element(new) for new in added.get(0, ())]
        for one in before.content:
            if not isinstance(one, XmlElement) or id(one) not in self.is_known:
                content.append(one)
            elif id(one) in here:
                content += firsts
                firsts = []
                stays = next(rest)
                content.append(self._element(stays))
                content += [self._element(new) for new in added.get(id(stays), ())]
        return content + firsts


def _added(drawn: XmlElement, stays: set[int]) -> dict[int, list[XmlElement]]:
    """Return what is new here by what it comes after (its ``id()``; 0: nothing that stays)."""
    added: dict[int, list[XmlElement]] = {}
    after = 0
    for one in drawn.children:
        if id(one) in stays:
            after = id(one)
        else:
            added.setdefault(after, []).append(one)
    return added


def _attributes(
    before: XmlElement, opened: XmlElement, drawn: XmlElement, *, is_other: bool
) -> dict[str, str]:
    """Return the attributes; of an element that became of another kind, those of other tools stay."""
    found = dict(before.attributes)
    for name in {**opened.attributes, **drawn.attributes}:
        old, new = opened.attributes.get(name), drawn.attributes.get(name)
        if old == new or (is_other and new is None and name.startswith("{")):
            continue
        if new is None:
            found.pop(name, None)
        else:
            found[name] = new
    return found
