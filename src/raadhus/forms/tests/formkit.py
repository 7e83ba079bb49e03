"""Small forms for tests."""

import datetime as dt
import json
from typing import Any

from raadhus.forms.domain.compiled import CompiledForm, compile_form
from raadhus.forms.domain.moment import Moment
from raadhus.rules.public import parse_expression

TODAY = Moment(today=dt.date(2024, 11, 14))


def say(text: str) -> dict[str, str]:
    """Return a text in the languages of small forms."""
    return {"da": f"{text} (da)", "en": text}


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return a question as ``form.json`` writes it."""
    return {"key": key, "kind": kind, "label": say(key), **more}


def definition(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a form of one step with these fields; ``steps`` instead gives several."""
    return {
        "format": 1,
        "country": "dk",
        "currency": "DKK",
        "languages": ["da", "en"],
        "start": {},
        "steps": [{"key": "only", "title": say("Only"), "fields": list(fields)}],
        "declaration": {"intro": say("I say"), "points": [say("that")], "accept": say("yes")},
        "receipt": {"next": [{"what": say("We look")}]},
        **more,
    }


def form_of(*fields: dict[str, Any], **more: Any) -> CompiledForm:
    """Return a compiled form of one step."""
    return compiled(definition(*fields, **more))


def compiled(document: dict[str, Any]) -> CompiledForm:
    """Compile a document."""
    return compile_form(json.dumps(document).encode(), parse_expression)


def step(key: str, *fields: dict[str, Any]) -> dict[str, Any]:
    """Return a step as ``form.json`` writes it."""
    return {"key": key, "title": say(key), "fields": list(fields)}
