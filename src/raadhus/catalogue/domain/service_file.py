"""``service.yaml``: what a service is, in data; every key is known, every text in all its languages."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    model_validator,
)

from raadhus.catalogue.domain.asking_part import Completion, Question
from raadhus.catalogue.domain.desk_part import DeskPart
from raadhus.catalogue.domain.located_yaml import Located, Path, read_yaml
from raadhus.catalogue.domain.package_files import SERVICE, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems
from raadhus.catalogue.domain.service_words import (
    Days,
    Fact,
    Feel,
    Icon,
    Key,
    Line,
    Link,
    Part,
    Texts,
    Version,
)


class ServiceKind(StrEnum):
    """What a citizen can do with the service here."""

    APPLICATION = "application"  # apply, get a decision
    INFORMATION = "information"  # read, and be led to where it is done


class Channel(StrEnum):
    """Ways on which people reach the municipality about a service."""

    SELF_SERVICE = "self-service"
    PHONE = "phone"
    PERSONAL = "personal"
    LETTER = "letter"
    EMAIL = "e-mail"


class Task(Part):
    """The municipal task this belongs to, in the country's own list (Denmark: KLE)."""

    system: Literal["KLE", "KOSTRA"]
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(\.[0-9]{2}){0,2}$")]


class Law(Part):
    """One legal basis, with where it can be read; ``cited`` by every decision, or only by those it is about."""

    key: Key
    title: Texts
    url: Link
    cited: Literal["always", "automatic", "heard"] = "always"


class ChannelTarget(Part):
    """The share of contacts, in per cent, that should come this way."""

    channel: Channel
    target_percent: Annotated[StrictInt, Field(ge=0, le=100)] | None = None


class Fee(Part):
    """What the citizen pays for the service; 0 when it is free, left out when it depends."""

    amount: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]
    currency: Literal["DKK", "NOK"]


class Mandatory(Part):
    """Since when the service must be used digitally, by which law, and who need not."""

    since: dt.date
    law: Key
    exempt: Texts


class Appeal(Part):
    """
    Where to complain, within how many days of getting the decision, and who decides in the end.

    ``reassess_days``: how long the municipality itself has to look at it again, where the law sets a time.
    """

    instance: Texts
    days: Annotated[Days, Field(ge=1)]
    reassess_days: Annotated[Days, Field(ge=1)] | None = None
    how: Texts


class Reach(Part):
    """A way to a person of its own; without it the municipality's phone and desk hold."""

    phone: Annotated[str, StringConstraints(pattern=r"^\+[0-9 ]{6,20}$")] | None = None
    desk: Texts | None = None


class Outcome(Part):
    """One way a case can end: the letter that says it."""

    key: Key
    letter: Key
    title: Texts


class Letter(Part):
    """A letter that the process sends: the file ``letters/<key>.typ``, and what it is called in the mailbox."""

    key: Key
    title: Texts


class Pays(Part):
    """
    Which answers are prices that the granted share is taken of: ``price`` and ``name`` of each item in the group ``each``.

    Letters and cases then say in kroner what is left to pay.
    """

    each: Line
    price: Line
    name: Line


class TrialBands(Part):
    """The input by whose size cases are grouped when a change is tried, and how wide a group is."""

    input: Line
    width: Annotated[StrictInt, Field(ge=1, le=1_000_000_000)]
    title: Texts


class Trial(Part):
    """
    How a change of ``rules.dmn`` is measured on earlier cases: who gains, who loses, how much money.

    ``value``: FEEL over the decisions in ``names``: the number that tells who fares ``better``; ``decided``: what must be
    true of a case that the rules decide. ``amount``: money a month, FEEL over the decisions, ``value`` and ``facts``,
    which are FEEL over ``answers``: nothing else of an earlier application is read.
    """

    title: Texts
    value: Feel
    unit: Literal["percent", "money", "number"]
    better: Literal["higher", "lower"]
    decided: Feel | None = None
    facts: dict[Fact, Feel] = {}
    amount: Feel | None = None
    paid_by: Literal["municipality", "citizen"] = "municipality"
    bands: TrialBands | None = None


class DecisionPart(Part):
    """
    How answers and register data become the inputs of ``rules.dmn``, and how its outputs are read.

    ``inputs`` maps input data of the model to FEEL over ``answers``, ``registers`` and ``today``; ``outputs``
    maps ``route``, ``reason``, ``hearing``, ``letter`` and figures to FEEL over the decisions in ``names``. ``reasons``
    names the decisions whose rows the letter gives as reasons; rows of others choose who decides, and are for staff.
    It is empty where a person decides each case, and gives the reasons.
    """

    names: Annotated[tuple[Line, ...], Field(min_length=1)]
    inputs: Annotated[dict[Line, Feel], Field(min_length=1)]
    outputs: Annotated[dict[Key, Feel], Field(min_length=1)]
    reasons: tuple[Line, ...]
    pays: Pays | None = None
    trial: Trial | None = None


