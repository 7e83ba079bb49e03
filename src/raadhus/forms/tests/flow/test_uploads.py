"""Files: taken piece by piece, looked at, sealed; what is too large, disguised or infected is refused with its reason."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.adapters.in_memory.scanner import KnownSignatures
from raadhus.forms import wiring
from raadhus.forms.models import Attachment
from raadhus.forms.tests.townkit import Browser, address, at_income, begun, kept
from raadhus.organisation.demo import EGEBY
from raadhus.platform import environment
from raadhus.platform.file_limits import LARGEST_BYTES
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.usefixtures("town")
PDF = b"%PDF-1.7\nlonseddel"
FIELD = "attachments.income"
_TYPE = "multipart/form-data; boundary=xx"


@pytest.fixture
def scanner() -> Iterator[KnownSignatures]:
    wired = KnownSignatures({"Test.Signature": b"MALICIOUS"})
    before = wiring.use_scanner(wired)
    yield wired
    wiring.use_scanner(before)


def upload(browser: Browser, content: bytes, name: str = "pay.pdf", **values: str) -> str:
    """Attach a file and return the page that follows."""
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    answer = browser.send(address("income"), **{FIELD: file, "attach": "1", **values})
    if answer.status_code == 302:
        browser.open(answer.url)
    return browser.page


def attachments() -> list[Attachment]:
    with transaction(EGEBY):
        return list(Attachment.objects.order_by("at", "id"))


def test_a_file_is_kept_sealed_and_listed():
    page = upload(at_income(), PDF, "../løn 1.PDF")

    (file,) = attachments()
    assert "løn 1.pdf" in page
    assert (file.name, file.media_type, file.size_bytes) == ("løn 1.pdf", "application/pdf", len(PDF))
    stored = Path(default_storage.path(file.path)).read_bytes()
    assert b"lonseddel" not in stored
    assert "løn" not in file.path


def test_what_else_was_typed_stays_when_a_file_is_attached():
    page = upload(at_income(), PDF, **{"applicant.self_employed": "yes"})

    assert 'value="yes" checked' in page
    assert "<title>Error:" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 200, "Choose a PDF, JPEG or PNG"),
        (b"MZ\x90\x00" + b"\0" * 60 + PDF, "Choose a PDF, JPEG or PNG"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 200, "Choose a PDF, JPEG or PNG"),
        (b"<html><script>alert(1)</script></html>", "Choose a PDF, JPEG or PNG"),
        (PDF + b"\0" * LARGEST_BYTES, "at most 10 MB"),
        (PDF + b"\0" * 30 * 1024 * 1024, "at most 10 MB"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_what_was_typed_is_kept(content: bytes, words: str):
    browser = at_income()
    page = upload(browser, content, **{"applicant.self_employed": "yes"})

    assert words in page
    assert "<title>Error:" in page
    assert 'value="yes" checked' in page
    assert attachments() == []


def test_a_large_file_is_never_wholly_in_memory():
    browser = at_income()
    asked: list[int] = []

    class Counting(io.BytesIO):
        name = "big.pdf"

        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(-1 if size is None else size)
            return super().read(size)

    body = Counting(_multipart(browser, PDF + b"\0" * 30 * 1024 * 1024))
    length = len(body.getvalue())
    answer = browser.generic(
        "POST",
        address("income"),
        **_sending(body, length),
    )

    assert answer.status_code == 422
    assert b"at most 10" in answer.content
    assert asked
    assert max(asked) <= 1024 * 1024
    assert -1 not in asked


def test_a_request_beyond_all_measure_is_not_read_at_all():
    browser = at_income()
    before = kept()

    class Untouched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("It was read.")

    answer = browser.generic(
        "POST",
        address("income"),
        **_sending(Untouched(), 2**31),
    )
    assert answer.status_code == 413
    assert kept() == before


def test_at_most_five_files_are_kept():
    browser = at_income()
    for number in range(5):
        upload(browser, PDF + bytes([65 + number]))
    page = upload(browser, PDF)

    assert "room for 5 files" in page
    assert len(attachments()) == 5


def test_a_file_can_be_removed():
    browser = at_income()
    upload(browser, PDF)
    (file,) = attachments()
    place = Path(default_storage.path(file.path))

    answer = browser.send(address("income"), **{f"{FIELD}-remove": str(file.id)})
    assert answer.status_code == 302
    assert attachments() == []
    assert place.exists()  # the test's own transaction is still open: the file goes when it is certain


def test_somebody_else_s_file_cannot_be_removed():
    upload(at_income(), PDF)
    (file,) = attachments()
    peter = begun("peter")
    peter.open(peter.send(address("household")).url)
    answers = {
        "children.r1.daycare": "nursery",
        "children.r1.fee_monthly": "3.900",
        "subsidy_from": "2024-12-01",
    }
    peter.open(peter.send(address("children"), **answers).url)
    before = kept()

    assert peter.send(address("income"), **{f"{FIELD}-remove": str(file.id)}).status_code == 404
    assert peter.send(address("household"), **{f"{FIELD}-remove": str(file.id)}).status_code == 422
    assert kept() == before


def test_a_file_for_a_field_that_is_not_there_is_refused():
    browser = at_income()
    before = kept()
    file = SimpleUploadedFile("pay.pdf", PDF)

    assert browser.send(address("income"), **{"applicant.name": file}).status_code == 422
    assert kept() == before


def test_papers_that_are_needed_are_asked_for():
    browser = at_income()
    answer = browser.send(address("income"), **{"applicant.self_employed": "yes"})
    assert answer.status_code == 422
    assert "Attach a file." in browser.page

    file = SimpleUploadedFile("accounts.pdf", PDF)
    answer = browser.send(address("income"), **{"applicant.self_employed": "yes", FIELD: file})
    assert answer.url == address("summary")
    assert "accounts.pdf" in browser.open(answer.url).content.decode()


def test_an_infected_file_is_refused(scanner: KnownSignatures):
    page = upload(at_income(), PDF + b"MALICIOUS")

    assert "harmful software" in page
    assert attachments() == []


def test_a_clean_file_is_marked_as_scanned(scanner: KnownSignatures):
    upload(at_income(), PDF)

    assert attachments()[0].is_scanned


def test_nothing_is_let_through_unscanned_when_the_scanner_is_down(scanner: KnownSignatures):
    scanner.is_down = True
    page = upload(at_income(), PDF)

    assert "We cannot check files" in page
    assert attachments() == []


def test_nothing_is_let_through_when_a_scanner_is_set_but_not_wired(monkeypatch: pytest.MonkeyPatch):
    settings = environment.current_environment().model_copy(update={"clamav_address": "127.0.0.1:3310"})
    monkeypatch.setattr("raadhus.forms.use_cases.check_file.current_environment", lambda: settings)
    page = upload(at_income(), PDF)

    assert "We cannot check files" in page
    assert attachments() == []


def _sending(body: io.BytesIO, length: int) -> dict[str, Any]:
    return {"wsgi.input": body, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": _TYPE}


def _multipart(browser: Browser, content: bytes) -> bytes:
    parts = [
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in browser.marks().items()
    ]
    head = f'--xx\r\nContent-Disposition: form-data; name="{FIELD}"; filename="big.pdf"\r\n\r\n'.encode()
    return b"".join([*parts, head, content, b"\r\n--xx--\r\n"])


def test_a_wish_that_is_refused_leaves_no_file_behind():
    browser = at_income()
    before = set(Path(default_storage.location).rglob("*.sealed"))
    file = SimpleUploadedFile("pay.pdf", PDF, content_type="application/pdf")

    answer = browser.send(address("income"), **{FIELD: file, "contest": "nonsense"})

    assert answer.status_code == 422
    assert attachments() == []
    assert set(Path(default_storage.location).rglob("*.sealed")) == before
