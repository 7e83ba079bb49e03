"""
The scenario tables of the free-place subsidy, worked out by counting bands in whole øre, apart from any rule engine.

``python -m raadhus.catalogue.tests.free_place_tables`` writes them anew; a test holds that the files say the same.
Figures: Esbjerg Kommune "Økonomisk friplads" (2020, 2021), Kolding (2020), Dragør (2021), Fanø (2024).
"""

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "services/dk/free-place-subsidy/scenarios"


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """One year's scale in whole kroner a year."""

    year: int
    first: int
    step: int
    last: int
    single: int
    child: int = 7_000


SCALES = (
    Scale(2020, 181_500, 4_024, 563_800, 63_506),
    Scale(2021, 185_700, 4_117, 576_800, 64_967),
    Scale(2024, 200_300, 4_441, 622_200, 70_089),
)
MIDDLE_BAND = 40


def share_of(yearly: Fraction, first: int, step: int, last: int) -> int:
    """Return the parents' share in per cent by counting the bands from below."""
    if yearly <= first:
        return 0
    if yearly >= last:
        return 100
    share, top = 5, first + step
    while yearly > top and share < 99:
        share, top = share + 1, top + step
    return share


def outcome_of(share: int) -> str:
    """Return how a case ends in which the parents pay ``share`` per cent."""
    return {0: "granted", 100: "rejected"}.get(share, "partly")


def kroner(oere: int) -> str:
    """Return an amount as a table writes it."""
    return f"{oere // 100}.{oere % 100:02d}"


def edges(scale: Scale, *, is_single: bool, children: int) -> Iterator[tuple[str, int]]:
    """Yield a name and a monthly household income in øre on each side of every limit of one household."""
    raised = (scale.single if is_single else 0) + (children - 1) * scale.child
    for name, limit in (
        ("first-limit", scale.first + raised),
        ("first-band", scale.first + raised + scale.step),
        ("band-40", scale.first + raised + MIDDLE_BAND * scale.step),
        ("last-limit", scale.last + raised),
    ):
        month, rest = divmod(limit * 100, 12)
        if name == "last-limit":
            yield f"oere-below-{name}", month if rest else month - 1
            yield ("oere-above-" if rest else "exactly-") + name, month + 1 if rest else month
        else:
            yield ("oere-below-" if rest else "exactly-") + name, month
            yield f"oere-above-{name}", month + 1


def scale_table(scale: Scale, *, is_single: bool, children: int) -> str:
    """Return the table of one household in one year."""
    raised = (scale.single if is_single else 0) + (children - 1) * scale.child
    home = "single" if is_single else "couple"
    rows = []
    for name, month in edges(scale, is_single=is_single, children=children):
        share = share_of(Fraction(month * 12, 100), scale.first + raised, scale.step, scale.last + raised)
        own = month if is_single else month * 3 // 5
        incomes = f"own: {kroner(own)}" + ("" if is_single else f", partner: {kroner(month - own)}")
        outcome = outcome_of(share)
        rows.append(
            f"  - {{case: {scale.year}-{home}-{children}-{name}, {incomes}, "
            f"share: {share}, percent: {100 - share}, outcome: {outcome}}}"
        )
    who = "A single provider" if is_single else "A couple"
    people = f"{who} with {'one child' if children == 1 else f'{children} children'}"
    return "\n".join(
        [
            f"about: {people}, on each side of every limit of the {scale.year} scale",
            *base(f"{scale.year}-04-01", is_single=is_single, children=children),
            "  expect: {route: automatic, reason: [], hearing: false, letter: decision}",
            "columns:",
            "  own: registers.income.applicant.monthly",
            *([] if is_single else ["  partner: registers.income.partner.monthly"]),
            "  share: expect.share",
            "  percent: expect.percent",
            "  outcome: expect.outcome",
            "rows:",
            *rows,
            "",
        ]
    )


def base(month: str, *, is_single: bool, children: int) -> list[str]:
    """Return the case that the rows of a table begin with."""
    year, custody = int(month[:4]), "sole" if is_single else "joint"
    person = "{monthly: 0.00, kind: employed, complete: true, contested: false, confirmed: true}"
    return [
        "base:",
        f"  on: {month[:5]}03-11",
        "  answers:",
        f"    subsidy_from: {month[:7]}",
        "    applicant: {self_employed: false}",
        f"    household: {{has_partner: {'false' if is_single else 'true'}}}",
        "    children:",
        *(
            f"      - {{birth_date: {year - 2 - 3 * number}-05-20, lives_at_home: true, custody: {custody}}}"
            for number in range(children)
        ),
        "  registers:",
        "    contested: []",
        "    unverified: []",
        "    income:",
        f"      applicant: {person}",
        f"      partner: {'null' if is_single else person}",
    ]