class CalculationPart(Part):
    """
    How ``rules.dmn`` is told to everybody who wonders what they would get, beside any case.

    ``result``: the decision whose value is the answer where ``decided`` (FEEL over the decisions in ``decision.names``)
    is true; ``steps``: the decisions that are shown, in order; ``ask``: inputs that a visitor fills in; ``assume``: FEEL
    for all others; ``examples``: keys of scenarios.
    """

    result: Line
    decided: Feel
    steps: Annotated[tuple[Line, ...], Field(min_length=1)]
    ask: Annotated[tuple[Line, ...], Field(min_length=1, max_length=12)]
    assume: dict[Line, Feel] = {}
    examples: Annotated[tuple[Line, ...], Field(max_length=12)] = ()


class ServiceFile(Part):
    """
    The whole of ``service.yaml``.

    ``title`` says what somebody wants to do; ``matter`` what a case of it is called afterwards (the title without it).
    ``counted_in``: what the times of this file are counted in; working days are those of the municipality.
    ``waits``: a waiting list, on which nobody can say when it is decided.
    ``grants``: a share of what was asked for, in per cent, or all of it or nothing (``whole``).
    """

    id: Key
    version: Version
    needs_platform: Version
    kind: ServiceKind = ServiceKind.APPLICATION
    country: Literal["dk", "no"]
    official_language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    title: Texts
    summary: Texts
    matter: Texts | None = None
    icon: Icon = "FileText"
    life_events: Annotated[tuple[Key, ...], Field(max_length=8)] = ()
    task: Task
    law: Annotated[tuple[Law, ...], Field(min_length=1)]
    assurance: Literal["none", "low", "substantial", "high"] = "none"
    minutes_to_apply: Annotated[StrictInt, Field(ge=1, le=240)] | None = None
    counted_in: Literal["days", "working-days"] = "days"
    days_to_decide: Days | None = None
    waits: StrictBool = False
    hearing_days: Days | None = None
    partner_days: Days | None = None
    completion: Completion | None = None
    fee: Fee | None = None
    channels: Annotated[tuple[ChannelTarget, ...], Field(min_length=1)]
    mandatory: Mandatory | None = None
    unit: Key
    appeal: Appeal | None = None
    no_appeal: Texts | None = None
    reach: Reach | None = None
    words: dict[str, tuple[Line, ...]] = {}
    outcomes: tuple[Outcome, ...] = ()
    letters: Annotated[tuple[Letter, ...], Field(max_length=20)] = ()
    grants: Literal["share", "whole"] = "share"
    questions: Annotated[tuple[Question, ...], Field(max_length=20)] = ()
    decision: DecisionPart | None = None
    desk: DeskPart | None = None
    calculation: CalculationPart | None = None
    elsewhere: Link | None = None
    checked_on: dt.date
    automatic: StrictBool = False

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.appeal is None) == (self.no_appeal is None):
            raise ValueError("Say either “appeal” (instance, days, how) or “no_appeal” (why there is none).")
        if self.kind is ServiceKind.INFORMATION:
            return self
        needed = {
            "days_to_decide": 0 if self.waits else self.days_to_decide,
            "hearing_days": self.hearing_days,
            "minutes_to_apply": self.minutes_to_apply,
        }
        missing = [name for name, value in needed.items() if value is None]
        if missing:
            raise ValueError(f"A service that one applies for also needs {', '.join(missing)}.")
        if self.automatic and self.assurance not in {"substantial", "high"}:
            raise ValueError("A decision made by rules alone needs assurance substantial or high.")
        if self.automatic and self.decision is not None and not self.decision.reasons:
            raise ValueError("A decision made by rules alone needs “decision.reasons”.")
        return self

    def question(self, key: str) -> Question:
        """Return the question that a process names. Raises: LookupError."""
        for one in self.questions:
            if one.key == key:
                return one
        raise LookupError(f"The service has no question “{key}”.")

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages the title is written in: all other texts must have them too."""
        return frozenset(self.title)

    @property
    def currency(self) -> str:
        """Return the currency of the service's country (ISO 4217)."""
        return {"dk": "DKK", "no": "NOK"}[self.country]


