"""What is for everybody, and for the citizen whose it is."""

from tests.rights.matrix import CONFLICT, DONE, GONE, OK, Kind, Row
from tests.rights.people import Who
from tests.rights.places import NOT_OFFERED, service_page

_ASKED = {Who.OWNER: GONE, Who.ASKED: DONE}

CITIZENS: tuple[Row, ...] = (
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
        but=NOT_OFFERED,
    ),
    Row(
        name="portal:service",
        kind=Kind.PUBLIC,
        where=lambda laid: {"key": "free-place-subsidy"},
        but=NOT_OFFERED,
    ),
    Row(name="portal:open-data", kind=Kind.PUBLIC),
    Row(name="portal:open-data-catalog", kind=Kind.PUBLIC),
    Row(name="portal:open-data-csv", kind=Kind.PUBLIC, where=service_page, but=NOT_OFFERED),
    Row(name="portal:open-data-json", kind=Kind.PUBLIC, where=service_page, but=NOT_OFFERED),
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
    *(
        Row(
            name="cases:completion", kind=Kind.OWN, where=lambda laid: {"task_id": laid.completion}, post=post
        )
        for post in (None, {"text": "Here it is."})
    ),
    *(  # put to a neighbour in Anne's case: Anne herself is not asked
        Row(
            name="cases:question",
            kind=Kind.OWN,
            where=lambda laid: {"task_id": laid.question},
            post=post,
            but=_ASKED,
        )
        for post in (None, {"answer": "objection", "said": "It is too near."})
    ),
    *(  # the hearing is another kind of task: nobody finds it there
        Row(
            name=f"cases:{name}",
            kind=Kind.OWN,
            where=lambda laid: {"task_id": laid.hearing},
            post=post,
            but={Who.OWNER: GONE},
        )
        for name in ("completion", "question")
        for post in (None, {"text": "Here.", "answer": "objection", "said": "Here."})
    ),
    *(  # neither has papers: the one is another kind of task, the other is not answered yet
        Row(
            name="cases:completion-paper",
            kind=Kind.OWN,
            where=where,
            but={Who.OWNER: GONE},
        )
        for where in (
            lambda laid: {"task_id": laid.hearing, "document_id": laid.document},
            lambda laid: {"task_id": laid.completion, "document_id": laid.document},
        )
    ),
    Row(name="cases:appeal", kind=Kind.OWN, where=lambda laid: {"decision_id": laid.decision}),
    Row(
        name="cases:appeal",
        kind=Kind.OWN,
        where=lambda laid: {"decision_id": laid.decision},
        post={"text": ""},
    ),
    Row(name="forms:start", kind=Kind.PERSONAL, where=service_page, but=NOT_OFFERED),
    Row(name="forms:blank", kind=Kind.PUBLIC, where=service_page, but=NOT_OFFERED),
    Row(name="forms:left", kind=Kind.PERSONAL, where=service_page, but=NOT_OFFERED),
    Row(
        name="forms:file",
        kind=Kind.OWN,
        where=lambda laid: service_page(laid) | {"attachment_id": laid.attachment},
    ),
    Row(
        name="forms:sent",
        kind=Kind.OWN,
        where=lambda laid: service_page(laid) | {"submission_id": laid.submission},
    ),
    Row(
        name="forms:copy",
        kind=Kind.OWN,
        where=lambda laid: service_page(laid) | {"submission_id": laid.submission},
    ),
    Row(
        name="forms:restore",
        acts=False,
        kind=Kind.OWN,
        where=lambda laid: service_page(laid) | {"draft_id": laid.discarded},
        post={},
        but={Who.OWNER: DONE | CONFLICT},  # another one was begun since
    ),
    Row(
        name="forms:choose",
        kind=Kind.OWN,
        where=lambda laid: service_page(laid) | {"held_id": laid.held},
        post={},
        but={Who.OWNER: DONE | CONFLICT},
    ),
    Row(name="forms:step", kind=Kind.OWN, where=lambda laid: service_page(laid) | {"step_key": "household"}),
    Row(name="forms:summary", kind=Kind.OWN, where=service_page),
    Row(
        name="forms:discard",
        kind=Kind.OWN,
        where=service_page,
        post={},
        but={Who.OWNER: OK},  # the answer offers to take it back
    ),
)
