"""The letters of a service package: each must make an accessible PDF before anybody can install it."""

import itertools
import re

from raadhus.catalogue import public as catalogue
from raadhus.post.domain.sample import OUTCOMES, sample_data
from raadhus.post.domain.words import LANGUAGES
from raadhus.post.ports import CannotRenderLetter
from raadhus.post.wiring import wired

_FOLDER = "letters"
_BASE_IMPORT = '"/raadhus/letter.typ"'
_LARGEST = 64 * 1024
# A letter reads its data and the base template, nothing else, and comes to an end. The press holds it to that: it has
# neither these names nor the time; here its author is told.
_FORBIDDEN = {
    "std": "reaches what a letter does not have",
    "json": "reads a file",
    "pdf": "attaches a file",
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
_FORBIDDEN_WORD = re.compile(rf"(?<![\w.-])({'|'.join(_FORBIDDEN)})(?:\b\s*[(\"\[{{ ]|\.\w)")
_IMPORT = re.compile(r"\bimport\b\s*([\"@(/#\w][^\n]{0,80})")


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
    found = _faults(name, text)
    return found or _tried(name, content)


def _tried(name: str, content: bytes) -> list[catalogue.Problem]:
    """Make the letter in each language for each outcome; say the first that fails."""
    for language, outcome in itertools.product(LANGUAGES, OUTCOMES):
        try:
            wired().press.render(content, sample_data(language, outcome))
        except CannotRenderLetter as error:
            sentence = f"It does not become a letter ({language}, {outcome}): {error}"
            return [_problem(name, 0, sentence)]
    return []


def _faults(name: str, text: str) -> list[catalogue.Problem]:
    faults = [
        (match.start(), f"A letter may not use {match[1]}: it {_FORBIDDEN[match[1]]}.")
        for match in _FORBIDDEN_WORD.finditer(text)
    ]
    faults += [
        (match.start(), f"A letter imports {_BASE_IMPORT} and nothing else.")
        for match in _IMPORT.finditer(text)
        if not match[1].startswith(_BASE_IMPORT)
    ]
    return [_problem(name, text.count("\n", 0, at) + 1, sentence) for at, sentence in sorted(faults)]


def _problem(name: str, line: int, sentence: str) -> catalogue.Problem:
    return catalogue.Problem(file=name, line=line, element="letter", sentence=sentence)


catalogue.register_part(LettersPart())
