"""The event log, read by a tool for process mining: PM4Py, in an environment of its own (``tools/mining``)."""

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from raadhus.cases.tests.casekit import ANNE, CARL, EVA, NOON, Town
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import write_event_log

PYTHON = Path(__file__).parents[5] / ".raadhus/mining/bin/python"
READS = """
import json, sys
import pm4py
log = pm4py.read_xes(sys.argv[1])
print(json.dumps({
    "cases": int(log["case:concept:name"].nunique()),
    "variants": {" > ".join(steps): count for steps, count in pm4py.get_variants(log).items()},
    "begins": pm4py.get_start_activities(log),
    "ends": pm4py.get_end_activities(log),
    "days": sorted({str(each) for each in log["time:timestamp"]}),
    "durations": sorted(pm4py.get_all_case_durations(log)),
    "versions": sorted(set(log["case:version"])),
    "follows": sum(pm4py.discover_dfg(log)[0].values()),
    "tree": str(pm4py.discover_process_tree_inductive(log)),
}))
"""
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="tools/mining has not been run here")


@pytest.fixture
def log(towns: None, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the log of two cases that rules decided, one of them a day later, and one that waits for a caseworker."""
    monkeypatch.setattr("raadhus.statistics.use_cases.write_event_log.FEWEST", 3)
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(ANNE, EVA)
        town.decide_application(ANNE)
        town.decide_application(EVA, contested=True)
    with clock.frozen(NOON + dt.timedelta(days=1)):
        town.decide_application(ANNE)
        leader = town.caseworker(CARL, Role.LEADER)
        with transaction(town.tenant):
            pieces = write_event_log(leader, "free-place-subsidy", NOON)
        path = tmp_path / "log.xes"
        path.write_bytes(b"".join(pieces))
    return path


def read(log: Path) -> dict[str, Any]:
    """Return what PM4Py finds in the log."""
    told = subprocess.run([PYTHON, "-I", "-c", READS, log], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_pm4py_finds_the_cases_their_courses_and_days(log):
    found = read(log)
    automatic = "Ansøgning sendt > Saml oplysninger > Beregn og vælg vej > Send afgørelse > Afgjort"

    assert found["cases"] == 3
    assert found["variants"] == {
        automatic: 2,
        "Ansøgning sendt > Saml oplysninger > Beregn og vælg vej": 1,
    }
    assert found["begins"] == {"Ansøgning sendt": 3}
    assert found["ends"] == {"Afgjort": 2, "Beregn og vælg vej": 1}
    assert found["days"] == ["2024-11-05 00:00:00+00:00", "2024-11-06 00:00:00+00:00"]
    assert found["durations"] == [0, 0, 0]
    assert found["versions"] == ["1.0.0"]
    assert found["follows"] == 10
    assert "Send afgørelse" in found["tree"]
