"""The DMN TCK, where its cases lie beside the checkout; they are data to run against, not part of it."""

from functools import partial
from pathlib import Path

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.management import conformance
from raadhus.rules.tests.modelkit import decision, input_data, literal, model

CASES = Path(__file__).resolve().parents[6] / "shared" / "conformance" / "dmn-tck"


@pytest.mark.parametrize("generate_after", [None, 0], ids=["closures", "generated"])
def test_the_standards_own_cases_pass(monkeypatch, generate_after):
    if not CASES.is_dir():
        pytest.skip("the DMN TCK does not lie beside the checkout (../shared/conformance/dmn-tck)")
    monkeypatch.setattr(conformance, "load", partial(load, generate_after=generate_after))
    report = conformance.run_conformance(CASES)

    assert report.failures == []
    assert report.level3.cases > 900


CASE = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>m.dmn</modelName>
  <testCase id="1"><inputNode name="a"><list xsi:nil="true"/></inputNode>
    <resultNode name="is nothing"><expected><value xsi:type="xsd:boolean">true</value></expected></resultNode></testCase>
  <testCase id="2"><inputNode name="a"><value xsi:type="xsd:yearMonthDuration">P1Y</value></inputNode>
    <resultNode name="same"><expected><value xsi:type="xsd:duration">P12M</value></expected></resultNode></testCase>
  <testCase id="3"><resultNode name="nowhere"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
</testCases>"""


def test_a_case_is_read_in_every_form_and_one_that_fails_fails_alone(tmp_path):
    folder = tmp_path / "compliance-level-3" / "0000-forms"
    folder.mkdir(parents=True)
    logic = decision("is nothing", literal("a = null"), inputs=("a",)) + decision(
        "same", literal("a"), inputs=("a",)
    )
    (folder / "m.dmn").write_bytes(model(input_data("a") + logic))
    (folder / "0000-forms-test-01.xml").write_text(CASE, encoding="utf-8")

    report = conformance.run_conformance(tmp_path)

    assert [failure["case"] for failure in report.failures] == ["3"]
    assert report.level3.passed == 2


def test_a_model_that_breaks_the_engine_fails_its_own_cases_alone(tmp_path, monkeypatch):
    for name in ("0000-broken", "0001-fine"):
        folder = tmp_path / "compliance-level-3" / name
        folder.mkdir(parents=True)
        (folder / "m.dmn").write_bytes(model(decision("same", literal('@"P12M"')), own=f"urn:{name}"))
        (folder / f"{name}-test-01.xml").write_text(CASE, encoding="utf-8")

    def fragile(source, *rest, **more):
        if b"broken" in source:
            raise ZeroDivisionError
        return load(source, *rest, **more)

    monkeypatch.setattr(conformance, "load", fragile)
    report = conformance.run_conformance(tmp_path)

    assert [(failure["folder"], failure["case"]) for failure in report.failures] == [
        *(("0000-broken", case) for case in ("", "1", "2", "3")),
        *(("0001-fine", case) for case in ("1", "3")),
    ]
