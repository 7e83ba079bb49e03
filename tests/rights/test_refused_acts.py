"""
What is refused to who may do it leaves everything as it was: each act with what its form gets wrong, or comes too late.

``test_every_door`` holds the same for who may not. A page that catches a refusal shows it without undoing anything:
here is seen that the act had written nothing before.
"""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import override

from tests.rights.laid import Laid
from tests.rights.refusals import REFUSED
from tests.rights.refusals.refused import Refused
from tests.rights.watched import changed, state, undone

_LOWEST, _HIGHEST = 400, 499


def test_what_is_refused_says_why_and_changes_nothing(laid):
    untouched = state()
    wrong = [problem for act in REFUSED for problem in _problems(act, laid, untouched)]

    assert not wrong, "\n".join(wrong)


def _problems(act: Refused, laid: Laid, untouched: dict[str, str]) -> Iterator[str]:
    with undone(), override("en"):
        happened = act.given(laid) is not None
        url, sent, before = act.url(laid), act.sent(laid), state() if happened else untouched
        answer = act.browser(laid).post(url, sent)
        if not _LOWEST <= answer.status_code <= _HIGHEST:
            yield f"{act}: {answer.status_code} for {str(sent)[:200]}"
        elif escape(str(act.says)) not in answer.text:
            yield f"{act}: {answer.status_code} does not say so: {_said(answer.text)}"
        touched = set(changed(before, state())) - act.leaves
        yield from (f"{act}: {table} changed" for table in sorted(touched))


def _said(text: str) -> str:
    """Return what a page tells in its place for problems, as far as a line of a failed test holds it."""
    found = re.search(r'class="[^"]*(?:error-summary|refusal|alert)[^"]*".{0,900}', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[0] if found else text).split())[:200]
