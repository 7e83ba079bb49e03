"""``sheet.yaml``: the navigation sheet, for whoever guides a citizen by phone or at a desk."""

from typing import Annotated

from pydantic import Field

from raadhus.catalogue.domain.located_yaml import Located, Path, read_yaml
from raadhus.catalogue.domain.package_files import SHEET, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problems
from raadhus.catalogue.domain.service_file import ServiceFile, check_against
from raadhus.catalogue.domain.service_words import Key, Part, Texts


class SheetStep(Part):
    """One step of the guidance: what to say, and what the citizen then sees."""

    key: Key
    say: Texts
    see: Texts


class SheetQuestion(Part):
    """A question that people ask, and a true short answer."""

    key: Key
    question: Texts
    answer: Texts


class Sheet(Part):
    """The whole sheet."""

    at_hand: Annotated[tuple[Texts, ...], Field(min_length=1, max_length=8)]
    steps: Annotated[tuple[SheetStep, ...], Field(min_length=1, max_length=12)]
    questions: tuple[SheetQuestion, ...] = ()
    hand_over: Texts


def parse_sheet(files: PackageFiles, service: ServiceFile) -> Sheet:
    """
    Return the checked sheet.

    Raises: PackageRefused with the line of each problem; KeyError when the package has no sheet.
    """
    located = read_yaml(SHEET, files[SHEET])
    sheet = check_against(Sheet, located)
    problems = _language_problems(sheet, service, located)
    if problems:
        raise PackageRefused(problems)
    return sheet


def _language_problems(sheet: Sheet, service: ServiceFile, located: Located) -> Problems:
    texts: list[tuple[Path, dict[str, str]]] = [(("hand_over",), sheet.hand_over)]
    texts += [(("at_hand", number), thing) for number, thing in enumerate(sheet.at_hand)]
    for number, step in enumerate(sheet.steps):
        texts += [(("steps", number, "say"), step.say), (("steps", number, "see"), step.see)]
    for number, asked in enumerate(sheet.questions):
        texts += [(("questions", number, "question"), asked.question)]
        texts += [(("questions", number, "answer"), asked.answer)]
    return tuple(
        located.problem(path, f"The text is missing in “{code}”.")
        for path, text in texts
        for code in sorted(service.languages - set(text))
    )
