"""Tell the applicant, in the official language, that we hold to a decision and their appeal goes on."""

from django.utils.translation import gettext, override

from raadhus.cases.domain.figures import Figure, amounts_to_hide
from raadhus.cases.models import Case, Decision
from raadhus.cases.use_cases.letters.compose_decision import reasons_for, signer
from raadhus.cases.use_cases.letters.write_letters import MESSAGE, letter_order
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterOrder
from raadhus.ui.words import date_in_words


def forwarding_letter(actor: Actor, case: Case, decision: Decision) -> LetterOrder:
    """Return the order of the letter that tells why ``decision`` sends the appeal on, to whom, and what follows."""
    language = municipality(actor.tenant).language
    figures = tuple(Figure.from_json(figure) for figure in decision.figures)
    appealed = decision.follows
    with override(language):
        about = (
            gettext(
                "You have appealed our decision of %(day)s in case %(number)s. We have looked at everything again."
            )
            % {"day": date_in_words(appealed.made_on), "number": appealed.case.number}
            if appealed
            else gettext("We have looked at everything again.")
        )
        law = ", ".join(entry["title"] for entry in decision.law)
        title = gettext("We hold to our decision and send your appeal on")
        data = {
            "heading": title,
            "signed_by": signer(actor, decision.decided_by),
            "paragraphs": [
                about,
                *reasons_for(decision.reasons, language, amounts_to_hide(figures, case.applicant_id)),
                gettext("The rules: %(law)s.") % {"law": law},
                gettext("We send your appeal and the papers of the case on to %(instance)s.")
                % {"instance": decision.appeal_instance},
            ],
            "box_title": gettext("%(instance)s decides now") % {"instance": decision.appeal_instance},
            "box_text": gettext(
                "You do not have to do anything: they write to you when they have decided. If you want to add something,"
                " write to us and give the case number %(number)s."
            )
            % {"number": case.number},
        }
    return letter_order(actor, case, recipient_id=case.applicant_id, template=MESSAGE, title=title, data=data)
