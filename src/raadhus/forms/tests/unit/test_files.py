"""What an uploaded file really is, and what to call it."""

import pytest

from raadhus.forms.domain.definition import MediaType
from raadhus.forms.domain.files import clean_filename, sniff

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 20


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PDF, MediaType.PDF),
        (PNG, MediaType.PNG),
        (JPEG, MediaType.JPEG),
        (b"MZ\x90\x00" + b"\0" * 60 + PDF, None),  # a Windows program with a PDF behind it
        (b"\x7fELF\x02\x01\x01" + b"\0" * 50, None),
        (b"#!/bin/sh\nrm -rf /\n", None),
        (b"PK\x03\x04" + b"\0" * 50, None),
        (b"<html><script>alert(1)</script>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"GIF89a" + b"\0" * 20, None),
        (b" " + PDF, None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, kind: MediaType | None):
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("regnskab.pdf", "regnskab.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ib\\løn.PDF", "løn.pdf"),
        ("program.exe", "program.exe.pdf"),
        ("bud\u202efdp.exe", "budfdp.exe.pdf"),
        ('a"b<c>|d;e.pdf', "a b c d e.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("line\r\nSet-Cookie: a=b.pdf", "line Set-Cookie a=b.pdf"),
    ],
)
def test_a_file_name_is_safe_to_show_and_to_save(raw: str, name: str):
    assert clean_filename(raw, MediaType.PDF) == name
