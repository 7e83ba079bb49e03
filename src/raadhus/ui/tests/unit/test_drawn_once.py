"""What is drawn once is drawn again for other words, another language, another page: the whole content is its key."""

from django.utils import translation

from raadhus.ui import components as ui
from raadhus.ui.parts import Tile


def test_tiles_drawn_before_do_not_stand_on_another_page():
    child, move = (Tile(title=title, url=f"/{title}/", text="<b>") for title in ("Child", "Move"))

    first, second = ui.tiles([child]), ui.tiles([child, move])

    assert ("Child" in first, "Move" in first) == (True, False)
    assert second.index("Child") < second.index("Move")
    assert ui.tiles((child,)) == first
    assert "&lt;b&gt;" in first


def test_a_button_is_drawn_anew_in_another_language_and_for_somebody_by_name():
    with translation.override("da"):
        danish = ui.step(1, 3)
    with translation.override("en"):
        english = ui.step(1, 3)

    assert danish != english
    assert "Alma" not in ui.button("Remove")
    assert "Alma" in ui.button("Remove", describes="Alma")
