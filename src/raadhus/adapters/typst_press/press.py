"""The press: typst in a process of its own, kept warm, within limits of memory and time."""

import dataclasses
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from raadhus.post.ports import CannotRenderLetter

_HERE = Path(__file__).parent
_LETTER = b"L"
# Names that a letter does not have: what reads files, runs programs or carries out text, and the way around.
_WITHOUT = (
    *("std", "eval", "plugin", "read", "csv", "json", "yaml", "toml", "xml", "cbor"),
    *("bibliography", "image", "pdf"),
)
# On the template's first line, so that the lines of its errors stay right.
_SHADOWS = "".join(f"#let {name} = none;" for name in _WITHOUT).encode()
# Nobody listens there: what asks for a package is refused at once.
_NO_NETWORK = "http://127.0.0.1:9"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one letter may take; an ordinary one takes 10 ms and 1 MB."""

    memory_bytes: int = 1 << 30
    cpu_seconds: int = 5
    seconds: float = 30
    pdf_bytes: int = 16 << 20


class TypstPress:
    """A folder for each template and one warm child process; safe to use from several threads."""

    def __init__(self, fonts: Path, limits: Limits = Limits()) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="raadhus-press-"))
        weakref.finalize(self, shutil.rmtree, self._root, ignore_errors=True)
        self._fonts = str(fonts) if fonts.is_dir() else ""
        self._limits = limits
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def render(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        """
        Return the PDF of ``template`` filled with ``data`` (JSON values); the same of both gives the same bytes.

        ``data["timestamp"]``: the second since 1970 that the PDF says it was made.

        Raises: CannotRenderLetter, also when the letter takes more than it may.
        """
        job = {"data": json.dumps(data, ensure_ascii=False), "timestamp": data["timestamp"]}
        with self._lock:
            job["folder"] = str(self._folder(template))
            answer = self._asked(json.dumps(job).encode())
        if answer[:1] != _LETTER:
            raise CannotRenderLetter(answer[1:].decode(errors="replace"))
        return answer[1:]

    def _folder(self, template: bytes) -> Path:
        """Return the folder in which nothing lies but this template and the base letter."""
        folder = self._root / hashlib.sha256(template).hexdigest()
        if not folder.exists():
            made = Path(tempfile.mkdtemp(dir=self._root))
            (made / "raadhus").mkdir()
            shutil.copyfile(_HERE / "letter.typ", made / "raadhus" / "letter.typ")
            (made / "letter.typ").write_bytes(_SHADOWS + template)
            made.rename(folder)
        return folder

    def _asked(self, job: bytes) -> bytes:
        """Ask the child; one that has made letters before may be worn out, so a new one is asked once more."""
        child = self._running_child()
        was_used = child.letters > 0
        try:
            return child.ask(job)
        except _ChildEndedError as end:
            self._child = None
            if end.took_too_long or not was_used:
                raise _took_too_much() from None
        try:
            return self._running_child().ask(job)
        except _ChildEndedError:
            self._child = None
            raise _took_too_much() from None

    def _running_child(self) -> "_Child":
        if self._child is None or self._child.parent != os.getpid():
            self._child = _Child(self._fonts, self._limits)
        return self._child


def _took_too_much() -> CannotRenderLetter:
    return CannotRenderLetter("The letter takes more time or memory than a letter may take.")


class _ChildEndedError(Exception):
    """The child gave no answer and is gone."""

    def __init__(self, *, took_too_long: bool) -> None:
        super().__init__("the press's child has ended")
        self.took_too_long = took_too_long


class _Child:
    """One process that makes letters."""

    def __init__(self, fonts: str, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        limit = [str(limits.memory_bytes), str(limits.cpu_seconds)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own program
                [sys.executable, "-I", str(_HERE / "child.py"), str(theirs.fileno()), fonts, *limit],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        self.parent = os.getpid()
        self.letters = 0
        self._limits = limits
        self._channel = Connection(ours.detach())
        self._end = weakref.finalize(self, _end, self._process, self._channel, self.parent)

    def ask(self, job: bytes) -> bytes:
        """Return the answer. Raises: _ChildEndedError."""
        self.letters += 1
        is_late = False
        try:
            self._channel.send_bytes(job)
            if self._channel.poll(self._limits.seconds):
                return self._channel.recv_bytes(self._limits.pdf_bytes)
            is_late = True
        except EOFError:
            is_late = self._process.wait() == -signal.SIGXCPU
        except OSError:
            pass  # it had ended before, or its letter is too large
        self._end()
        raise _ChildEndedError(took_too_long=is_late)


def _environment() -> dict[str, str]:
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NO_NETWORK)
    upper = {name.upper(): value for name, value in proxies.items()}
    return proxies | upper | {"MALLOC_ARENA_MAX": "2", "RAYON_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


def _end(process: subprocess.Popen[bytes], channel: Connection, parent: int) -> None:
    channel.close()
    if parent == os.getpid():
        process.kill()
        process.wait()
