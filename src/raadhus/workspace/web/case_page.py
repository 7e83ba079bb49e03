"""From a case to what its page shows."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import (
    THEMES,
    CaseKind,
    CaseStatus,
    DecisionInfo,
    FigureInfo,
    Happened,
    Happening,
    Outcome,
    PartyInfo,
    StaffCase,
    Theme,
    Who,
)
from raadhus.cases.public import words as case_words
from raadhus.catalogue.public import package
from raadhus.platform.money import Money
from raadhus.ui.parts import Column, Fact, Moment, State, Tab, Table, Tone
from raadhus.ui.words import (
    amount_in_words,
    date_in_words,
    instant_in_words,
    short_date_in_words,
    size_in_words,
)
from raadhus.workspace.web import words

_PREVIEWED = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who, what, where it stands, until when."""

    person: str
    title: str
    number: str
    status: str
    tone: Tone
    due_on: dt.date | None
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A case in short."""

    head: Head
    why: tuple[str, ...]
    facts: tuple[Fact, ...]
    moments: tuple[Moment, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document or attachment with where to read it."""

    title: str
    note: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note with who wrote it and when."""

    by: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """One decision as the page shows it; ``rules`` says which rows of which version fired."""

    title: str
    made: str
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    law: tuple[Link, ...]
    rules: str
    deviation: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything left of the task at hand."""

    head: Head
    tabs: tuple[Tab, ...]
    moments: tuple[Moment, ...]
    parties: Table
    figures: tuple[Fact, ...]
    decisions: tuple[DecisionPart, ...]
    papers: tuple[Paper, ...]
    notes: tuple[Written, ...]
    linked: tuple[Link, ...]
    appeal: tuple[Fact, ...]
    appeal_text: str
    hearings: tuple[Fact, ...]
    hides_somebody: bool
    note_url: str


def preview_of(case: StaffCase) -> Preview:
    """Return the case in short."""
    return Preview(
        head=head_of(case),
        why=why_in_words(case.task.why if case.task else ()),
        facts=tuple(_case_facts(case)),
        moments=_moments(case, case.happened)[:_PREVIEWED],
    )


def page_of(case: StaffCase, theme: Theme | None) -> CasePage:
    """Return the page of a case, with its time line narrowed down to ``theme``."""
    shown = [one for one in case.happened if theme is None or one.what in THEMES[theme]]
    return CasePage(
        head=head_of(case),
        tabs=tuple(_tabs(case, theme)),
        moments=_moments(case, shown),
        parties=_parties(case.parties),
        figures=tuple(_figure(figure) for figure in case.figures),
        decisions=tuple(_decision(case, decision) for decision in case.decisions),
        papers=tuple(_papers(case)),
        notes=tuple(
            Written(by=f"{case.staff.get(note.staff_id, '')} · {instant_in_words(note.at)}", text=note.text)
            for note in case.notes
        ),
        linked=tuple(
            Link(
                title=_("The appeal, %(number)s") % {"number": other.number}
                if other.kind is CaseKind.APPEAL
                else _("The first case, %(number)s") % {"number": other.number},
                url=reverse("workspace:case", args=[other.id]),
            )
            for other in case.linked
        ),
        appeal=tuple(_appeal_facts(case)),
        appeal_text=case.appeal.text if case.appeal else "",
        hearings=tuple(_hearing_facts(case)),
        hides_somebody=case.hides_somebody,
        note_url=reverse("workspace:write-note", args=[case.id]),
    )


def head_of(case: StaffCase) -> Head:
    """Return the header of a case; its clock stops when it is closed."""
    status, tone = case_words.STAFF_STATUS[case.status]
    open_task = case.task or case.waits_for
    due_on = open_task.due_on if open_task else case.deadline_on
    return Head(
        person=case.applicant,
        title=title_of(case.package_hash, case.subject, is_appeal=case.kind is CaseKind.APPEAL),
        number=case.number,
        status=str(status),
        tone=tone,
        due_on=None if case.status is CaseStatus.CLOSED else due_on,
        url=reverse("workspace:case", args=[case.id]),
    )


def title_of(package_hash: str, subject: str, *, is_appeal: bool) -> str:
    """Return what a case is about in the reader's language, else as it was written down."""
    title = package(package_hash).service.title.get(get_language() or "")
    if title is None:
        return subject
    return _("Appeal: %(subject)s") % {"subject": title} if is_appeal else title


