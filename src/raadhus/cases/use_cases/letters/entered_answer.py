"""The letter to who was asked when a clerk has entered their answer: what was entered, and how it is put right."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from raadhus.cases.models import Case
from raadhus.cases.queries.question_forms import choice_title, choices_of, further_in_words
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.read_answer import GivenAnswer
from raadhus.catalogue.public import Question
from raadhus.forms.public import HelpChannel
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.ui.words import date_in_words

Words = Callable[[str], Iterator[str]]
"""The paragraphs of a letter in the language whose key is given, made while that language is active."""

_CAME = {
    HelpChannel.DESK: _("We have noted what you answered at our desk on %(day)s."),
    HelpChannel.PHONE: _("We have noted what you answered on the phone on %(day)s."),
    HelpChannel.PAPER: _("We have noted what you answered on paper. We entered it on %(day)s."),
}


def tell_what_was_entered(
    actor: Actor,
    case: Case,
    *,
    person_id: UUID,
    channel: str,
    said: Words,
    may_put_right: bool,
) -> UUID:
    """
    Write to who was asked what a clerk has entered as their answer, in the official language; return the letter's id.

    ``said``: the paragraphs that tell what was asked and entered; ``may_put_right``: they can do so under My Page.
    """
    town = municipality(actor.tenant)
    with override(town.language):
        title = gettext("We have entered your answer")
        day = date_in_words(town_days.today(actor))
        return send_message(
            actor,
            case,
            recipient_id=person_id,
            title=title,
            heading=title,
            paragraphs=(str(_CAME[HelpChannel(channel)]) % {"day": day}, *said(town.language)),
            box_title=gettext("Is something wrong?"),
            box_text=_how(may_put_right=may_put_right),
        )


def question_paragraphs(question: Question, given: GivenAnswer, package_hash: str) -> Words:
    """Return how a letter tells what was ``given`` as the answer to ``question``."""

    def said(language: str) -> Iterator[str]:
        chosen = choice_title(choices_of(package_hash, question, given.form), given.choice)
        yield question.title.get(language, question.title["en"])
        yield gettext("Your answer: %(answer)s") % {"answer": chosen.get(language, chosen["en"])}
        yield from lines_of(given.said)
        if given.form:
            for one in further_in_words(package_hash, given.form, given.answers):
                yield f"{one.label}: {', '.join(part.value for part in one.parts)}"

    return said


def completion_paragraphs(question: str, words: str, *, papers: int) -> Words:
    """Return how a letter tells what an applicant added: ``words``, and so many ``papers``."""

    def said(_language: str) -> Iterator[str]:
        yield gettext("We asked you:")
        yield from lines_of(question)
        yield gettext("Your answer:")
        yield from lines_of(words)
        if papers:
            yield ngettext(
                "%(count)s paper that you gave us.", "%(count)s papers that you gave us.", papers
            ) % {"count": papers}

    return said


def lines_of(text: str) -> Iterator[str]:
    """Return the lines of ``text`` that say something."""
    return (line.strip() for line in text.splitlines() if line.strip())


def _how(*, may_put_right: bool) -> str:
    if may_put_right:
        return gettext(
            "You can put it right on our website under My Page until the case is decided, or call us."
        )
    return gettext("Call us at once and tell us what is wrong.")
