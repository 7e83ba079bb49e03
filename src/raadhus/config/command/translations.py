"""The translation catalogues: complete in every shipped language, and how they are brought up to date.

``python -m raadhus.config.command.translations --update [ROOM …]`` adds what is new in code and templates
and drops what is gone; ``--check`` says what is missing, fuzzy, left over or wrong.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from raadhus.config.town.folders import SOURCE
from raadhus.platform import languages

LANGUAGES = tuple(language for language in languages.LANGUAGES if language != "en")
PACKAGE = SOURCE / "raadhus"
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"  # as in Django's own catalogues, or Django keeps them apart
PLACE = re.compile(r"%\(\w+\)|\{\w+\}")
TAG = re.compile(r"<[^>]*>")
HEADER = f"""msgid ""
msgstr ""
"Language: {{language}}\\n"
"Plural-Forms: {PLURAL_FORMS}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
TEMPLATE = {"silent": "false"}  # a template that cannot be read is an error
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def main(arguments: Sequence[str]) -> int:
    """Check or update the catalogues; 1 when a check finds something."""
    parser = argparse.ArgumentParser(prog="translations", description=__doc__)
    act = parser.add_mutually_exclusive_group(required=True)
    act.add_argument("--check", action="store_true")
    act.add_argument("--update", action="store_true")
    parser.add_argument("rooms", nargs="*", help="all, when none is named")
    options = parser.parse_args(arguments)
    rooms = [room for room in _rooms() if not options.rooms or room.name in options.rooms]
    if options.update:
        for room in rooms:
            _update(room)
        return 0
    problems = [problem for room in rooms for problem in find_problems(room)]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


def find_problems(room: Path) -> Iterator[str]:
    """Yield one sentence for each message of a room that a reader would not get in every language."""
    wanted = _extract(room)
    for language in LANGUAGES:
        file = _catalogue_file(room, language)
        if not file.exists():
            if len(wanted):
                yield f"{file.relative_to(SOURCE)} is missing."
            continue
        yield from _compare(wanted, _read(file, language), str(file.relative_to(SOURCE)))


def _compare(wanted: Catalog, there: Catalog, where: str) -> Iterator[str]:
    if str(there.plural_forms) != PLURAL_FORMS:
        yield f"{where}: Plural-Forms must be {PLURAL_FORMS}"
    for message in _messages(wanted):
        found = there.get(message.id, message.context)
        if found is None:
            yield f"{where}: {_name(message)} is missing."
        elif found.fuzzy or not _strings(found) or not all(_strings(found)):
            yield f"{where}: {_name(message)} is not translated."
    for message in _messages(there):
        if wanted.get(message.id, message.context) is None:
            yield f"{where}: {_name(message)} is no longer used."
        for error in message.check(there):
            yield f"{where}: {_name(message)}: {error}"
        if any(_places(string) != _places(_msgids(message)[-1]) for string in _strings(message)[-1:]):
            yield f"{where}: {_name(message)}: the translation does not say the same values."
        if any(_tags(string) != _tags(_msgids(message)[-1]) for string in _strings(message)):
            yield f"{where}: {_name(message)}: the translation has other HTML than the text."


def _update(room: Path) -> None:
    wanted = _extract(room)
    if not len(wanted):
        return
    for language in LANGUAGES:
        file = _catalogue_file(room, language)
        there = _read(file, language) if file.exists() else Catalog(locale=language, fuzzy=False)
        there.update(wanted, no_fuzzy_matching=True)
        there.obsolete.clear()
        file.parent.mkdir(parents=True, exist_ok=True)
        content = io.BytesIO()
        write_po(content, there, width=100, no_location=True, sort_output=True, omit_header=True)
        file.write_bytes(HEADER.format(language=language).encode() + content.getvalue().strip(b"\n") + b"\n")


def _extract(room: Path) -> Catalog:
    """Return everything in a room's code and templates that is to be translated."""
    catalogue = Catalog(fuzzy=False)
    for path in sorted(room.rglob("*")):
        if "tests" in path.relative_to(room).parts:
            continue
        if path.suffix == ".py":
            found = extract("python", io.BytesIO(path.read_bytes()), keywords=KEYWORDS)
        elif path.suffix == ".html" and "templates" in path.parts:
            found = extract(
                "jinja2.ext:babel_extract", io.BytesIO(path.read_bytes()), keywords=KEYWORDS, options=TEMPLATE
            )
        else:
            continue
        for _line, message, _comments, context in found:
            catalogue.add(message, context=context)
    return catalogue


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=language, abort_invalid=True)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _msgids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _places(text: str) -> set[str]:
    """Return the values that a sentence shows: the singular may leave its number out, so the plural is compared."""
    return set(PLACE.findall(text))


def _tags(text: str) -> list[str]:
    """Return the HTML of a text, in whichever order: a translation adds none."""
    return sorted(TAG.findall(text))


def _name(message: Message) -> str:
    return repr(_msgids(message)[0][:60])


def _catalogue_file(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _rooms() -> list[Path]:
    return sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
