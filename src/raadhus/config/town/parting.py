"""Ask the kernel to end a child when its parent ends, however that ends."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1  # Source: prctl(2)
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def interrupt_when_parent_ends() -> None:
    """Run in the child between fork and exec: SIGINT when the parent's starting thread ends."""
    _ask(signal.SIGINT)


def terminate_when_parent_ends() -> None:
    """Run in the child between fork and exec: SIGTERM when the parent's starting thread ends.

    SIGUSR1 is ignored, from the first instruction on: nothing of ours sends it, and one that was meant for another
    process, by somebody who looks into it, would end the town. A program that listens to it installs its own handler.
    """
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    _ask(signal.SIGTERM)


def _ask(sign: signal.Signals) -> None:
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
