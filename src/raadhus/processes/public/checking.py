"""The door to findings in words: what a check of a model says, and what to do, in the language in use."""

from django.utils.translation import gettext as _

from raadhus.processes.domain.problems import Problem, Severity
from raadhus.processes.domain.soundness.references import Names
from raadhus.processes.domain.soundness.sentences import SENTENCES
from raadhus.processes.domain.wording import WORDING

__all__ = ["Names", "Problem", "Severity", "advice_of", "place_of", "sentence_of"]


def sentence_of(problem: Problem) -> str:
    """Return what is wrong, in the language in use; in English where it is said in no other."""
    said = WORDING.get(problem.code) or SENTENCES.get(problem.code, ("",))[0]
    return _(said) % dict(problem.words) if said else problem.sentence


def advice_of(problem: Problem) -> str:
    """Return what to do about it, in the language in use; empty where the finding says it itself."""
    if problem.code not in SENTENCES:
        return ""
    return _(SENTENCES[problem.code][1]) % dict(problem.words)


def place_of(problem: Problem) -> str:
    """Return what people call the element, else its kind and id."""
    return problem.name or f"{problem.element} {problem.element_id}".strip()
