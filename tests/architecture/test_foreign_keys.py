"""Foreign keys obey the same map as imports: downward only, and only to tables that stand for a thing of its own."""

import configparser
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
ANCHORS = {"identity.Person", "organisation.Unit", "catalogue.Service", "records.Document"}
OUTSIDE_APPS = {"procrastinate", "postgres", "staticfiles", "csp"}


def read_layers() -> dict[str, int]:
    """Return module name -> height, 0 at the top, as the import contract states it."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    rows = [line for line in config["importlinter:contract:modules"]["layers"].split("\n") if line.strip()]
    return {name.strip(" ()"): height for height, row in enumerate(rows) for name in row.split("|")}


def find_wrong_foreign_keys(height: dict[str, int]) -> list[str]:
    """Return one sentence for each relation that breaks the map."""
    wrong: list[str] = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created:
                continue
            name = f"{model._meta.label}.{field.name}"
            if not field.related_model or field.related_model == "self":
                wrong.append(f"{name} is generic: name the table")
                continue
            wrong += _faults(name, model._meta.app_label, field, height)
    return wrong


def _faults(name: str, here: str, field: object, height: dict[str, int]) -> list[str]:
    meta = field.related_model._meta  # type: ignore[attr-defined]
    there, faults = meta.app_label, []
    if here == there or here not in height or there not in height:
        return faults
    if height[there] <= height[here]:
        faults.append(f"{name} -> {meta.label} points up or sideways")
    if meta.label not in ANCHORS:
        faults.append(f"{name} -> {meta.label} is not an anchor table: store its public id")
    if not field.remote_field.hidden:  # type: ignore[attr-defined]
        faults.append(f"{name} -> {meta.label} needs related_name='+'")
    return faults


def test_foreign_keys_follow_the_module_map() -> None:
    assert find_wrong_foreign_keys(read_layers()) == []


def test_every_installed_app_is_on_the_map_or_on_the_list_of_outside_apps() -> None:
    labels = {config.label for config in apps.get_app_configs()}

    assert labels - set(read_layers()) - OUTSIDE_APPS == set()
