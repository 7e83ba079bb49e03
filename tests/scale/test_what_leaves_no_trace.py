"""What must stand nowhere after a whole journey: secrets in logs, a protected address anywhere outside the house."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import LiteralString

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from raadhus.adapters.demo_people import find
from raadhus.config.proof import sinks
from raadhus.config.proof.journey import ANSWERS, Journey
from raadhus.config.proof.page import Page, Upload
from tests.scale.killkit import LivingTown, begin, submission_in

pytestmark = [pytest.mark.town, pytest.mark.usefixtures("carriers"), pytest.mark.xdist_group("killing")]
NADIA = find("nadia")
_PROTECTED = ("Nadia", "Milo", "Kildevej", "kildevej", "Nyvej")
_FILE = Upload("nadia berg kildevej 21.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
_OBJECTIONS = {
    r"-wrong$": "Nadia Berg, Kildevej 21, now Nyvej 3",
    r"-street$": "Nyvej 3",
    r"-postal_code$": "9990",
    r"-city$": "Egeby",
    r"income\.monthly$": "12000",
    **ANSWERS,
}
_LETTER: LiteralString = """
SELECT l.id, to_jsonb(l), to_jsonb(d) FROM post_letter l JOIN cases_case c ON c.id = l.case_id
JOIN records_document d ON d.id = l.document_id WHERE c.submission_id = %(submission)s
"""


def test_no_secret_and_no_identity_number_is_in_a_log(living: LivingTown) -> None:
    living.apply("amina")
    living.wait_until_quiet()
    state = living.town.state
    hidden = {find("amina").number, *_words(json.loads((state / "secrets.json").read_text()))}
    hidden |= {word for word in _words(json.loads((state / "postgres.json").read_text())) if len(word) > 20}
    hidden -= {json.loads((state / "postgres.json").read_text())["home"]}
    hidden |= {word for word in _words(json.loads((state / "keys.json").read_text())) if len(word) > 20}

    found = {
        log.name
        for log in (state / "logs").iterdir()
        for word in hidden
        if word in log.read_text(errors="replace")
    }

    assert len(hidden) > 5
    assert found == set()


def test_whoever_contests_everything_stays_protected_on_every_page_of_uncleared_staff_and_everywhere_outside(
    living: LivingTown,
) -> None:
    with living.visiting() as journey:
        submission = submission_in(journey.send(_contest_everything(journey, "nadia")))
    living.wait_until_quiet()
    ((case, number),) = living.rows(
        "SELECT id, number FROM cases_case WHERE submission_id = %(submission)s", {"submission": submission}
    )

    with living.visiting() as journey:
        inbox = journey.log_in_to(f"{journey.site}/work/", "karim")
        page = journey.visitor.open(f"{journey.site}/work/cases/{case}/")
        preview = journey.visitor.open(f"{journey.site}/work/cases/{case}/preview/")
    pages = {"inbox": inbox, "case": page, "preview": preview}
    told = {
        f"log {path.name}": path.read_text(errors="replace")
        for path in (living.town.state / "logs").iterdir()
    }
    told["SMS"] = " ".join(one.text for one in sinks.read_sms(living.town))
    told["mail"] = " ".join(map(str, sinks.read_mail(living.town)))
    told["print"] = json.dumps([one.manifest for one in sinks.read_print_house(living.town)])

    assert {name: one.status for name, one in pages.items()} == dict.fromkeys(pages, 200)
    assert str(case) in inbox.body.decode()
    assert number in page.text, "the case itself was looked at"
    shown = {name: one.body.decode() for name, one in pages.items()} | told
    assert [(where, word) for where, text in shown.items() for word in _PROTECTED if word in text] == []


def _contest_everything(journey: Journey, person: str) -> Page:
    """Fill in an application in which every fact is contested and a file attached; return the summary."""
    page = begin(journey, person)
    while not page.url.endswith("/summary/"):
        for key in [button.get("value") for button in page.document.xpath("//button[@name='contest']")]:
            page = journey.visitor.submit(page, page.form(having="draft"), button=key)
        for name in page.document.xpath("//input[@type='file']/@name"):
            page = journey.visitor.submit(page, page.form(having="draft"), {name: _FILE}, button="attach")
        page = journey.fill_step(page, _OBJECTIONS)
    return page


def test_a_letter_in_the_mailbox_carries_no_address_in_any_of_its_forms(living: LivingTown) -> None:
    address = NADIA.record.address
    assert address is not None
    submission = living.apply("nadia")
    living.wait_until_quiet()
    ((letter, *rows),) = living.rows(_LETTER, {"submission": submission})

    with living.visiting() as journey:
        mailbox = journey.log_in_to(f"{journey.site}/my/", "nadia")
        addresses = [link for _, link in mailbox.links() if f"/letters/{letter}" in link]
        read = journey.visitor.open(addresses[0])
        pages = [mailbox, read]
        pdf = journey.visitor.open(next(link for _, link in read.links() if "pdf" in link)).body
    forms = {
        "pages": " ".join(page.body.decode() for page in pages),
        "text": _text_of(pdf),
        "everything in the file": " ".join(_everything_in(pdf)),
    }
    known = {"pages": str(letter), "text": NADIA.record.family_name, "everything in the file": "pdfuaid"}

    assert {name for name, word in known.items() if word not in forms[name]} == set(), "each form was read"
    forms["rows"] = " ".join(map(str, rows))
    assert [name for name, form in forms.items() if address.street in form] == []


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str):
        yield value


def _everything_in(pdf: bytes) -> Iterator[str]:
    """Yield every string and every stream of a PDF, opened: text, metadata, structure, attachments."""
    reader = PdfReader(BytesIO(pdf))
    yield from map(str, (reader.metadata or {}).values())
    for number in range(1, int(reader.trailer["/Size"])):
        found = reader.get_object(number)
        yield repr(found)
        if isinstance(found, StreamObject):
            yield found.get_data().decode("utf-8", errors="replace")


def _text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
