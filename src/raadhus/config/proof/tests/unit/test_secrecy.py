"""A letter that is open to anybody but its receiver is told, whatever way it is open."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from raadhus.adapters.demo_people import find
from raadhus.config.proof.lines import Line
from raadhus.config.proof.page import CannotGoOn
from raadhus.config.proof.secrecy import judge_secrecy
from raadhus.config.proof.visits import Visits
from raadhus.config.town.town import Town

LETTER, WORDS = "/my/letters/1/letter.pdf", "/my/letters/1/"
PDF = b"%PDF-1.7 what only amina may read"


@dataclass(frozen=True)
class Answer:
    """What an address says."""

    status: int
    body: bytes = b"<h1>Not here</h1>"
    location: str = ""


ABSENT, LOGIN = Answer(404), Answer(302, location="/login/?next=%2Fmy%2F")
SOUND: Mapping[tuple[str, str], Answer] = {
    ("egeby", "amina"): Answer(200, PDF),
    ("egeby", "peter"): ABSENT,
    ("nordby", "ingrid"): ABSENT,
    ("nordby", "amina"): LOGIN,
    ("nowhere", "amina"): ABSENT,
}
"""What the letter's address answers by host and by whose session comes."""

Tell = Callable[[Mapping[tuple[str, str], Answer]], list[Line]]


def test_a_letter_closed_to_all_others_is_proven(tell: Tell) -> None:
    assert [(line.what, line.is_true) for line in tell(SOUND)] == [("closed", True), ("elsewhere", True)]


@pytest.mark.parametrize(
    ("who", "answer", "line"),
    [
        (("egeby", "peter"), Answer(200, PDF), "closed"),
        (("egeby", "peter"), LOGIN, "closed"),
        (("nordby", "ingrid"), Answer(200, PDF), "closed"),
        (("nordby", "ingrid"), Answer(404, PDF), "closed"),
        (("nordby", "ingrid"), LOGIN, "closed"),
        (("nordby", "ingrid"), Answer(500), "closed"),
        (("egeby", "peter reads"), Answer(200, b"<h1>You get the subsidy</h1>"), "closed"),
        (("nordby", "amina"), Answer(200, PDF), "elsewhere"),
        (("nordby", "amina"), Answer(302, PDF, "/login/"), "elsewhere"),
        (("nordby", "amina"), Answer(302, location="http://egeby.localhost/login/"), "elsewhere"),
        (("nowhere", "amina"), Answer(200, PDF), "elsewhere"),
        (("nowhere", "amina"), LOGIN, "elsewhere"),
        (("egeby", "amina"), ABSENT, "closed"),
        (("egeby", "amina"), Answer(200, b"<h1>Log in</h1>"), "closed"),
    ],
)
def test_a_letter_open_to_another_is_told(
    tell: Tell, who: tuple[str, str], answer: Answer, line: str
) -> None:
    wrong = [one.what for one in tell({**SOUND, who: answer}) if not one.is_true]

    assert wrong == [line]


def test_a_stranger_who_is_taken_for_another_proves_nothing(tell: Tell) -> None:
    with pytest.raises(CannotGoOn, match="takes Peter Krogh, who has logged in, for Amina Holm"):
        tell({**SOUND, ("egeby", "nobody"): Answer(200, b"<header>Amina Holm</header>")})


def test_a_stranger_who_is_not_logged_in_proves_nothing(tell: Tell) -> None:
    with pytest.raises(
        CannotGoOn, match=r"does not know Ingrid Fjelde after the login: .*/login/ answers 200"
    ):
        tell({**SOUND, ("nordby", "nobody"): Answer(302, location="/login/")})


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tell]:
    """Return the judgement of a town whose letter's address answers as given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    town = Town(state=Path(), ports={"web": server.server_port}, told={})

    def judge(answers: Mapping[tuple[str, str], Answer]) -> list[Line]:
        monkeypatch.setattr(_Handler, "answers", answers)
        with Visits(town) as visits:
            owner = visits.begin()
            owner.visitor.cookies["egeby.localhost"] = {"session": "amina"}
            return list(judge_secrecy(visits, owner, f"{owner.site}{LETTER}"))

    yield judge
    server.shutdown()
    server.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    """A town where the citizen who lives there is logged in by opening My Page."""

    protocol_version = "HTTP/1.1"
    answers: Mapping[tuple[str, str], Answer] = {}

    def do_GET(self) -> None:
        town = self.headers["Host"].partition(".")[0]
        session = (self.headers.get("Cookie") or "").removeprefix("session=")
        lives_here = {"egeby": "peter", "nordby": "ingrid"}
        if self.path == LETTER:
            self.say(self.answers[town, session])
        elif self.path == WORDS:
            self.say(self.answers.get((town, f"{session} reads"), ABSENT))
        elif self.path == "/my/":
            answer = self.answers.get((town, "nobody"))
            name = find(lives_here[town]).name
            page = Answer(200, f"<header>{name}</header><h1>My Page</h1>".encode())
            self.say(answer or page, cookie=lives_here[town])
        else:
            self.say(Answer(200, b"<h1>Log in</h1>"))

    def say(self, answer: Answer, cookie: str = "") -> None:
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        if cookie:
            self.send_header("Set-Cookie", f"session={cookie}; Path=/")
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