def why_in_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each reason why a person must look."""
    return tuple(str(words.WHY[code][1]) if code in words.WHY else code for code in codes)


def percent_in_words(percent: Decimal | None) -> str:
    """Return ``62`` for 62.00, empty without one."""
    return "" if percent is None else f"{percent.normalize():f}"


def sentences(case: StaffCase, reasons: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return reasons in the reader's language, else in the official one."""
    return tuple(reasons.get(get_language() or "") or reasons.get(case.language) or ())


def outcome_in_words(outcome: Outcome, percent: Decimal | None) -> str:
    """Return e.g. "Granted in part, 62 %"."""
    said = str(case_words.OUTCOME[outcome])
    if outcome in {Outcome.GRANTED, Outcome.PARTLY} and percent is not None:
        return _("%(outcome)s, %(percent)s %%") % {"outcome": said, "percent": percent_in_words(percent)}
    return said


def staff_name(case: StaffCase, happened: Happened) -> str:
    """Return who did it: the colleague's name, else in which capacity."""
    if happened.staff_id is not None and happened.staff_id in case.staff:
        return case.staff[happened.staff_id]
    return str(case_words.WHO[Who(happened.who)])


def _case_facts(case: StaffCase) -> Iterable[Fact]:
    yield Fact(label=_("Case number"), value=case.number)
    channel = str(words.CHANNEL.get(case.channel, case.channel))
    yield Fact(
        label=_("Received"),
        value=_("%(day)s by %(channel)s") % {"day": _day(case.submitted_at), "channel": channel},
    )
    if case.task is not None:
        taken_by = case.staff.get(case.task.assigned_to, "") if case.task.assigned_to else ""
        yield Fact(label=_("Taken by"), value=taken_by or _("nobody yet"))


def _tabs(case: StaffCase, theme: Theme | None) -> Iterable[Tab]:
    address = reverse("workspace:case", args=[case.id])
    yield Tab(
        label=_("Everything"), url=f"{address}#happened", is_current=theme is None, count=len(case.happened)
    )
    for one in Theme:
        count = sum(happened.what in THEMES[one] for happened in case.happened)
        if count or one is theme:
            url = f"{address}?show={one}#happened"
            yield Tab(label=str(case_words.THEME[one]), url=url, is_current=one is theme, count=count)


def _moments(case: StaffCase, shown: Iterable[Happened]) -> tuple[Moment, ...]:
    return tuple(
        Moment(
            title=str(case_words.HAPPENED[Happening(one.what)]),
            icon=words.ICON[Happening(one.what)],
            state=State.DONE,
            when=f"{instant_in_words(one.at)} · {staff_name(case, one)}",
            text=_told(one),
        )
        for one in shown
    )


def _told(happened: Happened) -> str:
    if happened.what == Happening.LETTER_ORDERED:
        return str(happened.detail.get("title", ""))
    if happened.what == Happening.LOOKED_AT:
        return str(words.LOOKED_AT.get(str(happened.detail.get("what", "")), ""))
    if happened.what == Happening.UNIT_ASKED:
        return " ".join(why_in_words(happened.detail.get("why", ())))
    return ""


def _parties(parties: Iterable[PartyInfo]) -> Table:
    return Table(
        caption=_("Who is in the case"),
        is_caption_hidden=True,
        columns=(
            Column(label=_("Name")),
            Column(label=_("Role")),
            Column(label=_("Born")),
            Column(label=_("Address")),
        ),
        rows=tuple(
            (
                _("Protected name") if party.is_name_hidden else party.name,
                str(case_words.ROLE[party.role]),
                date_in_words(party.birth_date) if party.birth_date else "–",
                _("Protected address") if party.is_address_hidden else party.address or "–",
            )
            for party in parties
        ),
    )


def _figure(info: FigureInfo) -> Fact:
    figure = info.figure
    label = str(words.FIGURE.get(figure.key, figure.key))
    amount = _("not known") if figure.amount is None else amount_in_words(Money(figure.amount, "DKK"))
    return Fact(
        label=f"{label} · {info.name or case_words.ROLE[info.role]}",
        value=_("%(amount)s, %(confirmed)s") % {"amount": amount, "confirmed": _confirmed(info)},
        source=str(words.SOURCE[figure.source]),
        source_on=figure.as_of,
        contested=_contested(info),
    )