ALL_CONFIRMED = "own: 21500.50, partner: 14250.25"
HEARD = "route: hearing, reason: [], hearing: true, letter: decision"
AT_ONCE = "route: automatic, reason: [], hearing: false, letter: decision"


def person_rows() -> Iterator[tuple[str, str, str]]:
    """Yield key, changed cells and the reasons of every case that rules may not decide alone."""
    nobody = "{monthly: null, kind: none, complete: false, contested: false, confirmed: false}"
    contested = "{monthly: 19000.00, kind: employed, complete: true, contested: true, confirmed: false}"
    silent = "{monthly: 14250.25, kind: employed, complete: true, contested: false, confirmed: false}"
    trader = "{monthly: 30000.00, kind: self_employed, complete: true, contested: false, confirmed: true}"
    yield "applicant-says-self-employed", "self_employed: true", "self-employed"
    yield "register-says-self-employed", f"applicant: {trader}", "self-employed"
    yield "partner-self-employed", f"partner_whole: {trader}", "self-employed"
    yield "own-income-missing", f"applicant: {nobody}", "income-missing"
    yield "partner-income-missing", f"partner_whole: {nobody}", "income-missing, partner-not-confirmed"
    yield "own-income-incomplete", "own_complete: false", "income-missing"
    yield "partner-income-incomplete", "partner_complete: false", "income-missing"
    yield "own-income-contested", f"applicant: {contested}", "income-contested"
    yield "partner-contests", f"partner_whole: {contested}", "income-contested, partner-not-confirmed"
    yield "partner-silent", f"partner_whole: {silent}", "partner-not-confirmed"
    yield "partner-never-asked", "partner_whole: null", "income-missing, partner-not-confirmed"
    yield "address-contested", "contested: [applicant.address]", "facts-contested"
    yield "household-contested", "contested: [household.has_partner]", "facts-contested"
    yield "child-contested", 'contested: ["children.1"]', "facts-contested"
    yield "child-nobody-knows", 'unverified: ["children.new"]', "facts-contested"
    yield "person-register-down", "unverified: [applicant.name, household.has_partner]", "facts-contested"
    yield "shared-residence", "custody: shared_residence", "shared-custody"
    for year in (2019, 2022, 2023, 2025, 2026):
        yield f"no-scale-{year}", f"month: {year}-06", "no-scale"
    yield "household-unknown", "has_partner: null", "household-unknown"
    yield "no-child-at-home", "at_home: false", "no-children"
    yield "child-of-age", "born: 2006-04-01", "no-children"
    yield "income-absurd", "own: 1000000.01", "income-implausible"
    yield "income-negative", "own: -20000.00", "income-implausible"
    yield (
        "three-reasons",
        "self_employed: true, custody: shared_residence, month: 2025-01",
        "self-employed, shared-custody, no-scale",
    )


def person_table() -> str:
    """Return the table of the cases that go to a person."""
    rows = [
        f"  - {{case: {key}, {ALL_CONFIRMED if 'own:' not in cells else 'partner: 14250.25'}, {cells}, reason: [{reasons}]}}"
        for key, cells, reasons in person_rows()
    ]
    return "\n".join(
        [
            "about: Cases that go to a person, each with its reasons",
            *base("2024-04-01", is_single=False, children=1),
            '  expect: {route: person, outcome: "", hearing: false, letter: null}',
            "columns:",
            "  own: registers.income.applicant.monthly",
            "  partner: registers.income.partner.monthly",
            "  own_complete: registers.income.applicant.complete",
            "  partner_complete: registers.income.partner.complete",
            "  applicant: registers.income.applicant",
            "  partner_whole: registers.income.partner",
            "  self_employed: answers.applicant.self_employed",
            "  has_partner: answers.household.has_partner",
            "  month: answers.subsidy_from",
            "  custody: answers.children.0.custody",
            "  at_home: answers.children.0.lives_at_home",
            "  born: answers.children.0.birth_date",
            "  contested: registers.contested",
            "  unverified: registers.unverified",
            "  reason: expect.reason",
            "rows:",
            *rows,
            "",
        ]
    )


