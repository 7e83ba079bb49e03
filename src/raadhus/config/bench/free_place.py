"""The free-place package's rules as ``./raadhus bench rules`` measures them: households by lot, the share computed apart."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from raadhus.config.bench.rule_models import Case, Subject, amount
from raadhus.config.proof.expectation import SCALES, expect_parents_share
from raadhus.config.town.folders import ROOT

FILE = ROOT / "services" / "dk" / "free-place-subsidy" / "rules.dmn"


def free_place() -> Subject:
    """The package's rules, asked for the whole assessment of a household that no person need look at."""
    return Subject("free place", FILE.read_bytes(), "Assessment", _household, _share)


def _household(lot: Random) -> Case:
    year, oere = lot.choice(sorted(SCALES)), lot.randrange(8_000_000)
    is_single, children = lot.random() < 0.5, lot.randrange(1, 6)
    inputs = {
        "Subsidy month": dt.date(year, lot.randrange(1, 13), 1),
        "Monthly household income": amount(oere),
        "Has partner": not is_single,
        "Children at home": Decimal(children),
        "Self-employed": False,
        "Income contested": False,
        "Facts contested": False,
        "Shared custody": False,
        "Partner confirmed": True,
        "Figures confirmed": True,
    }
    share = expect_parents_share(year=year, monthly_oere=oere, is_single=is_single, children_at_home=children)
    return inputs, ("automatic", share)


def _share(answer: Mapping[str, Any]) -> tuple[Any, Any]:
    return answer["route"], answer["parents share"]
