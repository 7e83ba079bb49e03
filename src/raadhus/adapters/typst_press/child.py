"""
The press's own process: it makes one letter after the other, within limits, until its parent hangs up.

Started by path, with nothing but typst: ``child.py CHANNEL FONTS MEMORY_BYTES CPU_SECONDS``. It asks for nothing on the
network, writes nothing on disk, and reads the fonts and the folder of the letter it is told to make.
"""

import json
import resource
import sys
from multiprocessing.connection import Connection
from typing import Any, Literal

import typst

_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
LETTER, REFUSAL = b"L", b"R"


def main(channel: int, fonts: str, memory: int, cpu_seconds: int) -> None:
    """Make letters until the channel is closed."""
    parent = Connection(channel)
    compiler = typst.Compiler(
        font_paths=[fonts] if fonts else [],
        ignore_system_fonts=True,
        package_path="/nowhere/packages",
        package_cache_path="/nowhere/packages",
    )
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    while True:
        try:
            job = json.loads(parent.recv_bytes())
        except EOFError:
            return
        _allow(cpu_seconds)
        parent.send_bytes(_answer(compiler, job))


def _answer(compiler: typst.Compiler, job: dict[str, Any]) -> bytes:
    try:
        pdf = compiler.compile(
            input=f"{job['folder']}/letter.typ",
            root=job["folder"],
            sys_inputs={"data": job["data"]},
            pdf_standards=[*_STANDARDS],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        return REFUSAL + error.message.encode()
    return LETTER + pdf if isinstance(pdf, bytes) else REFUSAL + b"The press gave no PDF."


def _limit(what: int, most: int) -> None:
    """Set a limit for good; where the system does not know it, the parent's clock remains."""
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):
        return


def _allow(cpu_seconds: int) -> None:
    """Let the next letter take so much of the processor; beyond it the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hardest))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
