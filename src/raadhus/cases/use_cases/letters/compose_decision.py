"""Put a decision into the words of a letter in the official language."""

import datetime as dt
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext, override

from raadhus.cases.domain.appeals import last_day
from raadhus.cases.domain.figures import Figure, Source, amounts_to_hide
from raadhus.cases.domain.masking import masked
from raadhus.cases.domain.payments import Payment
from raadhus.cases.domain.states import CaseKind, Outcome
from raadhus.cases.models import Case, Decision
from raadhus.cases.queries.calculation_pages import calculation_page
from raadhus.cases.queries.first_case import first_case
from raadhus.cases.queries.outcomes import outcome_heading, template_of
from raadhus.cases.queries.price_places import price_places
from raadhus.cases.use_cases.fresh_case import what_was_sent
from raadhus.cases.use_cases.letters.write_letters import DECISION, letter_order
from raadhus.catalogue.public import Package, package
from raadhus.organisation.public import municipality, staff_names
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.money import Money
from raadhus.post.public import LetterOrder
from raadhus.ui.words import amount_in_words, date_in_words, kept_together, percent_in_words

_FULL = Decimal(100)


def decision_letter(actor: Actor, case: Case, decision: Decision, *, sent_on: dt.date) -> LetterOrder:
    """Return the order of the letter that tells the applicant ``decision``; time to appeal runs from ``sent_on``."""
    language = municipality(actor.tenant).language
    rules = package(case.package_hash)
    figures = tuple(Figure.from_json(figure) for figure in decision.figures)
    sent = what_was_sent(actor, first_case(case))
    with override(language):
        data = {
            **grounds_in_words(case, figures, decision.reasons, rules),
            "outcome": decision.outcome,
            "percent": "" if rules.service.grants == "whole" else percent_in_words(decision.percent),
            "parents_share": percent_in_words(_FULL - (decision.percent or Decimal(0))),
            "valid_from": date_in_words(decision.valid_from) if decision.valid_from else "",
            "year": _year_of_rules(decision),
            "law": decision.law,
            "how_decided": how_decided(is_automatic=decision.is_automatic),
            "calculation": _calculation(actor, rules) if _is_by_rules(decision) else {},
            "replaces": _replaces(case, decision),
            "pays": pays_for(price_places(rules, sent, decision.percent), rules.service.currency),
            "signed_by": signer(actor, decision.decided_by),
            "appeal": _appeal_for_letter(actor, rules, language, last_day(sent_on, decision.appeal_days)),
        }
        title = outcome_heading(
            rules.service, Outcome(decision.outcome), decision.percent, language
        ) or gettext("Decision")
    return letter_order(
        actor,
        case,
        recipient_id=case.applicant_id,
        template=template_of(rules.service, Outcome(decision.outcome)) or DECISION,
        title=title,
        data=data,
    )


def law_of(rules: Package, language: str, about: Collection[str]) -> list[dict[str, str]]:
    """
    Return the legal basis of a decision in ``language``, as decisions keep it.

    ``about``: what else holds of it, as packages say it: ``automatic``, ``heard``; law about anything else is not cited.
    """
    return [
        {"title": law.title.get(language, law.title["en"]), "link": law.url}
        for law in rules.service.law
        if law.cited == "always" or law.cited in about
    ]


def reasons_for(reasons: dict[str, list[str]], language: str, hidden: Iterable[Decimal]) -> tuple[str, ...]:
    """Return the sentences in ``language``, or the first there is, with the ``hidden`` amounts masked."""
    said = reasons.get(language) or next((found for found in reasons.values() if found), [])
    mask = gettext("[an amount that is not shown here]")
    return tuple(kept_together(masked(sentence, hidden, mask)) for sentence in said)


def figures_for(reader: UUID, figures: Iterable[Figure], currency: str) -> list[dict[str, str]]:
    """Return rows of label, value and source in the active language; another person's amount is never among them."""
    return [
        _own_row(figure, currency) if figure.concerns == reader else _others_row(figure)
        for figure in figures
        if figure.amount is not None or figure.concerns != reader
    ]


def how_decided(*, is_automatic: bool) -> str:
    """Say in the active language who decided, and how a person will look at it."""
    if is_automatic:
        return gettext(
            "Rules made this decision by themselves, from the figures above. You can always have a person look at it:"
            " call us or appeal, and a caseworker goes through your case."
        )
    return gettext("A caseworker made this decision. Call us if you want to talk about it.")