def parse_service(files: PackageFiles) -> ServiceFile:
    """
    Return the checked ``service.yaml`` of the package.

    Raises: PackageRefused with every problem, each with its line.
    """
    if SERVICE not in files:
        raise PackageRefused([Problem(file=SERVICE, sentence="The package has no service.yaml.")])
    located = read_yaml(SERVICE, files[SERVICE])
    service = check_against(ServiceFile, located)
    problems = (*_language_problems(service, located), *_key_problems(service, located))
    if problems:
        raise PackageRefused(problems)
    return service


Checked = TypeVar("Checked", bound=BaseModel)


def check_against(model: type[Checked], located: Located) -> Checked:
    """
    Return ``located`` as ``model``.

    Raises: PackageRefused with one problem for each key that is unknown, missing or wrong.
    """
    try:
        return model.model_validate(located.value)
    except ValidationError as error:
        raise PackageRefused(
            located.problem(tuple(found["loc"]), _sentence(found["type"], found["msg"], found["loc"]))
            for found in error.errors(include_url=False, include_context=False, include_input=False)
        ) from None


def _sentence(kind: str, message: str, path: Path) -> str:
    if kind == "extra_forbidden":
        return f"“{path[-1]}” is not known here."
    if kind == "missing":
        return f"“{path[-1]}” is missing."
    return f"{message.removeprefix('Value error, ').rstrip('.')}."


def _language_problems(service: ServiceFile, located: Located) -> Problems:
    """Find texts that lack a language the title has, and titles without the official language or English."""
    found = [
        located.problem(("title",), f"The title is missing in “{code}”.")
        for code in sorted({service.official_language, "en"} - service.languages)
    ]
    for path, texts in _all_texts(service):
        missing = sorted(service.languages - set(texts))
        found += [located.problem(path, f"The text is missing in “{code}”.") for code in missing]
    return tuple(found)


def _all_texts(service: ServiceFile) -> list[tuple[Path, dict[str, str]]]:
    texts: list[tuple[Path, dict[str, str]]] = [(("summary",), service.summary)]
    texts += [(("law", number, "title"), law.title) for number, law in enumerate(service.law)]
    texts += [(("outcomes", number, "title"), end.title) for number, end in enumerate(service.outcomes)]
    texts += [(("letters", number, "title"), one.title) for number, one in enumerate(service.letters)]
    for number, asked in enumerate(service.questions):
        at = ("questions", number)
        texts += [((*at, name), getattr(asked, name)) for name in ("title", "text", "silence")]
        texts += [((*at, "names"), asked.names)] if asked.names else []
        texts += [((*at, "tells", place, "title"), one.title) for place, one in enumerate(asked.tells)]
        texts += [((*at, "choices", place, "title"), one.title) for place, one in enumerate(asked.choices)]
    if service.matter:
        texts.append((("matter",), service.matter))
    if service.appeal:
        texts += [(("appeal", "instance"), service.appeal.instance), (("appeal", "how"), service.appeal.how)]
    if service.no_appeal:
        texts.append((("no_appeal",), service.no_appeal))
    if service.mandatory:
        texts.append((("mandatory", "exempt"), service.mandatory.exempt))
    if service.reach and service.reach.desk:
        texts.append((("reach", "desk"), service.reach.desk))
    texts += list(service.desk.texts()) if service.desk else []
    if service.decision and (trial := service.decision.trial):
        texts.append((("decision", "trial", "title"), trial.title))
        if trial.bands:
            texts.append((("decision", "trial", "bands", "title"), trial.bands.title))
    return texts


def _key_problems(service: ServiceFile, located: Located) -> Problems:
    """Find keys used twice, and a law that is named but not listed."""
    found = []
    for name, keys in (
        ("law", [law.key for law in service.law]),
        ("outcomes", [outcome.key for outcome in service.outcomes]),
        ("letters", [letter.key for letter in service.letters]),
        ("questions", [question.key for question in service.questions]),
        ("life_events", list(service.life_events)),
        ("channels", [str(target.channel) for target in service.channels]),
    ):
        found += [
            located.problem((name, number), f"“{key}” is written twice.")
            for number, key in enumerate(keys)
            if key in keys[:number]
        ]
    for part, blocks in (service.desk.keys() if service.desk else {}).items():
        found += [
            located.problem(("desk", part, number, "key"), f"“{key}” is written twice.")
            for number, key in enumerate(blocks)
            if key in blocks[:number]
        ]
    if service.mandatory and service.mandatory.law not in {law.key for law in service.law}:
        found.append(located.problem(("mandatory", "law"), "This law is not listed under “law”."))
    return tuple(found)
