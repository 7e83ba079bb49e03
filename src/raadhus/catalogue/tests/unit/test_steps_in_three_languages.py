"""What a step of a process is for is told in all three languages of the towns."""

import pytest
from lxml import etree

from raadhus.catalogue.demo import SERVICES

ABOUT = "{urn:raadhus:bpmn:1}about"
LANGUAGES = {"da", "nb", "en"}
PROCESSES = sorted(SERVICES.glob("*/*/process.bpmn"))


@pytest.mark.parametrize("file", PROCESSES, ids=lambda file: file.parent.name)
def test_what_a_step_is_for_is_told_in_every_language_or_in_none(file):
    told: dict[str, dict[str, str]] = {}
    for about in etree.parse(file).iter(ABOUT):
        step, language, text = (
            about.getparent().getparent().get("id"),
            about.get("lang"),
            about.get("text"),
        )
        told.setdefault(str(step), {})[str(language)] = text or ""
    assert {step for step, texts in told.items() if set(texts) != LANGUAGES} == set()
    assert all(text for texts in told.values() for text in texts.values())
