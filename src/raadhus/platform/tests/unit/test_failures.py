from raadhus.platform.failures import failure_in_words
from raadhus.platform.refusals import NotFoundHere


def caught(text: str) -> BaseException:
    try:
        int(text)
    except ValueError as error:
        return error
    raise AssertionError(text)


def test_of_an_error_only_kind_and_place_are_told() -> None:
    told = failure_in_words(caught("010190-0001"))

    assert told.startswith("ValueError in test_failures.py:")
    assert "0101" not in told


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert failure_in_words(ValueError("Amina")) == "ValueError"


def test_a_refusals_sentence_is_ours() -> None:
    assert failure_in_words(NotFoundHere(detail="person 1")).startswith("NotFoundHere: We could not find")
