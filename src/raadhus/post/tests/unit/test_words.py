"""What belongs together in a letter is not broken at the end of a line."""

import pytest

from raadhus.post.domain.words import hold_together


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("fra 5. november 2024 og", "fra 5.~november~2024 og"),
        ("on 5\u00a0November 2024", "on 5~November~2024"),
        ("1 februar 2024", "1~februar~2024"),
        ("Du betaler 33,5 % af 3.450 kr. om måneden", "Du betaler 33,5~% af 3.450~kr. om måneden"),
        ("Lindevej 4, 9990 Egeby", "Lindevej 4, 9990 Egeby"),
    ],
)
def test_a_date_and_a_figure_with_its_unit_stay_on_one_line(written: str, held: str) -> None:
    assert hold_together(written) == held.replace("~", "\u00a0")


def test_every_text_of_a_letters_data_is_held_together_and_nothing_else_changed() -> None:
    data = {"figures": [{"label": "Pris", "value": "3.450 kr."}], "pages": 1, "lead": None, "paid": ("1 %",)}

    assert hold_together(data) == {
        "figures": [{"label": "Pris", "value": "3.450\u00a0kr."}],
        "pages": 1,
        "lead": None,
        "paid": ["1\u00a0%"],
    }
