"""The DMN TCK, where its cases lie beside the checkout; they are data to run against, not part of it."""

from pathlib import Path

import pytest

from raadhus.rules.management.conformance import run_conformance

CASES = Path(__file__).resolve().parents[6] / "shared" / "conformance" / "dmn-tck"


def test_the_standards_own_cases_pass():
    if not CASES.is_dir():
        pytest.skip("the DMN TCK does not lie beside the checkout (../shared/conformance/dmn-tck)")
    report = run_conformance(CASES)

    assert report.failures == []
    assert report.level3.cases > 900
