"""Charge the applicant a fee, once a case, by a letter that says until when and how it is paid."""

from decimal import Decimal

from django.utils.translation import gettext, override

from raadhus.cases.domain.happenings import Happening, Who
from raadhus.cases.models import Case, Charge
from raadhus.cases.use_cases import town_days
from raadhus.cases.use_cases.letters.write_letters import send_message
from raadhus.cases.use_cases.write_timeline import write_timeline
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.money import Money
from raadhus.ui.words import amount_in_words, date_in_words


def charge_fee(actor: Actor, case: Case, amount: Decimal, *, days: int) -> Charge:
    """
    Write to the applicant what they pay, in the currency of the service, within ``days``; a second time changes nothing.

    Called by a job.
    """
    charged = Charge.objects.filter(case=case).first()
    if charged is not None:
        return charged
    currency = package(case.package_hash).service.currency
    due_on = town_days.in_days(actor, days)
    with override(municipality(actor.tenant).language):
        said = amount_in_words(Money(amount, currency))
        letter_id = send_message(
            actor,
            case,
            recipient_id=case.applicant_id,
            title=gettext("Fee for handling your case"),
            heading=gettext("Fee for handling your case"),
            paragraphs=(
                gettext("The fee for handling your case “%(subject)s” is %(amount)s.")
                % {"subject": case.subject, "amount": said},
                gettext("How it is worked out stands in our price list and in the rules of the service."),
            ),
            box_title=gettext("Pay by %(day)s") % {"day": date_in_words(due_on)},
            box_text=gettext(
                "Write case number %(number)s on the payment, so that we can see what it is for."
            )
            % {"number": case.number},
        )
    made: Charge = Charge.objects.create(
        case=case, at=clock.now(), amount=amount, currency=currency, due_on=due_on, letter_id=letter_id
    )
    detail = {"amount": f"{amount:.2f}", "currency": currency}
    write_timeline(actor, case, Happening.FEE_CHARGED, Who.TOWN, thing_id=made.id, detail=detail)
    return made
