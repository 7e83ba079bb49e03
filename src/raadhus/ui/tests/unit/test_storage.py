"""A browser may keep every file: whatever names another file names it with its hash."""

import re
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from raadhus.ui.storage import HashedFiles

SOURCE = settings.ROOT / "src" / "raadhus" / "ui" / "static"
IMPORT = re.compile(r"""(?:import\(|from )["']\./([\w-]+)(\.[0-9a-f]{12})?\.mjs""")


def test_a_script_imports_the_others_by_their_hashed_names(tmp_path):
    found = {path: (FileSystemStorage(location=SOURCE), path) for path in _scripts()}
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    for path in found:
        with (SOURCE / path).open("rb") as script:
            storage.save(path, script)
    outcomes = list(storage.post_process(found))
    assert all(not isinstance(outcome, Exception) for _name, _hashed, outcome in outcomes)
    stored = [(tmp_path / storage.stored_name(path)).read_text() for path in found]
    named = [imported for text in stored for imported in IMPORT.findall(text)]
    assert {name for name, _hash in named} == {Path(path).stem for path in found} - {"start"}
    assert all(hashed for _name, hashed in named)


def _scripts():
    return [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.mjs")]
