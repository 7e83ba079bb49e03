"""``./raadhus processes lint``: each finding with its line, its name and what to do, in three languages."""

import json
from pathlib import Path

from raadhus.processes.management.lint import run_lint
from raadhus.processes.tests.unit.drawing import arrows, model

STUCK = model(
    '<startEvent id="s"/><endEvent id="e"/><exclusiveGateway id="g" default="g_b"/>'
    '<parallelGateway id="j" name="Begge svar"/><task id="a" name="Nabo"/><task id="b" name="Ejer"/>'
    + arrows("s > g", "g > a ? x = 1", "g > b", "a > j", "b > j", "j > e")
)
SOUND = model('<startEvent id="s"/><endEvent id="e"/>' + arrows("s > e"))


def lint(path: Path, language: str = "en", *, as_json: bool = False) -> tuple[int, str]:
    said: list[str] = []
    code = run_lint({path: None}, said.append, language=language, as_json=as_json)
    return code, "\n".join(said)


def test_a_model_in_order_is_good(tmp_path: Path) -> None:
    (tmp_path / "it.bpmn").write_bytes(SOUND)
    assert lint(tmp_path / "it.bpmn") == (0, f"{tmp_path / 'it.bpmn'}: good.")


def test_a_model_that_waits_for_ever_is_refused_with_the_name_of_the_place_and_what_to_do(
    tmp_path: Path,
) -> None:
    (tmp_path / "it.bpmn").write_bytes(STUCK)
    code, said = lint(tmp_path / "it.bpmn")
    assert code == 1
    assert "error: Begge svar: It waits for ever" in said
    assert "“Nabo”, “Ejer”" in said
    assert "gateway of the same kind" in said


def test_findings_are_said_in_danish_and_bokmal_too(tmp_path: Path) -> None:
    (tmp_path / "it.bpmn").write_bytes(STUCK)
    assert "venter for evigt" in lint(tmp_path / "it.bpmn", "da")[1]
    assert "venter for alltid" in lint(tmp_path / "it.bpmn", "nb")[1]


def test_a_program_reads_the_findings_as_one_object(tmp_path: Path) -> None:
    (tmp_path / "it.bpmn").write_bytes(STUCK)
    code, said = lint(tmp_path / "it.bpmn", as_json=True)
    (problem,) = json.loads(said)["problems"]
    assert code == 1
    assert (problem["id"], problem["name"], problem["code"]) == ("j", "Begge svar", "never-joins")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert lint(tmp_path / "none.bpmn")[0] == 1
