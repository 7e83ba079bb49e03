"""Whatever is found in a model is said in English, Danish and bokmål, each with the words it is about."""

import re

import pytest
from django.utils import translation

from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.sentences import SENTENCES
from raadhus.processes.domain.wording import WORDING, Where, problem_at
from raadhus.processes.public.checking import advice_of, sentence_of

SAID = {code: (sentence, "") for code, sentence in WORDING.items()} | SENTENCES


def words_of(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def found(code: str) -> Problem:
    sentence, advice = SAID[code]
    words = tuple((word, f"[{word}]") for word in sorted(words_of(sentence + advice)))
    return Problem(Severity.ERROR, "task", "t", 1, "in English", code, words)


def test_no_code_is_used_for_two_sentences() -> None:
    assert not WORDING.keys() & SENTENCES.keys()


@pytest.mark.parametrize("code", SAID)
def test_each_finding_is_said_in_three_languages(code: str) -> None:
    sentence, advice = SAID[code]
    for told, source in ((sentence_of, sentence), (advice_of, advice)):
        said = []
        for language in ("en", "da", "nb"):
            with translation.override(language):
                said.append(told(found(code)))
        assert said[0] == source % {word: f"[{word}]" for word in words_of(source)}
        if source and re.search(r"[a-z]{3} [a-z]{2}", source):
            assert said[0] not in said[1:], code
        for one in said:
            assert {f"[{word}]" for word in words_of(source)} <= set(re.findall(r"\[\w+\]", one))


def test_what_was_found_says_where_and_about_what() -> None:
    problem = problem_at(Where("task", "t", 7, "Ask"), "id-twice", {"id": "a"})
    assert str(problem) == "line 7: task “t”: The id “a” is used twice."
    assert (problem.code, problem.words, problem.name) == ("id-twice", (("id", "a"),), "Ask")
