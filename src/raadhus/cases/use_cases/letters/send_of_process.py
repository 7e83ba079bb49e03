"""Send a letter of the package that the process asks for: what it is called, and what it may say."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import override

from raadhus.cases.models import Case, Party
from raadhus.cases.use_cases.letters.write_letters import letter_order, send_noted
from raadhus.catalogue.public import package
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.money import Money
from raadhus.processes.public import BusinessError
from raadhus.ui.words import amount_in_words, date_in_words, number_in_words


def send_of_process(
    actor: Actor, case: Case, key: str, *, recipient_id: UUID, told: Mapping[str, object]
) -> UUID:
    """
    Send the package's letter ``key`` to the applicant or a party, in the official language; return the letter's id.

    Its words may use ``case_number``, ``deadline`` (the day by which it is decided, empty without one) and ``told``: what
    the process hands over, days and numbers in words (of money: ``amount``, ``amount_…``). Called by a job.
    Raises: BusinessError "no-letter" when the package has none, "no-party" when the recipient is nobody in the case.
    """
    found = package(case.package_hash)
    if f"letters/{key}.typ" not in found.files:
        raise BusinessError("no-letter", f"The package has no letter “{key}”.")
    if (
        recipient_id != case.applicant_id
        and not Party.objects.filter(case=case, person_id=recipient_id).exists()
    ):
        raise BusinessError("no-party", "Nobody is written to who has no part in the case.")
    language = municipality(actor.tenant).language
    titles = next((one.title for one in found.service.letters if one.key == key), {})
    with override(language):
        data = {
            "case_number": case.number,
            "deadline": date_in_words(case.deadline_on) if case.deadline_on else "",
            "told": {name: _in_words(name, value, found.service.currency) for name, value in told.items()},
        }
    title = titles.get(language) or case.subject
    order = letter_order(actor, case, recipient_id=recipient_id, template=key, title=title, data=data)
    return send_noted(actor, case, order)


def _in_words(name: str, value: object, currency: str) -> str:
    if isinstance(value, dt.date):
        return date_in_words(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        is_amount = name == "amount" or name.startswith("amount_")
        return amount_in_words(Money(Decimal(value), currency)) if is_amount else number_in_words(value)
    return "" if value is None else str(value)
