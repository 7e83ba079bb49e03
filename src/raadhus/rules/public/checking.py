"""The door to findings in words: what a check says, and what keeps a file from being read, in the language in use."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from raadhus.rules.domain.checking.sentences import KINDS, SENTENCES
from raadhus.rules.domain.dmn.problems import Place, Problem, Severity
from raadhus.rules.domain.dmn.refusals import REFUSALS, SYNTAX

__all__ = ["Place", "Problem", "Severity", "place_of", "sentence_of"]


def sentence_of(problem: Problem, *, example: str = "") -> str:
    """Return a finding's sentence in the language in use; ``example``: its example in words, in place of the FEEL."""
    if problem.code == SYNTAX:
        return _syntax(dict(problem.parameters))
    template = SENTENCES[problem.code][1] if problem.code in SENTENCES else REFUSALS.get(problem.code)
    if template is None:
        return problem.sentence
    words = {
        name: _(KINDS[word]) if name.endswith("kind") and word in KINDS else word
        for name, word in problem.parameters
    }
    if example and "example" in words:
        words["example"] = example
    said = _(template) % words
    return said[:1].upper() + said[1:]


def _syntax(words: Mapping[str, str]) -> str:
    template = words["template"]
    said = _(template) % words
    return (
        _("%(sentence)s in: %(text)s") % {"sentence": said, "text": words["text"]} if words["text"] else said
    )


def place_of(problem: Problem) -> str:
    """Return where a finding is, in the language in use: decision, row and column as far as they are known."""
    place = problem.place
    if not place.decision:
        return problem.element
    if place.row and place.column:
        said = _("%(decision)s, row %(row)s, column %(column)s")
    elif place.row:
        said = _("%(decision)s, row %(row)s")
    elif place.column:
        said = _("%(decision)s, column %(column)s")
    else:
        return place.decision
    return said % {"decision": place.decision, "row": place.row, "column": place.column}
