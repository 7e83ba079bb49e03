"""In whatever encoding a tool writes, the same is read; what could be read in two ways is refused."""

import pytest

from raadhus.processes.domain.document.reader import read_document
from raadhus.processes.domain.document.writer import write_document
from raadhus.processes.domain.problems import ModelRefused
from raadhus.processes.domain.xml_tree import parse_document

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def model(name: str, head: str = "") -> str:
    return f'{head}<definitions xmlns="{BPMN}"><process id="p" name="{name}"/></definitions>'


def declared(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'


@pytest.mark.parametrize(
    ("said", "written", "name"),
    [
        ("UTF-8", "utf-8", "æøå"),
        ("utf8", "utf-8", "æøå"),
        ("UTF-8", "utf-8-sig", "æøå"),
        ("utf-16", "utf-16", "æøå"),
        ("utf-16", "utf-8", "æøå"),
        ("UTF-16", "utf-8-sig", "æøå"),
        ("unicode", "utf-8", "æøå"),
        ("UTF-8", "utf-16", "æøå"),
        ("ISO-10646-UCS-2", "utf-16", "æøå"),
        ("ISO8859_1", "latin-1", "æøå"),
        ("MacRoman", "mac-roman", "æøå"),
        ("utf-16le", "utf-16-le", "æøå"),
        ("UTF-32", "utf-32", "æøå"),
        ("ISO-8859-1", "latin-1", "æøå"),
        ("ISO8859-15", "iso8859-15", "æ€"),
        ("windows-1252", "cp1252", "“æ”"),
        ("IBM850", "cp850", "æå"),
        ("macintosh", "mac-roman", "æå"),
        ("GBK", "gbk", "任务"),
        ("gb2312", "gb2312", "任务"),
        ("Big5", "big5", "任務"),
        ("Shift_JIS", "shift_jis", "仕事"),
        ("EUC-KR", "euc-kr", "작업"),
    ],
)
def test_a_name_is_read_as_it_was_written(said: str, written: str, name: str) -> None:
    read = read_document(model(name, declared(said)).encode(written))
    assert read == read_document(model(name).encode())
    assert read_document(write_document(read)) == read


@pytest.mark.parametrize("said", ["utf-7", "punycode", "idna", "EBCDIC-CP-US", "x-none", "rot13"])
def test_an_encoding_that_is_not_known_is_refused_by_name(said: str) -> None:
    with pytest.raises(ModelRefused, match=f"“{said}” is not read"):
        parse_document(model("a", declared(said)).encode())


@pytest.mark.parametrize("said", ["GBK", "EUC-KR", "UTF-8"])
def test_a_file_that_is_not_in_the_encoding_it_says_is_refused(said: str) -> None:
    with pytest.raises(ModelRefused):
        parse_document(model("a", declared(said)).encode().replace(b'"a"', b'"\xff\xff"'))


@pytest.mark.parametrize(
    "kind",
    [
        "<!DOCTYPE definitions>",
        '<!DOCTYPE definitions SYSTEM "model.dtd">',
        "<!DOCTYPE definitions SYSTEM 'a\"b'>",
        '<!DOCTYPE definitions PUBLIC "-//x//y" "model.dtd">',
    ],
)
def test_a_document_type_that_declares_nothing_is_kept(kind: str) -> None:
    source = model("a &amp; b", kind).encode()
    written = write_document(read_document(source))
    assert kind.encode() in written
    assert parse_document(written) == parse_document(source)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "kind",
    [
        '<!DOCTYPE definitions [<!ENTITY x "y">]>',
        '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE definitions [<!ENTITY % x SYSTEM "http://localhost/"> %x;]>',
        '<!DOCTYPE definitions SYSTEM "file:///etc/hostname">',
        "<!DOCTYPE definitions>",
        "",
    ],
)
def test_an_entity_is_refused_wherever_it_would_come_from(kind: str, encoding: str) -> None:
    with pytest.raises(ModelRefused):
        parse_document(model("&x;", declared(encoding) + kind).encode(encoding))
