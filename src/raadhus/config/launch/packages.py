"""The Python environment: made by ``uv`` from lock files with hashes."""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from raadhus.config.launch import places, programs
from raadhus.config.launch.needs import SETS
from raadhus.config.launch.progress import step
from raadhus.config.launch.refusals import CannotSetUp

NOT_FETCHED = (
    "The packages could not be fetched. Is the package registry reachable? Try again; nothing is lost."
)


def are_current(wanted: str) -> bool:
    """Tell whether the environment holds the wanted set, or a larger one, as its lock file says today."""
    stamp = _read_stamp(places.STAMPS / "venv")
    if stamp is None:
        return False
    installed, mark = stamp
    return SETS.index(installed) >= SETS.index(wanted) and mark == _mark(installed) and places.PYTHON.exists()


def sync(wanted: str) -> None:
    """Install exactly what the lock file of the wanted set names; a larger set that is there stays.

    Raises: CannotSetUp.
    """
    stamp = _read_stamp(places.STAMPS / "venv")
    installed = stamp[0] if stamp else wanted
    chosen = max(wanted, installed, key=SETS.index)
    _install(places.VENV, chosen)


def make_environment(venv: Path, lock: str) -> None:
    """Make a small environment of its own for one tool, unless it is there as its lock file says.

    Raises: CannotSetUp.
    """
    if _read_stamp(places.STAMPS / venv.name) != (lock, _mark(lock)):
        _install(venv, lock)


def _install(venv: Path, lock: str) -> None:
    uv = _find_uv()
    python = venv / "bin" / "python"
    if not _fits_this_python(venv):
        shutil.rmtree(venv, ignore_errors=True)
        own = getattr(sys, "_base_executable", None) or sys.executable
        programs.run(
            [uv, "venv", "--quiet", "--python", own, venv],
            failing=f"{venv} could not be made.",
            environment=_manner(),
        )
    programs.run(
        [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, _lock_file(lock)],
        failing=NOT_FETCHED,
        environment=_manner(),
    )
    _write_stamp(places.STAMPS / venv.name, lock)


def _find_uv() -> Path:
    """Return the installer, put into an environment of its own first when it is missing."""
    uv = places.UV_VENV / "bin" / "uv"
    if _read_stamp(places.STAMPS / "uv") == ("uv", _mark("uv")) and uv.exists():
        return uv
    ensure_venv_module()
    with step("Package installer"):
        shutil.rmtree(places.UV_VENV, ignore_errors=True)
        programs.run(
            [sys.executable, "-m", "venv", places.UV_VENV], failing="Python could not make an environment."
        )
        pip: list[str | Path] = [
            places.UV_VENV / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
        ]
        exactly = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement"]
        programs.run([*pip, *exactly, _lock_file("uv")], failing=NOT_FETCHED)
    _write_stamp(places.STAMPS / "uv", "uv")
    return uv


def ensure_venv_module() -> None:
    """Install Debian's python3-venv when it is missing and we are root.

    Raises: CannotSetUp with the sentence that says how, when we are not.
    """
    if importlib.util.find_spec("ensurepip") is not None:
        return
    name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CannotSetUp(f"Python's venv module is missing: run `sudo apt install {name}` and try again.")
    with step(f"System package {name}"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        failing = f"{name} could not be installed: install it and try again."
        programs.run(["apt-get", "update", "-q"], failing=failing, environment=quiet)
        programs.run(["apt-get", "install", "-y", "-q", name], failing=failing, environment=quiet)
    importlib.invalidate_caches()


def _fits_this_python(venv: Path) -> bool:
    """Tell whether an environment was made for the Python that runs now; a system upgrade changes it."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return (venv / "bin" / "python").exists() and (venv / "lib" / version / "site-packages").is_dir()


def _manner() -> dict[str, str]:
    return {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "VIRTUAL_ENV": ""}


def _lock_file(name: str) -> Path:
    return places.REQUIREMENTS / f"{name}.lock"


def _mark(lock: str) -> str:
    """Return what the environment depends on: the lock file's content and the Python version."""
    content = hashlib.sha256(_lock_file(lock).read_bytes()).hexdigest()
    return f"{content}-{sys.version_info.major}.{sys.version_info.minor}"


def _read_stamp(file: Path) -> tuple[str, str] | None:
    try:
        name, mark = file.read_text().split()
    except (FileNotFoundError, ValueError):
        return None
    return name, mark


def _write_stamp(file: Path, lock: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{lock} {_mark(lock)}\n")
