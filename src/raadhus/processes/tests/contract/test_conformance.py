"""Reading a folder of BPMN files and writing each anew."""

from raadhus.processes.domain.xml_tree import parse_document
from raadhus.processes.management.conformance import run_conformance
from raadhus.processes.tests.unit.vendormodels import MODELS


def test_a_folder_is_read_whatever_lies_in_it(tmp_path):
    for number, source in enumerate(MODELS.values()):
        (tmp_path / f"{number}.bpmn").write_bytes(source)
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "drawing.BPMN").write_bytes(b"<svg/>")
    (tmp_path / "entities.bpmn").write_bytes(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')
    (tmp_path / "empty.bpmn").write_bytes(b"")
    (tmp_path / "gone.bpmn").symlink_to(tmp_path / "nowhere")
    (tmp_path / "readme.txt").write_text("no model")
    (tmp_path / "other.xml").write_text("<no-model/>")
    (tmp_path / "called.xml").write_bytes(next(iter(MODELS.values())))

    report = run_conformance(tmp_path)

    assert (report.files, report.imported, report.round_trip_equal) == (12, 8, 8)
    assert report.lost == 0
    refused = {one.file: one.why_not for one in report.models if not one.imported}
    assert refused.keys() == {"deeper/drawing.BPMN", "entities.bpmn", "empty.bpmn", "gone.bpmn"}
    assert "No such file" in refused["gone.bpmn"]
    assert "document type" in refused["entities.bpmn"]
    assert all(one.lost == [] and one.understood for one in report.models if one.imported)


def test_the_report_says_by_name_what_was_understood_and_carried(tmp_path):
    (tmp_path / "a.bpmn").write_bytes(MODELS["job types"])

    report = run_conformance(tmp_path).as_json()

    assert (report["files"], report["imported"], report["round_trip_equal"]) == (1, 1, 1)
    (model,) = report["models"]
    assert model["understood"]["bpmn:adHocSubProcess"] == 1
    assert model["opaque"]["{http://camunda.org/schema/zeebe/1.0}userTask"] == 1
    assert model["carried"][0] == (
        "line 3: {http://camunda.org/schema/zeebe/1.0}userTaskForm in extensionElements"
    )
    assert model["lost"] == []


def test_what_was_written_can_be_looked_at(tmp_path):
    (tmp_path / "models" / "deeper").mkdir(parents=True)
    (tmp_path / "models" / "deeper" / "a.bpmn").write_bytes(MODELS["an office tool"])
    (tmp_path / "models" / "b.bpmn").write_bytes(b"<svg/>")

    run_conformance(tmp_path / "models", write_to=tmp_path / "anew")

    (written,) = [one for one in (tmp_path / "anew").rglob("*") if one.is_file()]
    assert written == tmp_path / "anew" / "deeper" / "a.bpmn"
    assert parse_document(written.read_bytes()) == parse_document(MODELS["an office tool"])
