"""The rules that decisions are made by, and changes of them tried on earlier cases."""

from typing import Any

from tests.rights.laid import Laid
from tests.rights.matrix import CONFLICT, ELSEWHERE, GONE, RULE_READERS, Kind, Row
from tests.rights.people import Who
from tests.rights.places import rules_of_service

_NO_RULES_THERE = dict.fromkeys(ELSEWHERE, GONE)


def _trial(laid: Laid) -> dict[str, Any]:
    return {"service": "free-place-subsidy", "trial_id": laid.trial}


RULES: tuple[Row, ...] = (
    Row(name="workspace:rules", kind=Kind.RULES),
    *(
        Row(
            name=f"workspace:{name}",
            kind=Kind.RULES,
            where=rules_of_service,
            but=_NO_RULES_THERE,
        )
        for name in ("rules-service", "rules-tables", "rules-try")
    ),
    Row(  # an empty form: who may try is told what is missing
        name="workspace:rules-try",
        kind=Kind.RULES,
        where=rules_of_service,
        post={"period": "this-year"},
        but=dict.fromkeys(RULE_READERS, CONFLICT) | _NO_RULES_THERE,
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
            acts=name == "rules-trial-delete",  # it is done, and nothing to stop
            but=_NO_RULES_THERE,
        )
        for name in ("rules-trial-stop", "rules-trial-delete")
    ),
)
