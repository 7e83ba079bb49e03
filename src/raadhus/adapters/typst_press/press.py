"""The press: typst, kept warm in this process, reading nothing but its own folder."""

import hashlib
import json
import shutil
import tempfile
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from raadhus.post.ports import CannotRenderLetter

_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
_BASE = Path(__file__).with_name("letter.typ")


class TypstPress:
    """A folder with the base template and a warm compiler; safe to use from several threads."""

    def __init__(self, fonts: Path) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="raadhus-press-"))
        weakref.finalize(self, shutil.rmtree, self._root, ignore_errors=True)
        (self._root / "raadhus").mkdir()
        (self._root / "raadhus" / "letter.typ").write_bytes(_BASE.read_bytes())
        nowhere = str(self._root / "no-packages")
        self._compiler = typst.Compiler(
            root=str(self._root),
            font_paths=[str(fonts)] if fonts.is_dir() else [],
            ignore_system_fonts=True,
            package_path=nowhere,
            package_cache_path=nowhere,
        )
        self._lock = threading.Lock()

    def render(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        """
        Return the PDF of ``template`` filled with ``data`` (JSON values).

        Raises: CannotRenderLetter.
        """
        path = self._root / f"{hashlib.sha256(template).hexdigest()}.typ"
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        with self._lock:
            if not path.exists():
                path.write_bytes(template)
            try:
                pdf = self._compiler.compile(input=str(path), sys_inputs=inputs, pdf_standards=[*_STANDARDS])
            except typst.TypstError as error:
                raise CannotRenderLetter(error.message) from error
        if not isinstance(pdf, bytes):
            raise CannotRenderLetter("The press gave no PDF.")
        return pdf
