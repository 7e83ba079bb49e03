"""The door to findings in words: what a check says, in the language in use."""

from django.utils.translation import gettext as _

from raadhus.rules.domain.checking.sentences import KINDS, SENTENCES
from raadhus.rules.domain.dmn.problems import Place, Problem, Severity

__all__ = ["Place", "Problem", "Severity", "place_of", "sentence_of"]


def sentence_of(problem: Problem) -> str:
    """Return a finding's sentence in the language in use; what keeps a file from being read as DMN is told in English."""
    if problem.code == "syntax":
        words = dict(problem.parameters)
        template = words["template"]
        return _("%(sentence)s in: %(text)s") % {"sentence": _(template) % words, "text": words["text"]}
    if problem.code not in SENTENCES:
        return problem.sentence
    words = {
        name: _(KINDS[word]) if name.endswith("kind") and word in KINDS else word
        for name, word in problem.parameters
    }
    said = _(SENTENCES[problem.code][1]) % words
    return said[:1].upper() + said[1:]


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
