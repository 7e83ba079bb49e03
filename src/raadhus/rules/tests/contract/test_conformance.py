"""The DMN TCK, where its cases lie beside the checkout; they are data to run against, not part of it."""

from functools import partial
from pathlib import Path

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.management import conformance

CASES = Path(__file__).resolve().parents[6] / "shared" / "conformance" / "dmn-tck"


@pytest.mark.parametrize("generate_after", [None, 0], ids=["closures", "generated"])
def test_the_standards_own_cases_pass(monkeypatch, generate_after):
    if not CASES.is_dir():
        pytest.skip("the DMN TCK does not lie beside the checkout (../shared/conformance/dmn-tck)")
    monkeypatch.setattr(conformance, "load", partial(load, generate_after=generate_after))
    report = conformance.run_conformance(CASES)

    assert report.failures == []
    assert report.level3.cases > 900
