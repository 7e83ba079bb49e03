"""The matrix: for each address, what it is, where it leads, and what everybody gets there."""

import dataclasses
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from raadhus.cases.tests.casekit import ANNE
from raadhus.workspace.web.correct_form import CorrectForm
from tests.rights.people import Laid, Who, mark_on

OK = frozenset({200})
DONE = frozenset({200, 302})
DID = frozenset({302})  # an act leads on to a page
LOGIN = frozenset({302})  # to the login
GONE = frozenset({404})
REFUSED = frozenset({403})
CONFLICT = frozenset({409, 422})


class Kind(StrEnum):
    """Whose an address is."""

    PUBLIC = "public"  # anybody's
    PERSONAL = "personal"  # each sees their own
    OWN = "own"  # one citizen's thing
    DESK = "desk"  # for caseworkers, of no single case
    CASE = "case"  # a case, for the caseworkers of its unit
    LEADERS = "leaders"
    OPERATORS = "operators"
    RULES = "rules"  # what decisions are made by, for all who work with them
    RULE_WRITERS = "rule-writers"  # drafts of rules, for those who write or publish them
    OUTSIDE = "outside"  # between machines; its own tests say what it takes


_AT_WORK = dict.fromkeys(
    (
        Who.NORTHERN_DESK,
        Who.FRONTDESK,
        Who.LEADER,
        Who.OPERATOR,
        Who.ASSOCIATION,
        Who.HOUSEHOLD,
        Who.CLEARED,
        Who.CASEWORKER,
    ),
    REFUSED,
)
"""A login at work opens nothing that is somebody's own."""

