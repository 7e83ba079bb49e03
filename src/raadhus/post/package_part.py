"""The letters of a service package: each must make an accessible PDF before anybody can install it."""

import re

from raadhus.catalogue import public as catalogue
from raadhus.post.domain.sample import sample_data
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.wiring import wired

_FOLDER = "letters"
_BASE_IMPORT = '"/raadhus/letter.typ"'
_LARGEST = 64 * 1024
# A letter reads its data and the base template, nothing else, and comes to an end.
_FORBIDDEN = {
    "read": "reads a file",
    "plugin": "runs a program",
    "include": "includes another file",
    "eval": "carries out text as code",
    "while": "may never end",
    "csv": "reads a file",
    "yaml": "reads a file",
    "toml": "reads a file",
    "xml": "reads a file",
    "cbor": "reads a file",
    "bibliography": "reads a file",
    "image": "reads a file",
}
_FORBIDDEN_WORD = re.compile(rf"(?<![\w.-])({'|'.join(_FORBIDDEN)})\b\s*[(\"\[{{ ]")
_IMPORT = re.compile(r"#?\bimport\b\s*([^\s:]+)")


class LettersPart(catalogue.QuietPart):
    """Looks after ``letters/*.typ``."""

    name = "letters"

    def lint(self, files: catalogue.PackageFiles) -> catalogue.Problems:
        """Return what is wrong with each letter: what it may not do, then whether it becomes an accessible PDF."""
        problems: list[catalogue.Problem] = []
        for name in files.under(_FOLDER):
            problems += _lint_letter(name, files[name])
        return tuple(problems)


def _lint_letter(name: str, content: bytes) -> list[catalogue.Problem]:
    if not name.endswith(".typ") or len(content) > _LARGEST:
        return [_problem(name, 0, f"A letter is a .typ file of at most {_LARGEST // 1024} kB.")]
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [_problem(name, 0, "The file is not UTF-8 text.")]
    found = [
        problem for number, line in enumerate(text.splitlines(), 1) for problem in _faults(name, number, line)
    ]
    if found:
        return found
    try:
        wired().press.render(content, sample_data())
    except CannotRenderLetter as error:
        return [_problem(name, 0, f"It does not become a letter: {error}")]
    return []


def _faults(name: str, number: int, line: str) -> list[catalogue.Problem]:
    code = line.partition("//")[0] if '"' not in line else line
    faults = [
        _problem(name, number, f"A letter may not use {match[1]}: it {_FORBIDDEN[match[1]]}.")
        for match in _FORBIDDEN_WORD.finditer(code)
    ]
    faults += [
        _problem(name, number, f"A letter imports {_BASE_IMPORT} and nothing else.")
        for match in _IMPORT.finditer(code)
        if match[1].rstrip(":") != _BASE_IMPORT
    ]
    return faults


def _problem(name: str, line: int, sentence: str) -> catalogue.Problem:
    return catalogue.Problem(file=name, line=line, element="letter", sentence=sentence)


catalogue.register_part(LettersPart())