def _confirmed(info: FigureInfo) -> str:
    if info.figure.is_contested:
        return _("contested")
    if info.figure.is_confirmed:
        return _("confirmed by %(role)s") % {"role": str(case_words.ROLE[info.role]).lower()}
    return _("not confirmed")


def _contested(info: FigureInfo) -> str:
    if info.said is None:
        return (
            _("Contested by %(role)s") % {"role": str(case_words.ROLE[info.role]).lower()}
            if (info.figure.is_contested)
            else ""
        )
    if not info.said.own:
        return _("“%(reason)s”") % {"reason": info.said.reason}
    try:
        own = amount_in_words(Money(Decimal(info.said.own), "DKK"))
    except ArithmeticError:
        own = info.said.own
    return _("“%(reason)s” They say it is %(own)s.") % {"reason": info.said.reason, "own": own}


def _decision(case: StaffCase, decision: DecisionInfo) -> DecisionPart:
    made = _("by the rules") if decision.is_automatic else case.staff.get(decision.decided_by, "")  # type: ignore[arg-type]  # a hand decision has its maker
    facts = [Fact(label=_("State"), value=_state(decision))]
    if decision.valid_from:
        facts.append(Fact(label=_("Valid from"), value=date_in_words(decision.valid_from)))
    if decision.appeal_last_on:
        facts.append(
            Fact(
                label=_("Can be appealed until"),
                value=f"{date_in_words(decision.appeal_last_on)} · {decision.appeal_instance}",
            )
        )
    return DecisionPart(
        title=outcome_in_words(decision.outcome, decision.percent),
        made=f"{instant_in_words(decision.made_at)} · {made}",
        facts=tuple(facts),
        reasons=sentences(case, decision.reasons),
        law=tuple(Link(title=title, url=link) for title, link in decision.law),
        rules=_rules(decision.model_hash, decision.rows_fired),
        deviation=decision.deviation,
    )


def _state(decision: DecisionInfo) -> str:
    if decision.is_withdrawn:
        return _("Taken back before it was sent")
    return _("Sent") if decision.is_sent else _("Not sent yet")


def _rules(model_hash: str, rows: Iterable[str]) -> str:
    if not model_hash:
        return ""
    return _("Version %(version)s, rows %(rows)s") % {
        "version": model_hash[:12],
        "rows": ", ".join(rows) or "–",
    }


def _papers(case: StaffCase) -> Iterable[Paper]:
    for file in case.sent.attachments if case.sent else ():
        yield Paper(
            title=file.name,
            note=_("Attached by the applicant · %(size)s") % {"size": size_in_words(file.size_bytes)},
            url=reverse("workspace:attachment", args=[case.id, file.attachment_id]),
        )
    letters = {letter.document_id: letter for letter in case.letters}
    for document in case.documents:
        letter = letters.get(document.id)
        arrived = _letter_state(letter.delivered_at, letter.opened_at) if letter else _day(document.filed_at)
        yield Paper(
            title=document.title,
            note=f"{arrived} · {size_in_words(document.size)}",
            url=reverse("workspace:document", args=[case.id, document.id]),
        )


def _letter_state(delivered_at: dt.datetime | None, opened_at: dt.datetime | None) -> str:
    if delivered_at is None:
        return _("Letter, on its way")
    day = {"day": _day(delivered_at)}
    return _("Letter, arrived %(day)s and opened") % day if opened_at else _("Letter, arrived %(day)s") % day


def _appeal_facts(case: StaffCase) -> Iterable[Fact]:
    if case.appeal is None:
        return
    yield Fact(label=_("Appealed"), value=_day(case.appeal.filed_at))
    if case.appeal.last_on:
        in_time = _("too late") if case.appeal.is_late else _("in time")
        yield Fact(label=_("Last day"), value=f"{date_in_words(case.appeal.last_on)} · {in_time}")
    yield Fact(label=_("Decides in the end"), value=case.appeal.instance)


def _hearing_facts(case: StaffCase) -> Iterable[Fact]:
    for hearing in case.hearings:
        if hearing.answered_at is None:
            answer = _("no answer yet, time until %(day)s") % {"day": short_date_in_words(hearing.answer_by)}
        else:
            answer = hearing.answer or _("agrees")
        yield Fact(label=_("Answer to the hearing"), value=answer)


def _day(at: dt.datetime) -> str:
    return short_date_in_words(timezone.localtime(at).date())
