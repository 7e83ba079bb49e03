"""The press makes accessible, archivable PDFs of the packages' letters and refuses what is neither."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from raadhus.adapters.typst_press.press import Limits, TypstPress
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.public import count_pages, sample_data

LETTERS = Path(__file__).resolve().parents[5] / "services" / "dk" / "free-place-subsidy" / "letters"


@pytest.fixture(scope="module")
def press() -> TypstPress:
    return TypstPress(settings.ASSETS / "fonts" / "letters")


@pytest.fixture(scope="module")
def narrow_press() -> TypstPress:
    return TypstPress(settings.ASSETS / "fonts" / "letters", Limits(cpu_seconds=1, memory_bytes=1 << 29))


@pytest.mark.parametrize("language", ["da", "nb", "en"])
@pytest.mark.parametrize("name", ["decision", "hearing", "message"])
def test_each_letter_becomes_one_page_that_says_it_is_pdf_ua_1_and_pdf_a_2a(
    press: TypstPress, name: str, language: str
) -> None:
    pdf = press.render((LETTERS / f"{name}.typ").read_bytes(), sample_data(language))
    reader = PdfReader(BytesIO(pdf))
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data()

    assert len(reader.pages) == count_pages(pdf) == 1
    assert b"pdfuaid:part" in metadata
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_figures_can_be_read_in_the_pdf(press: TypstPress) -> None:
    pdf = press.render((LETTERS / "decision.typ").read_bytes(), sample_data())
    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())

    assert "62 %" in text
    assert "24.300,50 kr." in text
    assert "3. december 2024" in text


def test_a_letter_without_a_title_is_refused(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter, match="title"):
        press.render(b'#set text(lang: "da")\n= Hej', sample_data())


def test_a_letter_cannot_read_outside_its_folder(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter):
        press.render(b'#set document(title: "x")\n#read("/../../../../etc/hostname")', sample_data())


POISONS = {
    "memory": b'("a" * 2000000000).len()',
    "a list": b"range(100000000).len()",
    "time": b"for a in range(100000) { for b in range(100000) { let x = a } }",
    "pages": b"for a in range(100000) { pagebreak() }",
}
TITLE = b'#set document(title: "x")\n#set text(lang: "da")\n'


@pytest.mark.parametrize("poison", sorted(POISONS))
def test_a_letter_that_takes_too_much_is_given_up_and_the_next_one_is_made(
    narrow_press: TypstPress, poison: str
) -> None:
    with pytest.raises(CannotRenderLetter, match="more time or memory"):
        narrow_press.render(TITLE + b"#" + POISONS[poison], sample_data())

    assert count_pages(narrow_press.render((LETTERS / "message.typ").read_bytes(), sample_data())) == 1


@pytest.mark.parametrize(
    "code",
    [
        '#let r = read\n#r("letter.typ")',
        '#(std.read)("letter.typ")',
        '#(eval, 1).at(0)("1")',
        '#json("data.json")',
        '#plugin("a.wasm")',
        '#if data.title == "Prøvebrev" { image("/etc/x.png") }',
        '#import "@preview/tablex:0.0.8": *',
        '#import ("@pre" + "view/tablex:0.0.8"): *',
        '#include "/../other/letter.typ"',
    ],
)
def test_a_letter_has_no_way_to_read_to_fetch_or_to_carry_out_text(press: TypstPress, code: str) -> None:
    template = TITLE + b'#import "/raadhus/letter.typ": *\n' + code.encode()

    with pytest.raises(CannotRenderLetter):
        press.render(template, sample_data())


def test_a_letter_sees_no_other_letter(press: TypstPress) -> None:
    press.render((LETTERS / "message.typ").read_bytes(), sample_data())
    folders = [folder.name for folder in press._root.iterdir()]

    for folder in folders:
        with pytest.raises(CannotRenderLetter):
            press.render(TITLE + f'#include "/../{folder}/letter.typ"'.encode(), sample_data())


def test_the_same_letter_made_again_is_the_same_to_the_byte_and_bears_its_day(press: TypstPress) -> None:
    template = (LETTERS / "decision.typ").read_bytes()
    another = TypstPress(settings.ASSETS / "fonts" / "letters")

    first, second = (made.render(template, sample_data()) for made in (press, another))

    assert first == second
    created = PdfReader(BytesIO(first)).metadata.creation_date
    assert created.date() == dt.date(2024, 11, 5)


def test_a_press_whose_child_was_ended_starts_another(press: TypstPress) -> None:
    template = (LETTERS / "message.typ").read_bytes()
    press.render(template, sample_data())
    press._child._process.kill()
    press._child._process.wait()

    assert count_pages(press.render(template, sample_data())) == 1


def test_a_letter_cannot_fetch_a_package(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter):
        press.render(b'#import "@local/anything:1.0.0": *', sample_data())


def test_data_is_text_and_never_carried_out(press: TypstPress) -> None:
    data = sample_data() | {"reasons": ["#panic(1) *bold* $x$ <label> @ref"]}

    pdf = press.render((LETTERS / "decision.typ").read_bytes(), data)

    assert "#panic(1) *bold* $x$ <label> @ref" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
