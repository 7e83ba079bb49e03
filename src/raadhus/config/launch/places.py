"""Where set-up finds things and where it puts them."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src"
STATE = ROOT / ".raadhus"
REQUIREMENTS = ROOT / "requirements"
VENV = STATE / "venv"
PYTHON = VENV / "bin" / "python"
UV_VENV = STATE / "uv"
NODE_VENV = STATE / "node"
STAMPS = STATE / "stamps"
ASSETS = STATE / "assets"


def caches() -> dict[str, str]:
    """Return environment variables that move the tools' caches to us when there is no home to write in."""
    home = os.path.expanduser("~")  # noqa: PTH111 - answers also where there is no home
    if os.path.isdir(home) and os.access(home, os.W_OK) and not _is_read_only(home):  # noqa: PTH112 - cheaper at each start
        return {}
    cache = STATE / "cache"
    return {
        "XDG_CACHE_HOME": str(cache),
        "npm_config_cache": str(cache / "npm"),
        "PIP_CACHE_DIR": str(cache / "pip"),
    }


def _is_read_only(folder: str) -> bool:
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