def hearing_table() -> str:
    """Return the table of who is heard first, and of the households that look alike and are not."""
    scale = SCALES[-1]
    one = scale.first + scale.single
    rows = []
    for key, month, cells, expect in (
        ("unconfirmed-part", 2_600_000, "confirmed: false", HEARD),
        ("unconfirmed-full", 1_500_000, "confirmed: false", AT_ONCE),
        ("unconfirmed-none", 6_000_000, "confirmed: false", HEARD),
        ("confirmed-part", 2_600_000, "confirmed: true", AT_ONCE),
        ("confirmed-none", 6_000_000, "confirmed: true", AT_ONCE),
        ("no-income-at-all", 0, "confirmed: true, kind: none", AT_ONCE),
        ("child-who-moved-out-counts-not", one * 100 // 12 + 1, "away: false", AT_ONCE),
        ("child-of-age-counts-not", one * 100 // 12 + 1, "born: 2006-04-01", AT_ONCE),
        ("child-of-age-tomorrow-counts", one * 100 // 12 + 1, "born: 2006-04-02", AT_ONCE),
        ("joint-custody-is-no-shared-home", 2_600_000, "custody: joint", AT_ONCE),
        ("subsidy-of-december", 2_600_000, "month: 2024-12", AT_ONCE),
    ):
        children = 1 if key in {"child-who-moved-out-counts-not", "child-of-age-counts-not"} else 2
        raised = scale.single + (children - 1) * scale.child
        share = share_of(Fraction(month * 12, 100), scale.first + raised, scale.step, scale.last + raised)
        outcome = outcome_of(share)
        rows.append(
            f"  - {{case: {key}, own: {kroner(month)}, {cells}, {expect}, "
            f"share: {share}, percent: {100 - share}, outcome: {outcome}}}"
        )
    return "\n".join(
        [
            "about: Who is heard before the decision, and who counts in a household; a single provider with two children",
            *base("2024-04-01", is_single=True, children=2),
            "columns:",
            "  own: registers.income.applicant.monthly",
            "  confirmed: registers.income.applicant.confirmed",
            "  kind: registers.income.applicant.kind",
            "  away: answers.children.1.lives_at_home",
            "  born: answers.children.1.birth_date",
            "  custody: answers.children.1.custody",
            "  month: answers.subsidy_from",
            *(
                f"  {name}: expect.{name}"
                for name in ("route", "reason", "hearing", "letter", "share", "percent", "outcome")
            ),
            "rows:",
            *rows,
            "",
        ]
    )


EXAMPLES = ((16_000, 0), (12_000, 8_000), (15_000, 12_000), (24_000, 16_000), (30_000, 22_000))
"""What two parents earn a month in the examples that everybody is shown, in whole kroner."""


def example_table() -> str:
    """Return the table of the examples on the page "How we calculate": a couple with one child."""
    scale = SCALES[-1]
    rows = []
    for own, partner in EXAMPLES:
        share = share_of(Fraction((own + partner) * 12), scale.first, scale.step, scale.last)
        rows.append(
            f"  - {{case: example-{own + partner:_d}, own: {kroner(own * 100)}, partner: {kroner(partner * 100)}, "
            f"share: {share}, percent: {100 - share}, outcome: {outcome_of(share)}}}".replace("_", "-")
        )
    return "\n".join(
        [
            'about: Examples that everybody can read on the page "How we calculate"',
            *base(f"{scale.year}-04-01", is_single=False, children=1),
            "  expect: {route: automatic, reason: [], hearing: false, letter: decision}",
            "columns:",
            "  own: registers.income.applicant.monthly",
            "  partner: registers.income.partner.monthly",
            "  share: expect.share",
            "  percent: expect.percent",
            "  outcome: expect.outcome",
            "rows:",
            *rows,
            "",
        ]
    )


def tables() -> dict[str, str]:
    """Return every table by its file name."""
    made = {
        f"{scale.year}-{'single' if is_single else 'couple'}-{children}.yaml": scale_table(
            scale, is_single=is_single, children=children
        )
        for scale in SCALES
        for is_single in (False, True)
        for children in (1, 3)
    }
    return made | {
        "to-a-person.yaml": person_table(),
        "hearing.yaml": hearing_table(),
        "examples.yaml": example_table(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in tables().items():
        (FOLDER / name).write_text(text)
