"""What the components draw, seen from outside."""

import datetime as dt

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation

from raadhus.ui import components as ui
from raadhus.ui import fields, icons, parts, templating
from raadhus.ui.drawing import draw


def drawn(source, **values):
    return engines["pages"].from_string(source).render(values)


def test_a_field_with_an_error_is_described_by_hint_and_error():
    html = ui.field(fields.TextField(name="a.b[0]", label="Name", hint="In full.", error="Write your name."))
    assert 'aria-describedby="f-a-b-0--hint f-a-b-0--error"' in html
    assert 'aria-invalid="true"' in html
    assert "Write your name." in html


def test_what_people_write_is_escaped():
    html = ui.field(fields.TextField(name="name", label="Name", value='"><script>alert(1)</script>'))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_only_an_optional_field_says_so():
    assert "(optional)" in ui.field(fields.TextField(name="x", label="X", is_required=False))
    assert "(optional)" not in ui.field(fields.TextField(name="x", label="X"))


def test_problems_lead_to_the_fields_that_have_them():
    wrong = fields.DateField(name="born", label="Born", error="February has no 31st.")
    assert fields.problems_of((fields.TextField(name="x", label="X"), wrong)) == (
        parts.Problem(text="February has no 31st.", href="#f-born"),
    )
    assert 'id="f-born"' in ui.field(wrong)


def test_without_problems_there_is_no_summary():
    assert drawn("{{ ui.error_summary(problems) }}", problems=()) == ""


def test_a_late_deadline_has_an_icon_and_words_and_the_date():
    with translation.override("en"):
        html = ui.deadline(dt.date(2024, 11, 3), dt.date(2024, 11, 5))
    assert "2 days late" in html
    assert "<svg" in html
    assert 'datetime="2024-11-03"' in html
    assert "Sunday 3\u00a0November 2024" in html


def test_a_deadline_in_time_is_quiet():
    assert "<svg" not in ui.deadline(dt.date(2024, 11, 8), dt.date(2024, 11, 5))


def test_a_tone_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="purple"):
        ui.status("Fine", "purple")


def test_a_table_with_a_short_row_is_refused():
    table = parts.Table(
        caption="Fees", columns=(parts.Column(label="A"), parts.Column(label="B")), rows=(("1",),)
    )
    with pytest.raises(ValueError, match="shorter"):
        draw("ui/parts/table.html", table=table)


def test_an_icon_without_a_label_is_decoration_and_with_one_an_image():
    assert 'aria-hidden="true"' in icons.icon_svg("Phone")
    assert 'role="img" aria-label="A &lt;b&gt;"' in icons.icon_svg("Phone", "A <b>")


@pytest.mark.parametrize("name", ["NoSuchIcon", "../Phone"])
def test_an_icon_that_was_not_installed_is_refused(name):
    if not (settings.ASSETS / "icons").is_dir():
        pytest.skip("The assets are not built here.")
    with pytest.raises(icons.CannotFindIcon):
        icons.icon_svg(name)


def test_a_town_without_a_crest_gets_the_house_crest():
    assert icons.crest_svg("atlantis") == icons.crest_svg("raadhus")


def test_a_phone_number_is_dialled_without_spaces():
    assert templating.dialled("+45 72 30 40 50") == "+4572304050"
