"""The web server's own door: how the letters of a request are written."""

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test.client import encode_multipart

from raadhus.config import wsgi

CODECS_OF_PYTHON = [
    "punycode",
    "rot13",
    "hex",
    "zlib",
    "idna",
    "undefined",
    "utf-16",
    "unicode_escape",
    "utf-8",
]


def said_in(environ: dict[str, Any], _start_response: Any) -> Iterable[bytes]:
    """Stand in for the application: answer what the request says."""
    request = WSGIRequest(environ)
    return [json.dumps({**request.GET.dict(), **request.POST.dict()}).encode()]


@pytest.fixture(autouse=True)
def echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wsgi, "_answer", said_in)


def asked(method: str, body: bytes = b"", **changes: str) -> dict[str, str]:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/",
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        **changes,
    }
    return dict(json.loads(b"".join(wsgi.application(environ, None))))


@pytest.mark.parametrize("charset", CODECS_OF_PYTHON)
@pytest.mark.parametrize(
    "way", ["charset={}", 'Charset="{}"', "charset*={}''x", "x=y; charset={}; y=z", "=; charset={}"]
)
def test_an_address_is_read_as_utf_8_whatever_a_request_says_of_itself(charset: str, way: str) -> None:
    kind = f"text/plain; {way.format(charset)}"

    assert asked("GET", CONTENT_TYPE=kind, QUERY_STRING="said=bl%C3%A5b%C3%A6r-9b") == {"said": "blåbær-9b"}


@pytest.mark.parametrize("charset", CODECS_OF_PYTHON)
@pytest.mark.parametrize("boundary", ["x", "----WebKitFormBoundary7MA4YWxkTrZu0gW", "a'b(c)+d_e,f.g/h:i=j?k"])
def test_a_form_is_read_as_utf_8_whatever_it_says_of_itself(charset: str, boundary: str) -> None:
    form = encode_multipart(boundary, {"said": "blåbær-9b"})

    for kind in (f'charset={charset}; boundary="{boundary}"', f'boundary="{boundary}";charset={charset}'):
        assert asked("POST", form, CONTENT_TYPE=f"multipart/form-data; {kind}") == {"said": "blåbær-9b"}


def test_a_plain_form_and_a_request_without_a_type_are_read_as_ever() -> None:
    kind = "application/x-www-form-urlencoded; charset=utf-16"

    assert asked("POST", b"said=bl%C3%A5b%C3%A6r", CONTENT_TYPE=kind) == {"said": "blåbær"}
    assert asked("GET", QUERY_STRING="said=ja") == {"said": "ja"}
