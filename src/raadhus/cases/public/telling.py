"""Tells on the pages of forms what became of an application."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from raadhus.cases.domain.states import CaseStatus
from raadhus.cases.public import presenting
from raadhus.cases.queries.own_cases import OwnCase, find_case_of, find_decision_letter, find_standing
from raadhus.forms.public import ToldCase
from raadhus.platform.actor import Actor
from raadhus.ui.words import date_in_words

_BY_ITSELF = {CaseStatus.RECEIVED, CaseStatus.DECIDED}


class Teller:
    """Carries out the forms' ``CaseTeller``."""

    def of_submission(self, actor: Actor, submission_id: UUID) -> ToldCase | None:
        """Return the case of what the actor sent, None until there is one. Raises: LoginNeeded."""
        case = find_case_of(actor, submission_id)
        if case is None:
            return None
        is_closed = case.status is CaseStatus.CLOSED
        letter = find_decision_letter(actor, case.id) if is_closed else None
        is_moving = case.status in _BY_ITSELF or (is_closed and letter is None)
        return _told(case, _where(case), letter, is_moving=is_moving)

    def of_service(self, actor: Actor, service_key: str) -> ToldCase | None:
        """Return a case at work, else the grant that holds; None for neither. Raises: LoginNeeded."""
        found = find_standing(actor, service_key)
        if found is None:
            return None
        case, since = found
        said = _where(case)
        if since is not None:
            said = gettext("%(outcome)s from %(day)s.") % {
                "outcome": presenting.outcome_of_case(case),
                "day": date_in_words(since),
            }
        return _told(case, said)


def _where(case: OwnCase) -> str:
    said = presenting.outcome_of_case(case) or str(presenting.status_of(case)[0])
    return presenting.what_happens_next(case) or f"{said}."


def _told(case: OwnCase, said: str, letter: UUID | None = None, *, is_moving: bool = False) -> ToldCase:
    return ToldCase(
        number=case.number,
        url=reverse("cases:own-case", args=[case.id]),
        said=said,
        is_decided=case.status is CaseStatus.CLOSED,
        letter_url=reverse("my-page:letter", args=[letter]) if letter is not None else "",
        is_moving=is_moving,
    )
