"""Pages look as they should: what each names of style and script is there."""

from http import HTTPStatus
from urllib.parse import urljoin

from raadhus.config.proof.journey import Journey
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.page import Page

KINDS = {".css": ("text/css",), ".mjs": ("text/javascript", "application/javascript")}
"""What a browser takes a file for style or script by; one of another kind it leaves aside."""


def judge_looks(journey: Journey, page: Page) -> Line:
    """See that a page's files of style and script are there, and are what they are called."""
    named = page.document.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    faults = [_fault_of(journey, urljoin(page.url, name)) for name in named] or ["it names no file"]
    wrong = "; ".join(filter(None, faults))
    return judge(
        "looks",
        f"{page.url} with its {len(named)} files of style and script",
        wrong and f"{page.url} comes without its style: {wrong}",
    )


def _fault_of(journey: Journey, address: str) -> str:
    answer = journey.visitor.look(address)
    kind = next((kind for ending, kind in KINDS.items() if address.endswith(ending)), ("",))
    if answer.status != HTTPStatus.OK or not answer.body:
        return f"{address} answers {answer.status}"
    is_it = answer.headers.get("content-type", "").startswith(kind)
    return "" if is_it else f"{address} is no {kind[0]}"
