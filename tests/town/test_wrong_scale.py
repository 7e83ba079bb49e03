"""The proof computes the decision apart: rules that are wrong are seen. The last test of a town, which keeps them."""

import shutil
from pathlib import Path

import pytest

from raadhus.config.proof.proving import prove
from raadhus.config.town import programs
from raadhus.config.town.folders import ROOT
from tests.towns import TownKeeper, waiting_in

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
MONTHLY_OERE = 39_000_00


def test_a_wrong_scale_in_the_rules_is_seen_from_outside(keeper: TownKeeper, tmp_path: Path) -> None:
    town = keeper.sound_town()
    package = shutil.copytree(
        ROOT / "services" / "dk" / "free-place-subsidy", tmp_path / "free-place-subsidy"
    )
    rules = package / "rules.dmn"
    told = rules.read_text()
    assert "200300" in told
    rules.write_text(told.replace("200300", "150300"))
    try:
        programs.run_once(
            *(
                "raadhus.config.command",
                "service",
                "install",
                str(package),
                "--owner",
                "kommunekredsen.localhost",
            ),
            told=town.told,
            failing="The package was not installed.",
        )
        lines = list(prove(town, draw=lambda _lowest, _highest: MONTHLY_OERE, wait=waiting_in(town)))
    finally:
        keeper.forget()  # the wrong scale stays in it

    assert [line.what for line in lines if not line.is_true] == ["letter", "printed"]
