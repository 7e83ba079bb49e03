"""What citizens are refused: answered twice, nothing or too much written, an answer that there is not."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from raadhus.cases.use_cases.answer_hearing import HearingAnswered
from raadhus.cases.use_cases.keep_answers import CompletionAnswered, QuestionAnswered
from raadhus.cases.use_cases.tasks import CannotEndTask
from tests.rights.laid import Laid
from tests.rights.people import Who
from tests.rights.refusals.refused import Refused, did

_LONG = "x" * 10_001
_AT_MOST = "Write at most 10,000 characters."


def _hearing(laid: Laid) -> dict[str, Any]:
    return {"task_id": laid.hearing}


def _completion(laid: Laid) -> dict[str, Any]:
    return {"task_id": laid.completion}


def _question(laid: Laid) -> dict[str, Any]:
    return {"task_id": laid.question}


def _income(laid: Laid) -> dict[str, Any]:
    return {"task_id": laid.income}


def _decision(laid: Laid) -> dict[str, Any]:
    return {"decision_id": laid.decision}


def _refused_to_take_part(laid: Laid) -> object:
    answer = laid.partner.post(f"/my/tasks/{laid.income}/income/", {"answer": "refused"})
    if answer.status_code != 302:
        raise AssertionError(answer.status_code)
    return answer


CITIZENS: tuple[Refused, ...] = (
    Refused(
        name="cases:hearing",
        by=Who.OWNER,
        where=_hearing,
        post={"text": "Once more."},
        given=did("cases:hearing", Who.OWNER, _hearing, {"agree": "1"}),
        says=HearingAnswered.happened,
    ),
    Refused(
        name="cases:hearing", by=Who.OWNER, where=_hearing, post={}, says="Write what you want us to know, or"
    ),
    Refused(name="cases:hearing", by=Who.OWNER, where=_hearing, post={"text": _LONG}, says=_AT_MOST),
    Refused(
        name="cases:completion",
        by=Who.OWNER,
        where=_completion,
        post={"text": "Once more."},
        given=did("cases:completion", Who.OWNER, _completion, {"text": "Here it is."}),
        says=CompletionAnswered.happened,
    ),
    Refused(name="cases:completion", by=Who.OWNER, where=_completion, post={}, says="Write your answer."),
    Refused(name="cases:completion", by=Who.OWNER, where=_completion, post={"text": _LONG}, says=_AT_MOST),
    Refused(
        name="cases:completion",
        by=Who.OWNER,
        where=_completion,
        post=lambda laid: {"text": "Here.", "papers": [SimpleUploadedFile("pay.pdf", b"<script>")]},
        says="Choose a PDF, JPEG or PNG",
    ),
    Refused(
        name="cases:question",
        by=Who.ASKED,
        where=_question,
        post={"answer": "objection", "said": "Once more."},
        given=did("cases:question", Who.ASKED, _question, {"answer": "objection", "said": "It is too near."}),
        says=QuestionAnswered.happened,
    ),
    Refused(
        name="cases:question",
        by=Who.ASKED,
        where=_question,
        post={"answer": "no-such-answer", "said": "x"},
        says="Choose one of the answers.",
    ),
    Refused(
        name="cases:question",
        by=Who.ASKED,
        where=_question,
        post={"answer": "objection"},
        says="Write in a few words why.",
    ),
    Refused(
        name="cases:question",
        by=Who.ASKED,
        where=_question,
        post={"answer": "objection", "said": _LONG},
        says=_AT_MOST,
    ),
    Refused(
        name="cases:income",
        by=None,
        where=_income,
        post={"answer": "refused"},
        given=_refused_to_take_part,
        says=CannotEndTask.happened,
    ),
    Refused(
        name="cases:income",
        by=None,
        where=_income,
        post={"answer": "contested"},
        given=lambda laid: laid.partner.get(f"/my/tasks/{laid.income}/income/"),
        says="Write in a few words what is not right.",
    ),
    Refused(
        name="cases:income",
        by=None,
        where=_income,
        post={"answer": "yes"},
        given=lambda laid: laid.partner.get(f"/my/tasks/{laid.income}/income/"),
        says="Choose one of the answers.",
    ),
    Refused(name="cases:appeal", by=Who.OWNER, where=_decision, post={"text": _LONG}, says=_AT_MOST),
    Refused(
        name="cases:appeal",
        by=Who.OWNER,
        where=_decision,
        post={"text": "Once more."},
        given=did("cases:appeal", Who.OWNER, _decision, {"text": "My income is lower."}),
        says="You have appealed this decision already.",
    ),
)
