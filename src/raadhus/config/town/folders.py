"""Where the checkout lies, and where the town keeps what it makes."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
STATE = ROOT / ".raadhus"
SOURCE = ROOT / "src"
ASSETS = STATE / "assets"  # built from this checkout, whatever RAADHUS_HOME is