EXPECTED: Mapping[Kind, Mapping[Who, frozenset[int]]] = {
    Kind.PUBLIC: dict.fromkeys(Who, DONE),
    Kind.PERSONAL: dict.fromkeys(Who, DONE) | _AT_WORK | {Who.STRANGER: LOGIN, Who.WEAK: REFUSED},
    Kind.OWN: dict.fromkeys(Who, GONE) | _AT_WORK | {Who.STRANGER: LOGIN, Who.WEAK: REFUSED, Who.OWNER: DONE},
    Kind.DESK: dict.fromkeys(Who, REFUSED)
    | {Who.STRANGER: LOGIN}
    | dict.fromkeys((Who.CASEWORKER, Who.CLEARED, Who.HOUSEHOLD, Who.NORTHERN_DESK), DONE),
    Kind.CASE: dict.fromkeys(Who, REFUSED)
    | {Who.STRANGER: LOGIN, Who.NORTHERN_DESK: GONE, Who.CASEWORKER: DONE, Who.CLEARED: DONE},
    Kind.LEADERS: dict.fromkeys(Who, REFUSED)
    | {Who.STRANGER: LOGIN, Who.LEADER: DONE, Who.ASSOCIATION: DONE},
    Kind.OPERATORS: dict.fromkeys(Who, REFUSED) | {Who.STRANGER: LOGIN, Who.OPERATOR: DONE},
    Kind.RULES: dict.fromkeys(Who, REFUSED)
    | {Who.STRANGER: LOGIN}
    | dict.fromkeys(
        (
            Who.CASEWORKER,
            Who.CLEARED,
            Who.HOUSEHOLD,
            Who.NORTHERN_DESK,
            Who.LEADER,
            Who.OPERATOR,
            Who.ASSOCIATION,
        ),
        DONE,
    ),
    Kind.RULE_WRITERS: dict.fromkeys(Who, REFUSED) | {Who.STRANGER: LOGIN},
    Kind.OUTSIDE: {},
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One address; ``but`` is where it differs from its kind, ``post`` what is sent, None for reading."""

    name: str
    kind: Kind
    where: Callable[[Laid], dict[str, Any]] = lambda laid: {}
    post: Mapping[str, str] | Callable[[Laid], Mapping[str, str]] | None = None
    but: Mapping[Who, frozenset[int]] = dataclasses.field(default_factory=dict)

    def sent(self, laid: Laid) -> dict[str, str]:
        """Return what is posted."""
        return dict(self.post(laid) if callable(self.post) else self.post or {})

    def expected(self, who: Who) -> frozenset[int] | None:
        """Return the answers that ``who`` may get, None where the matrix does not ask."""
        expected = self.but.get(who, EXPECTED[self.kind].get(who))
        return DID if self.post is not None and expected == DONE else expected


def _case(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.waiting}


def _task(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.waiting, "task_id": laid.task}


def _unsent(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.unsent, "task_id": laid.unsent_task}


def _appeal(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.appealed, "task_id": laid.appeal_task}


def _service(laid: Laid) -> dict[str, Any]:
    return {"service_key": "free-place-subsidy"}


# In Nordby a Danish service is not offered, and the association offers none.
_NOT_OFFERED = {Who.NORTHERNER: GONE, Who.NORTHERN_DESK: GONE, Who.ASSOCIATION: GONE}
_DECISION = {
    "choice": "share",
    "percent": "100",
    "from-day": "1",
    "from-month": "12",
    "from-year": "2024",
    "reasons": "Because.",
    "deviation": "Because.",
}


def _correction(laid: Laid) -> dict[str, str]:
    anne = laid.town.people[ANNE.number]
    form = CorrectForm(key="income.monthly", concerns=anne, currency="DKK")
    return {
        "figure": form.which,
        form.name_of("amount"): "20000",
        form.name_of("reason"): "Pay slip of October.",
    }


_DESK_STAFF = (Who.CASEWORKER, Who.CLEARED, Who.HOUSEHOLD, Who.NORTHERN_DESK)
_CHOOSES_NOTHING = dict.fromkeys(_DESK_STAFF, CONFLICT)


def _rules(laid: Laid) -> dict[str, Any]:
    return {"service": "free-place-subsidy"}


def _draft_of_rules(laid: Laid) -> dict[str, Any]:
    return {"service": "free-place-subsidy", "draft_id": laid.task}  # the id of something else


def _trial(laid: Laid) -> dict[str, Any]:
    return {"service": "free-place-subsidy", "trial_id": laid.trial}


def _incident(laid: Laid) -> dict[str, Any]:
    return {"incident_id": laid.incident}


def _instance(laid: Laid) -> dict[str, Any]:
    return {"instance_id": laid.instance}


def _migration(laid: Laid) -> dict[str, Any]:
    return {"migration_id": laid.migration}


_NO_RULES_THERE = {Who.NORTHERN_DESK: GONE, Who.ASSOCIATION: GONE}
# Pia's case: nobody at work lives with her.
_NOT_HERS = {Who.HOUSEHOLD: DONE}
ROWS: tuple[Row, ...] = (
    Row(name="health", kind=Kind.PUBLIC),
    Row(name="ready", kind=Kind.OUTSIDE),
    Row(name="metrics", kind=Kind.OUTSIDE),
    Row(name="ui:appearance", kind=Kind.PUBLIC, post={"appearance": "dark"}),
    Row(name="ui:language", kind=Kind.PUBLIC, post={"language": "da"}),
    Row(name="ui:gallery", kind=Kind.PUBLIC),
    Row(name="ui:gallery-page", kind=Kind.PUBLIC, where=lambda laid: {"page": "letter"}),
    Row(name="identity:login", kind=Kind.PUBLIC, but=dict.fromkeys(Who, GONE)),  # no provider is registered
    Row(name="identity:start", kind=Kind.OUTSIDE),
    Row(name="identity:callback", kind=Kind.OUTSIDE),
    Row(name="identity:front-channel-logout", kind=Kind.OUTSIDE),
    Row(name="identity:logout", kind=Kind.OUTSIDE),
    Row(name="identity:logged-out", kind=Kind.PUBLIC),
    Row(name="portal:home", kind=Kind.PUBLIC),
    Row(name="portal:search", kind=Kind.PUBLIC),
    Row(name="portal:suggestions", kind=Kind.PUBLIC),
    Row(name="portal:services", kind=Kind.PUBLIC),
    Row(name="portal:about", kind=Kind.PUBLIC, where=lambda laid: {"page": "accessibility"}),
    Row(
        name="portal:life-event",
        kind=Kind.PUBLIC,
        where=lambda laid: {"key": "having-a-child"},
        but=dict.fromkeys(Who, frozenset({200, 404})),
    ),
    Row(
        name="catalogue:calculation",
        kind=Kind.PUBLIC,
        where=lambda laid: {"service_key": "free-place-subsidy"},
        but=_NOT_OFFERED,
    ),
    Row(
        name="portal:service",
        kind=Kind.PUBLIC,
        where=lambda laid: {"key": "free-place-subsidy"},
        but=_NOT_OFFERED,
    ),
    Row(name="portal:open-data", kind=Kind.PUBLIC),
    Row(name="portal:open-data-catalog", kind=Kind.PUBLIC),
    Row(name="portal:open-data-csv", kind=Kind.PUBLIC, where=_service, but=_NOT_OFFERED),
    Row(name="portal:open-data-json", kind=Kind.PUBLIC, where=_service, but=_NOT_OFFERED),
    Row(name="my-page:home", kind=Kind.PERSONAL),
    Row(name="my-page:cases", kind=Kind.PERSONAL),
    Row(name="my-page:letters", kind=Kind.PERSONAL),
    Row(name="my-page:seen", kind=Kind.PERSONAL),
    Row(name="my-page:letter", kind=Kind.OWN, where=lambda laid: {"letter_id": laid.letter}),
    Row(name="my-page:letter-pdf", kind=Kind.OWN, where=lambda laid: {"letter_id": laid.letter}),
    Row(name="notifications:contact", kind=Kind.PERSONAL),
    Row(name="cases:own-case", kind=Kind.OWN, where=lambda laid: {"case_id": laid.decided}),
    Row(
        name="cases:income",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.income},
        but={Who.OWNER: GONE},  # Anne is not the partner who was asked
    ),
    Row(
        name="cases:income",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.income},
        post={"answer": "refused"},
        but={Who.OWNER: GONE},
    ),
    Row(name="cases:hearing", kind=Kind.OWN, where=lambda laid: {"task_id": laid.hearing}),
    Row(
        name="cases:hearing", kind=Kind.OWN, where=lambda laid: {"task_id": laid.hearing}, post={"agree": "1"}
    ),
    Row(  # the hearing is another kind of task: nobody finds it here
        name="cases:completion",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.hearing},
        but={Who.OWNER: GONE},
    ),
    Row(
        name="cases:completion",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.hearing},
        post={"text": "Here."},
        but={Who.OWNER: GONE},
    ),
    Row(  # nor has it papers
        name="cases:completion-paper",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.hearing, "document_id": laid.hearing},
        but={Who.OWNER: GONE},
    ),
    Row(  # nor is the hearing a question of the package
        name="cases:question",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.hearing},
        but={Who.OWNER: GONE},
    ),
    Row(
        name="cases:question",
        kind=Kind.OWN,
        where=lambda laid: {"task_id": laid.hearing},
        post={"answer": "objection", "said": "Here."},
        but={Who.OWNER: GONE},
    ),
    Row(name="cases:appeal", kind=Kind.OWN, where=lambda laid: {"decision_id": laid.decision}),
    Row(
        name="cases:appeal",
        kind=Kind.OWN,
        where=lambda laid: {"decision_id": laid.decision},
        post={"text": ""},
    ),
    Row(name="forms:start", kind=Kind.PERSONAL, where=_service, but=_NOT_OFFERED),
    Row(name="forms:blank", kind=Kind.PUBLIC, where=_service, but=_NOT_OFFERED),
    Row(name="forms:left", kind=Kind.PERSONAL, where=_service, but=_NOT_OFFERED),
    Row(
        name="forms:file",
        kind=Kind.OWN,
        where=lambda laid: _service(laid) | {"attachment_id": laid.attachment},
    ),
    Row(
        name="forms:sent",
        kind=Kind.OWN,
        where=lambda laid: _service(laid) | {"submission_id": laid.submission},
    ),
    Row(
        name="forms:copy",
        kind=Kind.OWN,
        where=lambda laid: _service(laid) | {"submission_id": laid.submission},
    ),
    Row(
        name="forms:restore",
        kind=Kind.OWN,
        where=lambda laid: _service(laid) | {"draft_id": laid.discarded},
        post={},
        but={Who.OWNER: DONE | CONFLICT},  # another one was begun since
    ),
    Row(
        name="forms:choose",
        kind=Kind.OWN,
        where=lambda laid: _service(laid) | {"held_id": laid.held},
        post={},
        but={Who.OWNER: DONE | CONFLICT},
    ),
    Row(name="forms:step", kind=Kind.OWN, where=lambda laid: _service(laid) | {"step_key": "household"}),
    Row(name="forms:summary", kind=Kind.OWN, where=_service),
    Row(
        name="forms:discard",
        kind=Kind.OWN,
        where=_service,
        post={},
        but={Who.OWNER: OK},  # the answer offers to take it back
    ),
    Row(name="console:channels", kind=Kind.LEADERS),
    Row(name="console:channels-csv", kind=Kind.LEADERS),
    Row(name="console:activities", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:activity", kind=Kind.LEADERS, where=_service, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:activity-figures", kind=Kind.LEADERS, where=_service, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:plan", kind=Kind.LEADERS, where=_service, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="console:plan",
        kind=Kind.LEADERS,
        where=_service,
        post={"rate": "400", "read": "0"},
        but={Who.ASSOCIATION: REFUSED},
    ),
    Row(name="console:plan-csv", kind=Kind.LEADERS, where=_service, but={Who.ASSOCIATION: REFUSED}),
    Row(name="console:activity-log", kind=Kind.LEADERS, where=_service, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="console:activity-diagram",
        kind=Kind.LEADERS,
        where=_service,
        but={Who.ASSOCIATION: REFUSED, Who.LEADER: GONE},  # which version is in the query
    ),
    Row(
        name="workspace:inbox",
        kind=Kind.DESK,
        but={
            Who.LEADER: DONE,
            Who.OPERATOR: DONE,
            Who.ASSOCIATION: DONE,
            Who.FRONTDESK: DONE,
        },  # led on to the pages that are theirs
    ),
    *(
        Row(
            name="workspace:many",
            kind=Kind.DESK,
            where=lambda laid: {},
            post=post,
            but={Who.NORTHERN_DESK: CONFLICT, Who.HOUSEHOLD: CONFLICT} if post else _CHOOSES_NOTHING,
        )
        for post in (None, lambda laid: {"task": str(laid.task), "act": "give", "to": "me", "sure": "1"})
    ),
    *(
        Row(  # the unit's own task is nobody's to answer
            name="workspace:enter-answer",
            kind=Kind.CASE,
            where=_task,
            post=post,
            but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED, Who.HOUSEHOLD), GONE),
        )
        for post in (None, {"channel": "phone", "said": "Yes."})
    ),
    Row(
        name="workspace:many-preview",
        kind=Kind.DESK,
        post=lambda laid: {"task": str(laid.task), "act": "write", "heading": "Hello", "letter": "Hello"},
        but={
            Who.NORTHERN_DESK: CONFLICT,
            Who.HOUSEHOLD: CONFLICT,
            Who.CASEWORKER: OK,
            Who.CLEARED: OK,
        },
    ),
    Row(
        name="workspace:many-letter",
        kind=Kind.DESK,
        where=lambda laid: {"letter_id": laid.task},  # the id of something else
        but=dict.fromkeys(_DESK_STAFF, GONE),
    ),
    Row(
        name="workspace:many-letter-stop",
        kind=Kind.DESK,
        where=lambda laid: {"letter_id": laid.task},
        post={},
        but=dict.fromkeys(_DESK_STAFF, GONE),
    ),
    Row(
        name="workspace:many-undo",
        kind=Kind.DESK,
        where=lambda laid: {"act_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(_DESK_STAFF, GONE),
    ),
    Row(name="workspace:views", kind=Kind.DESK, post={"name": "Mine"}),
    Row(
        name="workspace:view-delete",
        kind=Kind.DESK,
        where=lambda laid: {"view_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys(_DESK_STAFF, GONE),
    ),
    Row(name="workspace:absences", kind=Kind.DESK, but={Who.LEADER: DONE}),
    Row(
        name="workspace:absence-end",
        kind=Kind.DESK,
        where=lambda laid: {"absence_id": laid.waiting},
        post={},
        but=dict.fromkeys((*_DESK_STAFF, Who.LEADER), GONE),
    ),
    Row(name="workspace:closed-days", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="workspace:closed-day-open",
        kind=Kind.LEADERS,
        where=lambda laid: {"closed_id": laid.waiting},  # the id of something else
        post={},
        but={Who.LEADER: GONE, Who.ASSOCIATION: REFUSED},
    ),
    Row(name="workspace:deadlines", kind=Kind.LEADERS, but={Who.ASSOCIATION: REFUSED}),
    Row(
        name="workspace:see-to",
        kind=Kind.LEADERS,
        where=lambda laid: {"escalation_id": laid.waiting},
        post={},
        but={Who.LEADER: GONE, Who.ASSOCIATION: REFUSED},
    ),
    Row(name="workspace:help", kind=Kind.DESK, but={Who.FRONTDESK: DONE}),
    Row(  # nothing typed: whoever may help is asked again
        name="workspace:help",
        kind=Kind.DESK,
        post={},
        but=dict.fromkeys((*_DESK_STAFF, Who.FRONTDESK), CONFLICT),
    ),
    Row(name="workspace:help-end", kind=Kind.DESK, post={}, but={Who.FRONTDESK: DID}),
    Row(name="workspace:operations", kind=Kind.OPERATORS),
    Row(
        name="workspace:settle",
        kind=Kind.OPERATORS,
        post={"kind": "step", "act": "again", "id": "0"},
        but={Who.OPERATOR: GONE},
    ),
    Row(name="workspace:processes", kind=Kind.OPERATORS),
    Row(name="workspace:process-incident", kind=Kind.OPERATORS, where=_incident),
    Row(name="workspace:process-instance", kind=Kind.OPERATORS, where=_instance),
    Row(name="workspace:process-migrate", kind=Kind.OPERATORS),
    Row(name="workspace:process-migration", kind=Kind.OPERATORS, where=_migration),
    Row(  # nothing of it stands failed
        name="workspace:process-retry",
        kind=Kind.OPERATORS,
        where=_incident,
        post={},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(
        name="workspace:process-answer",
        kind=Kind.OPERATORS,
        where=_incident,
        post={"reason": "Known."},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(name="workspace:process-pause", kind=Kind.OPERATORS, where=_instance, post={"reason": "Wait."}),
    Row(  # it is not paused
        name="workspace:process-resume",
        kind=Kind.OPERATORS,
        where=_instance,
        post={"reason": "Go."},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(name="workspace:process-cancel", kind=Kind.OPERATORS, where=_instance, post={"reason": "Off."}),
    Row(  # it names no token
        name="workspace:process-move",
        kind=Kind.OPERATORS,
        where=_instance,
        post={"reason": "On.", "move": "x"},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(  # an empty form
        name="workspace:process-migrate",
        kind=Kind.OPERATORS,
        post={"act": "begin"},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(name="workspace:process-migration-stop", kind=Kind.OPERATORS, where=_migration, post={}),
    Row(  # it runs
        name="workspace:process-migration-go-on",
        kind=Kind.OPERATORS,
        where=_migration,
        post={},
        but={Who.OPERATOR: CONFLICT},
    ),
    Row(name="workspace:rules", kind=Kind.RULES),
    *(
        Row(
            name=f"workspace:{name}",
            kind=Kind.RULES,
            where=where,
            but=dict.fromkeys((*_DESK_STAFF, Who.LEADER, Who.OPERATOR, Who.ASSOCIATION), GONE),
        )
        for name, where in (
            ("rules-draft", _draft_of_rules),
            ("rules-file", _draft_of_rules),
            ("rules-compare", _rules),
            ("rules-version-file", _rules),
        )
    ),
    Row(name="workspace:models", kind=Kind.RULES),
    *(
        Row(
            name=f"workspace:{name}",
            kind=Kind.RULES,
            where=where,
            but=dict.fromkeys((*_DESK_STAFF, Who.LEADER, Who.OPERATOR, Who.ASSOCIATION), GONE),
        )
        for name, where in (
            ("models-draft", _draft_of_rules),
            ("models-file", _draft_of_rules),
            ("models-compare", _rules),
        )
    ),
    *(
        Row(name=f"workspace:{name}", kind=Kind.RULES, where=_rules, but=_NO_RULES_THERE)
        for name in ("models-steps", "models-version-file", "models-drafts", "models-history")
    ),
    Row(name="workspace:models-step", kind=Kind.RULE_WRITERS, where=_draft_of_rules),
    Row(name="workspace:models-begin", kind=Kind.RULE_WRITERS, where=_rules, post={"title": "x"}),
    Row(name="workspace:models-stop", kind=Kind.RULE_WRITERS, where=_rules, post={"reason": "x"}),
    *(
        Row(name=f"workspace:models-{act}", kind=Kind.RULE_WRITERS, where=_draft_of_rules, post={"read": "x"})
        for act in ("undo", "upload", "submit", "return", "withdraw", "publish")
    ),
    Row(name="workspace:rules-table", kind=Kind.RULE_WRITERS, where=_draft_of_rules),
    Row(name="workspace:rules-modeller", kind=Kind.RULE_WRITERS, where=_draft_of_rules),
    Row(name="workspace:rules-modeller-file", kind=Kind.RULE_WRITERS, where=_draft_of_rules),
    Row(
        name="workspace:rules-modeller-save",
        kind=Kind.RULE_WRITERS,
        where=_draft_of_rules,
        post={"read": "x"},
    ),
    Row(name="workspace:rules-begin", kind=Kind.RULE_WRITERS, where=_rules, post={"title": "x"}),
    Row(name="workspace:rules-stop", kind=Kind.RULE_WRITERS, where=_rules, post={"reason": "x"}),
    *(
        Row(name=f"workspace:rules-{act}", kind=Kind.RULE_WRITERS, where=_draft_of_rules, post={"read": "x"})
        for act in ("undo", "upload", "submit", "return", "withdraw", "publish")
    ),
    *(
        Row(
            name=f"workspace:{name}",
            kind=Kind.RULES,
            where=lambda laid: {"service": "free-place-subsidy"},
            but={Who.NORTHERN_DESK: GONE, Who.ASSOCIATION: GONE},
        )
        for name in ("rules-service", "rules-tables", "rules-drafts", "rules-history", "rules-try")
    ),
    Row(  # an empty form: who may try is told what is missing
        name="workspace:rules-try",
        kind=Kind.RULES,
        where=lambda laid: {"service": "free-place-subsidy"},
        post={"period": "this-year"},
        but={who: CONFLICT for who, got in EXPECTED[Kind.RULES].items() if got == DONE} | _NO_RULES_THERE,
    ),
    *(
        Row(name=f"workspace:{name}", kind=Kind.RULES, where=_trial, but=_NO_RULES_THERE)
        for name in ("rules-trial", "rules-trial-csv")
    ),
    Row(
        name="workspace:rules-trial-cases",
        kind=Kind.DESK,
        where=_trial,
        but={Who.NORTHERN_DESK: GONE},
    ),
    *(  # begun by a colleague: leaders end it too
        Row(
            name=f"workspace:{name}",
            kind=Kind.LEADERS,
            where=_trial,
            post={},
            but=_NO_RULES_THERE,
        )
        for name in ("rules-trial-stop", "rules-trial-delete")
    ),
    Row(name="workspace:case", kind=Kind.CASE, where=_case),
    Row(name="workspace:preview", kind=Kind.CASE, where=_case),
    Row(
        name="workspace:case-rules",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "assessment_id": laid.assessment},
    ),
    Row(
        name="workspace:case-rules",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.unsent, "assessment_id": laid.assessment},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), GONE),  # another case's
    ),
    Row(name="workspace:letter", kind=Kind.CASE, where=lambda laid: {"case_id": laid.unsent}),
    Row(
        name="workspace:letter",
        kind=Kind.CASE,
        where=_case,
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), GONE),  # not decided yet
    ),
    Row(name="workspace:case", kind=Kind.CASE, where=lambda laid: {"case_id": laid.protected}, but=_NOT_HERS),
    Row(
        name="workspace:document",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.protected, "document_id": laid.hidden},
        but=_NOT_HERS | {Who.CASEWORKER: REFUSED, Who.HOUSEHOLD: REFUSED},
    ),
    Row(
        name="workspace:document",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.decided, "document_id": laid.document},
    ),
    Row(
        name="workspace:attachment",
        kind=Kind.CASE,
        where=lambda laid: _case(laid) | {"attachment_id": laid.attachment},
    ),
    Row(name="workspace:write-note", kind=Kind.CASE, where=_case, post={"text": "Called."}),
    Row(
        name="workspace:link",
        kind=Kind.CASE,
        where=_case,
        post={"number": "none"},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), CONFLICT),  # there is no such case
    ),
    Row(
        name="workspace:unlink",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "link_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), GONE),
    ),
    Row(
        name="workspace:represent",
        kind=Kind.CASE,
        where=_case,
        post={"identity": "6505901238", "ground": "Power of attorney seen."},
    ),
    Row(
        name="workspace:unrepresent",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.waiting, "party_id": laid.task},  # the id of something else
        post={},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), GONE),
    ),
    Row(
        name="workspace:unask",
        kind=Kind.CASE,
        where=_case,
        post={},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), CONFLICT),  # nothing is asked
    ),
    Row(
        name="workspace:reopen",
        kind=Kind.CASE,
        where=_case,
        post={"reason": "It is new."},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), CONFLICT),  # it is open
    ),
    Row(
        name="workspace:withdraw",
        kind=Kind.CASE,
        where=lambda laid: {"case_id": laid.unsent},
        post=lambda laid: mark_on(laid.unsent),
    ),
    Row(name="workspace:take", kind=Kind.CASE, where=_task, post={}),
    Row(name="workspace:release", kind=Kind.CASE, where=_task, post={}),
    Row(name="workspace:hear", kind=Kind.CASE, where=_task, post=lambda laid: mark_on(laid.waiting)),
    Row(
        name="workspace:ask-partner",
        kind=Kind.CASE,
        where=_task,
        post={},
        but=dict.fromkeys((Who.CASEWORKER, Who.CLEARED), CONFLICT),  # the application names nobody
    ),
    Row(name="workspace:ask-to-complete", kind=Kind.CASE, where=_task, post={"question": "Your pay slip."}),
    Row(
        name="workspace:decide",
        kind=Kind.CASE,
        where=_task,
        post=lambda laid: _DECISION | mark_on(laid.waiting),
    ),
    Row(name="workspace:correct", kind=Kind.CASE, where=_task, post=_correction),
    Row(
        name="workspace:forward",
        kind=Kind.CASE,
        where=_appeal,
        post=lambda laid: {"answer": "Because."} | mark_on(laid.appealed),
    ),
    Row(name="workspace:send", kind=Kind.CASE, where=_unsent, post=lambda laid: mark_on(laid.unsent)),
)
