"""The environments in which templates are compiled: strict, escaping, one a language."""

import datetime as dt

import jinja2
import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation

from raadhus.ui.drawing import draw


def drawn(source, **values):
    return engines["pages"].from_string(source).render(values)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_template_can_be_read_in_each_language(language):
    with translation.override(language):
        environment = engines["pages"].env.active()
    names = environment.list_templates(extensions=["html"])
    assert len(names) > 100
    for name in names:
        environment.get_template(name)


def test_a_name_that_nobody_gave_is_an_error_wherever_it_stands():
    for source in (
        "{{ nobody }}",
        "{% if nobody %}x{% endif %}",
        "{{ given.nobody }}",
        "{% for x in nobody %}{% endfor %}",
    ):
        with pytest.raises(jinja2.UndefinedError):
            drawn(source, given=object())


def test_what_people_write_is_escaped_in_text_in_attributes_and_within_texts():
    written = '"><script>'
    html = drawn(
        '<i title="{{ x }}">{{ x }}</i>{% trans name=x %}You act for <strong>{{ name }}</strong>{% endtrans %}',
        x=written,
    )
    assert html.count("&#34;&gt;&lt;script&gt;") == 3
    assert "<strong>" in html


def test_a_quotation_mark_in_a_translation_ends_no_attribute():
    html = drawn(
        """<i title="{{ _('the \\"whole\\" of %%') }}" lang="{{ _('a \\"%(x)s\\"', x='<') }}"></i>"""
    )

    assert html == '<i title="the &#34;whole&#34; of %" lang="a &#34;&lt;&#34;"></i>'


def test_a_text_that_somebody_wrote_keeps_its_lines_and_nothing_else():
    assert drawn("{{ x|lines }}", x="one\r\n<b>two</b>\nthree") == "one<br>&lt;b&gt;two&lt;/b&gt;<br>three"


def test_a_template_speaks_the_language_that_is_active_when_it_is_drawn():
    said = []
    for language in ("da", "en", "nb", "da"):
        with translation.override(language):
            said.append(draw("ui/parts/step.html", number=1, of=3, title=""))
    assert "Trin 1 af 3" in said[0]
    assert "Step 1 of 3" in said[1]
    assert "Trinn 1 av 3" in said[2]
    assert said[3] == said[0]


def test_a_macro_that_was_read_in_one_language_speaks_another_when_it_is_asked_to():
    source = '{% from "forms/blocks.html" import draw_block %}{{ draw_block(block) }}'
    block = {"kind": "files", "fields": (), "legend": ""}
    with translation.override("en"):
        assert "Attach the file" in drawn(source, block=block)
    with translation.override("da"):
        danish = drawn(source, block=block)
    assert "Attach the file" not in danish
    assert "Vedhæft" in danish


def test_a_sign_of_percent_is_written_twice_and_read_once():
    with translation.override("en"):
        assert drawn('{{ _("80 %% of it") }}') == "80 % of it"
        assert drawn('{{ _("%(share)s %% of it", share=80) }}') == "80 % of it"
        assert drawn("{% trans share=80 %}{{ share }} % of it{% endtrans %}") == "80 % of it"


def test_a_number_chooses_its_text():
    source = "{% trans days=n %}{{ days }} day{% pluralize %}{{ days }} days{% endtrans %}"
    with translation.override("en"):
        assert [drawn(source, n=n) for n in (1, 2)] == ["1 day", "2 days"]


def test_a_day_is_written_as_people_say_it():
    with translation.override("da"):
        said = drawn("{{ day|day_with_year }}", day=dt.date(2024, 11, 5))
    assert said.split() == ["tirsdag", "den", "5.", "november", "2024"]


def test_an_address_is_found_by_its_name():
    assert drawn('{{ url_of("ui:gallery-page", "forms") }}') == "/gallery/forms/"
