"""A tree out as XML: UTF-8, indented where blanks mean nothing, each name in the namespace it had."""

from collections import ChainMap
from itertools import chain, count

from raadhus.processes.domain.namespaces import BPMN, BPMNDI, DC, DI, RAADHUS, XML, XSI
from raadhus.processes.domain.xml_tree import (
    TEXT_BEARING,
    Beside,
    Comment,
    Content,
    DocumentType,
    XmlDocument,
    XmlElement,
)

USUAL_PREFIXES = {BPMN: "bpmn", BPMNDI: "bpmndi", DC: "dc", DI: "di", XSI: "xsi", RAADHUS: "raadhus"}
_SPACE = f"{{{XML}}}space"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)
Scope = ChainMap[str, str]


def write_xml(document: XmlDocument) -> bytes:
    """Return the file; a prefix that is missing where it is needed is declared there."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    for one in document.prolog:
        pieces += [_beside(one), "\n"]
    _write(document.root, ChainMap({"": "", "xml": XML}), "\n", pieces)
    for one in document.epilog:
        pieces += ["\n", _beside(one)]
    return "".join([*pieces, "\n"]).encode()


def _write(element: XmlElement, outer: Scope, indent: str, pieces: list[str]) -> None:
    """Add the element to the pieces; ``indent`` is the line break before its end, "" where blanks count."""
    names = _Names(outer, element)
    name = names.of_element(element)
    attributes = [
        f' {names.of_attribute(key)}="{value.translate(_IN_ATTRIBUTE)}"'
        for key, value in element.attributes.items()
    ]
    declarations = map(_declaration, names.declared, names.declared.values())
    pieces.append(f"<{name}{''.join(declarations)}{''.join(attributes)}")
    if not element.content:
        pieces.append("/>")
        return
    pieces.append(">")
    inner = _inner_indent(element, indent)
    for one in element.content:
        pieces.append(inner)
        _write_item(one, names.scope, inner, pieces)
    pieces.append(f"{indent if inner else ''}</{name}>")


def _write_item(item: Content, scope: Scope, indent: str, pieces: list[str]) -> None:
    match item:
        case str():
            pieces.append(item.translate(_IN_TEXT))
        case XmlElement():
            _write(item, scope, indent, pieces)
        case _:
            pieces.append(_beside(item))


def _inner_indent(element: XmlElement, indent: str) -> str:
    keeps = element.attributes.get(_SPACE)
    if keeps == "preserve" or any(isinstance(one, str) for one in element.content):
        return ""
    if keeps is None and (not indent or (element.namespace, element.name) in TEXT_BEARING):
        return ""
    return f"{indent or chr(10)}  "


def _beside(item: Beside) -> str:
    if isinstance(item, Comment):
        return f"<!--{item.text}-->"
    if isinstance(item, DocumentType):
        return _document_type(item)
    return f"<?{item.target} {item.data}?>" if item.data else f"<?{item.target}?>"


def _document_type(item: DocumentType) -> str:
    """Return the declaration; neither name nor address can hold both kinds of quotation mark."""
    system = "" if item.system is None else f" {_quoted(item.system)}"
    if item.public is not None:
        return f"<!DOCTYPE {item.name} PUBLIC {_quoted(item.public)}{system}>"
    return f"<!DOCTYPE {item.name}{f' SYSTEM{system}' if system else ''}>"


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def _declaration(prefix: str, uri: str) -> str:
    return f' xmlns{":" if prefix else ""}{prefix}="{uri.translate(_IN_ATTRIBUTE)}"'


class _Names:
    """The prefixes in scope at one element; one that is missing is declared there."""

    def __init__(self, outer: Scope, element: XmlElement) -> None:
        self.scope = outer.new_child(dict(element.namespaces)) if element.namespaces else outer
        self.declared = dict(element.namespaces)
        self.spelt = dict(element.spelt)

    def of_element(self, element: XmlElement) -> str:
        """Return the element's name with the prefix it had, else one that is in scope, else a new one."""
        if self.scope.get(element.prefix) == element.namespace:
            prefix = element.prefix
        elif element.namespace:
            prefix = self._prefix_of(element.namespace, may_be_default=True)
        else:
            prefix = self._declare("", "")
        return f"{prefix}:{element.name}" if prefix else element.name

    def of_attribute(self, key: str) -> str:
        """Return the attribute's name with the prefix it had, else another that is no default."""
        if not key.startswith("{"):
            return key
        namespace, name = key[1:].rsplit("}", 1)
        prefix = self.spelt.get(key, "")
        if not prefix or self.scope.get(prefix) != namespace:
            prefix = self._prefix_of(namespace, may_be_default=False)
        return f"{prefix}:{name}"

    def _prefix_of(self, namespace: str, *, may_be_default: bool) -> str:
        usual = USUAL_PREFIXES.get(namespace, "ns")
        if self.scope.get(usual) == namespace:
            return usual
        for prefix, uri in self.scope.items():
            if uri == namespace and (prefix or may_be_default):
                return prefix
        candidates = chain([usual], (f"{usual}{number}" for number in count(1)))
        return self._declare(next(name for name in candidates if name not in self.scope), namespace)

    def _declare(self, prefix: str, namespace: str) -> str:
        self.scope = self.scope.new_child({prefix: namespace})
        self.declared[prefix] = namespace
        return prefix
