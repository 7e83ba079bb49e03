"""The press makes accessible, archivable PDFs of the packages' letters and refuses what is neither."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from raadhus.adapters.typst_press.press import TypstPress
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.public import count_pages, sample_data

LETTERS = Path(__file__).resolve().parents[5] / "services" / "dk" / "free-place-subsidy" / "letters"


@pytest.fixture(scope="module")
def press() -> TypstPress:
    return TypstPress(settings.HOME / "assets" / "fonts" / "letters")


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
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()

    assert "62 %" in text
    assert "24.300,50 kr." in text
    assert "3. december 2024" in text


def test_a_letter_without_a_title_is_refused(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter, match="title"):
        press.render(b'#set text(lang: "da")\n= Hej', sample_data())


def test_a_letter_cannot_read_outside_its_folder(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter):
        press.render(b'#set document(title: "x")\n#read("/../../../../etc/hostname")', sample_data())


def test_a_letter_cannot_fetch_a_package(press: TypstPress) -> None:
    with pytest.raises(CannotRenderLetter):
        press.render(b'#import "@local/anything:1.0.0": *', sample_data())


def test_data_is_text_and_never_carried_out(press: TypstPress) -> None:
    data = sample_data() | {"reasons": ["#panic(1) *bold* $x$ <label> @ref"]}

    pdf = press.render((LETTERS / "decision.typ").read_bytes(), data)

    assert "#panic(1) *bold* $x$ <label> @ref" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
