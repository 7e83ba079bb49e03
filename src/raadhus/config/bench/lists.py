"""Every page with a list, of everybody who has one, with the work of a million cases behind it."""

from collections.abc import Iterator, Sequence

from raadhus.config.bench.desk import QUEUES, PageCost, cost_of_page
from raadhus.config.proof.journey import Journey
from raadhus.config.proof.visitor import Visitor
from raadhus.config.town.measuring import StatementCounter
from raadhus.config.town.postgres.server import Login

SERVICE = "free-place-subsidy"
NARROWED = (f"service={SERVICE}", f"service={SERVICE}&due=7", "due=28", "service=senior-housing")
DESK = ("work/absences/", "work/help/", "work/models/", "work/rules/")
LEADER = (
    *("work/deadlines/", "work/absences/", "work/closed-days/", "console/", "console/activity/"),
    *(f"console/activity/{SERVICE}/{part}" for part in ("", "figures/", "plan/")),
)
OPERATOR = ("work/operations/", "work/processes/", "work/processes/migrate/")
CITIZEN = ("my/", "my/cases/", "my/letters/", "my/seen/", "my/contact/")
CASES = {"one of many tasks": 101, "linked with 300, a time line of 1,000": 1, "a step another unit does": 53}
_LATE = "work/?queue=todo&after=2099-01-01.00000000000000000000000000000000"


class Lists:
    """Opens them one after the other; ``applicant``: somebody with sixty cases more than others."""

    def __init__(self, site: str, admin: Login, applicant: str) -> None:
        self._site, self._admin, self._applicant = site, admin, applicant
        self._counter = StatementCounter(admin)

    def costs(self) -> dict[str, PageCost]:
        """Return what each page costs, by whose it is and its address. Raises: CannotGoOn."""
        found: dict[str, PageCost] = {}
        for who, door, pages in self._everybody():
            visitor = Visitor()
            Journey(self._site, visitor).log_in_to(f"{self._site}/{door}", who)
            for name, page in pages:
                found[f"{who}: {name}"] = cost_of_page(visitor, f"{self._site}/{page}", self._counter)
            visitor.close()
        return found

    def _everybody(self) -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
        yield "karim", "work/", [*self._inbox(), *self._cases(), *_plain(DESK)]
        yield "birgit", "work/", _plain(LEADER)
        yield "ida", "work/", _plain(OPERATOR)
        yield self._applicant, "my/", [*_plain(CITIZEN), *self._own()]

    def _inbox(self) -> list[tuple[str, str]]:
        looks = [*(f"queue={queue}" for queue in (*QUEUES, "aside")), "q=999999"]
        looks += [f"queue=todo&{narrowed}" for narrowed in NARROWED]
        return [*_plain(f"work/?{look}" for look in looks), ("work/?, past the last", _LATE)]

    def _cases(self) -> list[tuple[str, str]]:
        ids = {
            name: self._id("SELECT id FROM cases_case WHERE number = %s", f"BENCH-{n}")
            for name, n in CASES.items()
        }
        letter = self._id(
            "SELECT mass_letter_id FROM cases_masslettercopy WHERE mass_letter_id = md5(%s)::uuid", "many0"
        )
        pages = [(f"a case, {name}", f"work/cases/{one}/") for name, one in ids.items()]
        pages += [("a case in short", f"work/cases/{next(iter(ids.values()))}/preview/")]
        return [*pages, ("letter to many", f"work/many/letters/{letter}/")]

    def _own(self) -> list[tuple[str, str]]:
        case = self._id("SELECT id FROM cases_case WHERE number = %s", "BENCH-1")
        task = self._id("SELECT id FROM cases_task WHERE id = md5(%s)::uuid", "completeopen1")
        return [("own case", f"my/cases/{case}/"), ("what to add", f"my/tasks/{task}/completion/")]

    def _id(self, query: str, key: str) -> str:
        with self._admin.connection() as connection:
            row = connection.execute(query, [key]).fetchone()
        if row is None:
            raise LookupError(f"The town was not filled: nothing at {key}.")
        return str(row[0])


def _plain(pages: "Sequence[str] | Iterator[str]") -> list[tuple[str, str]]:
    return [(page, page) for page in pages]
