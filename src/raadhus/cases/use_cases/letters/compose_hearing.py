"""Put what is about to be decided into a letter in the official language, so that the applicant is heard on it."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext, override

from raadhus.cases.domain.figures import Figure
from raadhus.cases.models import Assessment, Case
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.hearings import reasons_to_hear
from raadhus.cases.queries.price_places import price_places
from raadhus.cases.use_cases.fresh_case import what_was_sent
from raadhus.cases.use_cases.letters.compose_decision import grounds_in_words, law_of, pays_for, signer
from raadhus.cases.use_cases.letters.write_letters import HEARING, letter_order
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterOrder
from raadhus.ui.words import date_in_words, percent_in_words


def hearing_letter(actor: Actor, case: Case, assessment: Assessment, answer_by: dt.date) -> LetterOrder:
    """Return the order of the letter that hears the applicant on ``assessment``."""
    language = municipality(actor.tenant).language
    rules = package(case.package_hash)
    figures = tuple(Figure.from_json(figure) for figure in assessment.figures)
    sent = what_was_sent(actor, first_case(case))
    with override(language):
        title = gettext("Before we decide: what do you say?")
        data = {
            **grounds_in_words(case, figures, reasons_to_hear(assessment), rules),
            "heading": title,
            "signed_by": signer(actor, actor.staff_id),
            "lead": " ".join(
                (about_to_decide(assessment.percent), gettext("Before we do, we want to hear you."))
            ),
            "pays": pays_for(price_places(rules, sent, assessment.percent), rules.service.currency),
            "law": law_of(rules, language, {"heard"}),
            "how_decided": if_nobody_answers(assessment.percent),
            "answer_by": gettext("Answer on our website under My Page, or call us, by the end of %(day)s.")
            % {"day": date_in_words(answer_by)},
        }
        data["reasons"] = data["reasons"] or [gettext("A caseworker goes through what you have told us.")]
    return letter_order(actor, case, recipient_id=case.applicant_id, template=HEARING, title=title, data=data)


def about_to_decide(percent: Decimal | None) -> str:
    """Say in the active language what the rules propose; where they came to nothing, that a caseworker decides."""
    if percent is None:
        return gettext(
            "The rules cannot work out what you get, so a caseworker decides. It may be less than you applied for."
        )
    if percent:
        return gettext("We are about to decide that you get %(percent)s%% in subsidy.") % {
            "percent": percent_in_words(percent)
        }
    return gettext("We are about to decide that you do not get what you applied for.")


def if_nobody_answers(percent: Decimal | None) -> str:
    """Say in the active language what follows when the applicant does not answer."""
    if percent is None:
        return gettext("You do not have to answer. If we do not hear from you, we decide from what we know.")
    return gettext("You do not have to answer. If we do not hear from you, we decide as described here.")