def appeal_in_words(rules: Package, language: str, last_on: dt.date | None) -> str:
    """Say in the active language how to appeal and by when."""
    service = rules.service
    if service.appeal is None:
        return (service.no_appeal or {}).get(language, "")
    how = service.appeal.how.get(language, service.appeal.how["en"])
    if last_on is None:
        return how
    last_day = gettext("The last day to appeal is %(day)s.") % {"day": date_in_words(last_on)}
    return f"{last_day} {how}"


def grounds_in_words(
    case: Case, figures: tuple[Figure, ...], reasons: dict[str, list[str]], rules: Package
) -> dict[str, Any]:
    """Return why and from which figures, as letters take it, in the active language; no other person's amount is in it."""
    language = get_language() or rules.service.official_language
    return {
        "reasons": list(reasons_for(reasons, language, amounts_to_hide(figures, case.applicant_id))),
        "figures": figures_for(case.applicant_id, figures, rules.service.currency),
    }


def pays_for(places: Iterable[Payment], currency: str) -> list[dict[str, str]]:
    """Return rows of label, price and what is left to pay, in the active language."""
    return [
        {
            "label": place.name,
            "price": amount_in_words(Money(place.price, currency)),
            "pays": amount_in_words(Money(place.pays, currency)),
        }
        for place in places
    ]


def signer(actor: Actor, staff_id: UUID | None) -> str:
    """
    Return the name that stands under a letter, empty when no person wrote it.

    Source: forvaltningsloven § 32 b: letters of a case that is decided tell whom they come from, unless it is handled
    automatically.
    """
    return staff_names(actor, {staff_id}).get(staff_id, "") if staff_id is not None else ""


def _appeal_for_letter(actor: Actor, rules: Package, language: str, last_on: dt.date | None) -> str:
    """Say how to appeal and by when, and where: on the site, by phone, by post."""
    said = appeal_in_words(rules, language, last_on)
    if rules.service.appeal is None:
        return said
    town = municipality(actor.tenant)
    ways = [gettext("Appeal under My page at %(site)s.") % {"site": _site(town.host)}]
    if town.phone:
        ways.append(gettext("You can also call %(phone)s.") % {"phone": town.phone})
    if town.desk_address:
        ways.append(gettext("Our address is %(address)s.") % {"address": town.desk_address})
    return kept_together(" ".join((said, *ways)))


def _site(host: str) -> str:
    """Return what a reader types to come to ``host``: in a demo town its port too."""
    port = current_environment().site_port
    return f"{host}:{port}" if port else host


def _year_of_rules(decision: Decision) -> str:
    """Return the year whose rules give this share; empty where a person decided otherwise or the rules gave none."""
    return str((decision.valid_from or decision.made_on).year) if _is_by_rules(decision) else ""


def _is_by_rules(decision: Decision) -> bool:
    assessment = decision.assessment
    return decision.is_automatic or (assessment is not None and assessment.percent == decision.percent)


def _calculation(actor: Actor, rules: Package) -> dict[str, str]:
    """Return where the rules of this decision are told (``page``), and the sentence that says so on paper."""
    page = calculation_page(rules)
    if not page:
        return {}
    address = f"{_site(municipality(actor.tenant).host)}{page.partition('?')[0]}"
    said = gettext("Read how we calculate, and try it yourself, at %(address)s.") % {"address": address}
    return {"page": page, "sentence": said}


def _replaces(case: Case, decision: Decision) -> str:
    """Say which decision this one takes the place of, and that it answers an appeal; empty for a first decision."""
    before = decision.follows
    if before is None:
        return ""
    if case.case_kind == CaseKind.APPEAL:
        said = gettext(
            "You appealed our decision of %(day)s in case %(number)s. We have looked at the case again,"
            " and this decision replaces the one you appealed."
        )
    else:
        said = gettext("This decision replaces our decision of %(day)s in case %(number)s.")
    return said % {"day": date_in_words(before.made_on), "number": before.case.number}


def _own_row(figure: Figure, currency: str) -> dict[str, str]:
    amount = Money(figure.amount or Decimal(0), currency)
    return {
        "label": gettext("Your income a month before tax"),
        "value": amount_in_words(amount),
        "source": _source_in_words(figure),
    }


def _others_row(figure: Figure) -> dict[str, str]:
    value = gettext("confirmed by your partner, not shown here")
    if not figure.is_confirmed:
        value = gettext("told by your partner, not shown here")
    return {
        "label": gettext("Your partner's income a month before tax"),
        "value": value,
        "source": gettext("your partner"),
    }


def _source_in_words(figure: Figure) -> str:
    if figure.source is Source.REGISTER:
        if figure.as_of:
            return gettext("the income register, %(day)s") % {"day": date_in_words(figure.as_of)}
        return gettext("the income register")
    if figure.source is Source.STAFF:
        return gettext("the caseworker")
    return gettext("what you told us")
