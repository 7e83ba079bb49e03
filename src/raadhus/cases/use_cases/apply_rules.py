"""Ask the rules of the package: inputs from answers and registers, outputs as the package reads them."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    What the rules say.

    ``percent``: of full subsidy, None without a result; ``why``: codes why a person must look; ``reasons``: sentences
    by language; ``inputs``, ``outputs``: as JSON.
    """

    model_hash: str
    log_id: UUID | None
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    rows_fired: tuple[str, ...]
    reasons: dict[str, list[str]]
    why: tuple[str, ...]
    percent: Decimal | None
    valid_from: dt.date | None
