"""What the modeller reads and writes: the same model under the names it knows, and nothing lost unseen."""

import pytest

from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.modeller import LostInModeller, for_modeller, foreign_parts, from_modeller
from raadhus.rules.tests.modelkit import FREE_PLACE


def test_a_model_goes_there_and_back_unchanged():
    there = for_modeller(FREE_PLACE)

    assert b"DMN/20191111/MODEL/" in there
    assert b"20230324" not in there
    assert from_modeller(there, FREE_PLACE) == FREE_PLACE
    assert difference(FREE_PLACE, there).is_empty


@pytest.mark.parametrize("year", [b"20191111", b"20211108"])
def test_a_draft_keeps_the_version_of_the_standard_it_was_written_in(year):
    older = FREE_PLACE.replace(b"20230324", year)

    assert from_modeller(for_modeller(older), older) == older


def test_the_free_place_model_has_nothing_that_the_modeller_does_not_know():
    assert foreign_parts(FREE_PLACE) == ()


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (b"<for iteratorVariable='x'/>", ("for",)),
        (b"<conditional/><filter/>", ("conditional", "filter")),
    ],
)
def test_what_the_modeller_would_lose_is_named(part, told):
    assert foreign_parts(FREE_PLACE.replace(b"</definitions>", part + b"</definitions>")) == told


def test_an_extension_of_another_tool_called_like_a_new_element_is_none():
    own = b"<extensionElements><for xmlns='urn:tool'/></extensionElements>"

    assert foreign_parts(FREE_PLACE.replace(b"</definitions>", own + b"</definitions>")) == ()


def test_models_before_dmn_1_3_are_not_opened():
    old = FREE_PLACE.replace(
        b"https://www.omg.org/spec/DMN/20230324/MODEL/", b"http://www.omg.org/spec/DMN/20180521/MODEL/"
    )

    assert foreign_parts(old) == ("DMN 1.1, 1.2",)


def test_a_file_that_comes_back_without_a_type_is_refused():
    start = FREE_PLACE.index(b"<itemDefinition")
    lost = (
        FREE_PLACE[:start] + FREE_PLACE[FREE_PLACE.index(b"</itemDefinition>") + len(b"</itemDefinition>") :]
    )
    with pytest.raises(LostInModeller, match="itemDefinition"):
        from_modeller(for_modeller(lost), FREE_PLACE)


def test_a_file_that_comes_back_without_a_model_it_carried_is_refused():
    carrier = b'<raadhus:model source="x"/>'
    before = FREE_PLACE.replace(b"</extensionElements>", carrier + b"</extensionElements>", 1)
    with pytest.raises(LostInModeller, match="model"):
        from_modeller(FREE_PLACE, before)
