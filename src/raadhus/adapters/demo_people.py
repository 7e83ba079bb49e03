"""
The invented people of the demo towns, once, for the demo registers and for the local eID provider.

Danish numbers carry 6 more in the first digit of the day, Norwegian ones 80 more in the month: they can be nobody's.
Sources: CPR-kontoret on replacement numbers; Skatteetaten on Tenor test data.
Phone numbers begin with 00, which no subscriber's number does: neither Denmark nor Norway has set a range aside for invented
numbers, as Sweden (070-1740605 to 699) and the United Kingdom have.
"""

import dataclasses
import datetime as dt
from decimal import Decimal

from raadhus.adapters.in_memory.registers import RegisterBook
from raadhus.registers.ports import Address, ChildRecord, Custody, IncomeKind, IncomeRecord, PersonRecord

EGEBY, NORDBY, ASSOCIATION = "egeby", "nordby", "kommunekredsen"
CROWD = "crowd-"
_SINCE = dt.date(2024, 1, 1)
_FNR_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_FNR_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _(words: str) -> str:
    """Mark words for translation; whoever shows them translates. The registers run without Django."""
    return words


@dataclasses.dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """
    Somebody who can log in.

    key: what tests and addresses call them; town: where they live; works_at: whose staff they are, with the groups of
    their login there; what: what they show, for the page on which one chooses whom to be.
    """

    key: str
    town: str
    record: PersonRecord
    what: str
    children: tuple[ChildRecord, ...] = ()
    income: IncomeRecord | None = None
    is_exempt: bool = False
    works_at: str = ""
    groups: tuple[str, ...] = ()
    phone: str = ""

    @property
    def number(self) -> str:
        """Return the identity number."""
        return self.record.number

    @property
    def name(self) -> str:
        """Return the full name."""
        return self.record.name


def cpr(born: dt.date, serial: int) -> str:
    """Return the invented Danish number of somebody born then; ``serial`` (4 digits) tells the century by its first."""
    return f"{born.day + 60:02d}{born:%m%y}{serial:04d}"


def fnr(born: dt.date, individual: int) -> str:
    """Return the Norwegian test number of somebody born then, with its two control digits."""
    digits = f"{born.day:02d}{born.month + 80:02d}{born:%y}{individual:03d}"
    for weights in (_FNR_FIRST_WEIGHTS, _FNR_SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        control = (11 - rest) % 11
        if control == 10:
            raise ValueError(f"{individual} gives no number on that day: take the next.")
        digits += str(control)
    return digits


def find(key: str) -> DemoPerson:
    """Return the person called ``key``; ``crowd-<n>`` is one of the crowd. Raises: KeyError."""
    return crowd_member(int(key.removeprefix(CROWD))) if is_of_crowd(key) else _BY_KEY[key]


def is_of_crowd(key: str, size: int = 1_000_000) -> bool:
    """Tell whether ``key`` is one of a crowd of that size."""
    place = key.removeprefix(CROWD)
    return place != key and place.isascii() and place.isdecimal() and int(place) < size


def crowd_member(place: int) -> DemoPerson:
    """
    Return one of as many single parents of Egeby as a measurement needs; each has one child and an income of their own.

    place: from 0, below 1,000,000.
    """
    born = dt.date(1970, 1, 1) + dt.timedelta(days=place % 10_000)
    child_born = dt.date(2020, 1, 1) + dt.timedelta(days=place % 1_000)
    number = cpr(born, 2000 + place // 10_000)
    child = _child("Barn Prøve", child_born, cpr(child_born, 5000 + place // 1_000), Custody.SOLE)
    return DemoPerson(
        key=f"{CROWD}{place}",
        town=EGEBY,
        record=_adult(number, f"Prøve{place} Person", born, _egeby(f"Prøvevej {place}")),
        what=_("One of a crowd"),
        children=(child,),
        income=_income(number, f"{15_000 + place * 7 % 20_000}.{place % 100:02d}"),
        phone="+45 00 00 20 00",
    )


def register_book(crowd: int = 0) -> RegisterBook:
    """Return what all registers know of these people, and of a crowd of that size."""
    known = (*PEOPLE, *map(crowd_member, range(crowd)))
    return RegisterBook(
        persons={one.number: one.record for one in known},
        children={one.number: one.children for one in known if one.children},
        incomes={one.number: one.income for one in known if one.income},
        exempt=frozenset(one.number for one in known if one.is_exempt),
    )


def _adult(
    number: str,
    name: str,
    born: dt.date,
    address: Address,
    *,
    partner: str | None = None,
    hidden: bool = False,
) -> PersonRecord:
    given, _space, family = name.rpartition(" ")
    return PersonRecord(
        number=number,
        given_name=given,
        family_name=family,
        birth_date=born,
        address=address,
        partner_number=partner,
        name_protected=hidden,
        address_protected=hidden,
        country=address.country,
    )


def _child(name: str, born: dt.date, number: str, custody: Custody) -> ChildRecord:
    given, _space, family = name.rpartition(" ")
    return ChildRecord(
        number=number,
        given_name=given,
        family_name=family,
        birth_date=born,
        custody=custody,
        lives_at_home=True,
    )


def _young(name: str, born: str, serial: int, custody: Custody = Custody.SOLE) -> ChildRecord:
    return _child(name, _born(born), cpr(_born(born), serial), custody)


def _income(number: str, monthly: str | None, kind: IncomeKind = IncomeKind.EMPLOYED) -> IncomeRecord:
    return IncomeRecord(
        number=number,
        year=_SINCE.year,
        monthly=None if monthly is None else Decimal(monthly),
        income_kind=kind,
        complete=monthly is not None,
        as_of=_SINCE,
    )


def _egeby(street: str) -> Address:
    return Address(street=street, postal_code="9990", city="Egeby", country="dk")


def _nordby(street: str) -> Address:
    return Address(street=street, postal_code="9989", city="Nordby", country="no")


def _danish(  # noqa: PLR0917 -- the rows below are read as a table
    key: str,
    name: str,
    born: str,
    serial: int,
    street: str,
    what: str,
    *,
    partner: str | None = None,
    hidden: bool = False,
    monthly: str | None = "none",
    kind: IncomeKind = IncomeKind.EMPLOYED,
    children: tuple[ChildRecord, ...] = (),
    is_exempt: bool = False,
    works_at: str = "",
    groups: tuple[str, ...] = (),
) -> DemoPerson:
    """Return somebody of Egeby; ``monthly``: None when the register knows no figure, "none" when it knows nothing."""
    number = cpr(_born(born), serial)
    return DemoPerson(
        key=key,
        town=EGEBY,
        record=_adult(number, name, _born(born), _egeby(street), partner=partner, hidden=hidden),
        what=what,
        children=children,
        income=None if monthly == "none" else _income(number, monthly, kind),
        is_exempt=is_exempt,
        works_at=works_at,
        groups=groups,
        phone=f"+45 00 00 {serial:04d}",
    )


def _norwegian(  # noqa: PLR0917 -- the same
    key: str,
    name: str,
    born: str,
    individual: int,
    street: str,
    what: str,
    *,
    partner: str | None = None,
    monthly: str | None = "none",
    children: tuple[ChildRecord, ...] = (),
    works_at: str = "",
    groups: tuple[str, ...] = (),
) -> DemoPerson:
    """Return somebody of Nordby; the rest as for ``_danish``."""
    number = fnr(_born(born), individual)
    return DemoPerson(
        key=key,
        town=NORDBY,
        record=_adult(number, name, _born(born), _nordby(street), partner=partner),
        what=what,
        children=children,
        income=None if monthly == "none" else _income(number, monthly),
        works_at=works_at,
        groups=groups,
        phone=f"+47 00 00 0{individual:03d}",
    )


def _born(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_PETER, _LAURA = cpr(_born("1985-09-02"), 1003), cpr(_born("1987-01-19"), 1004)
_EMIL = _young("Emil Krogh", "2020-05-30", 4005, Custody.JOINT)
_METTE, _LARS = cpr(_born("1983-11-27"), 1016), cpr(_born("1981-04-05"), 1017)
_SOFIE = _young("Sofie Juhl", "2020-12-01", 4018, Custody.JOINT)
_INGRID, _TOR = fnr(_born("1989-02-17"), 112), fnr(_born("1986-07-08"), 113)
_NORA = _child("Nora Fjelde", _born("2021-03-03"), fnr(_born("2021-03-03"), 614), Custody.JOINT)

CITIZENS = (
    _danish(
        "amina", "Amina Holm", "1988-03-14", 1002, "Birkevej 4", _("Single parent of two, employed"),
        monthly="24300.50",
        children=(
            _young("Yusuf Holm", "2019-02-11", 4001),
            _young("Lina Holm", "2020-11-23", 4002),
        ),
    ),
    _danish(
        "peter", "Peter Krogh", "1985-09-02", 1003, "Egevej 12", _("Couple with one child, employed"),
        monthly="21450.00", partner=_LAURA, children=(_EMIL,),
    ),
    _danish(
        "laura", "Laura Krogh", "1987-01-19", 1004, "Egevej 12", _("Peter's partner, employed"),
        monthly="19980.75", partner=_PETER, children=(_EMIL,),
    ),
    _danish(
        "soren", "Søren Lind", "1979-10-08", 1005, "Havnegade 3", _("Self-employed, one child"),
        monthly="28000.00", kind=IncomeKind.SELF_EMPLOYED,
        children=(_young("Freja Lind", "2022-08-09", 4006),),
    ),
    _danish(
        "else", "Else Mark", "1982-06-21", 1006, "Skovbrynet 7", _("Gets letters on paper, one child"),
        monthly="18120.00", is_exempt=True,
        children=(_young("Viggo Mark", "2020-01-15", 4007),),
    ),
    _danish(
        "jonas", "Jonas Vang", "1990-12-30", 1007, "Møllestien 9", _("The income register lacks months"),
        monthly=None,
        children=(_young("Karla Vang", "2021-09-12", 4008),),
    ),
    _danish(
        "nadia", "Nadia Berg", "1992-05-06", 1008, "Kildevej 21", _("Name and address protected, one child"),
        monthly="20555.25", hidden=True,
        children=(_young("Milo Berg", "2020-10-10", 4009),),
    ),
    _danish(
        "rasmus", "Rasmus Dahl", "1986-08-18", 1009, "Østergade 40", _("Shares custody of one child"),
        monthly="23410.00",
        children=(
            _young("Alba Dahl", "2019-07-04", 4010, Custody.SHARED_RESIDENCE),
        ),
    ),
    _danish(
        "lars", "Lars Juhl", "1981-04-05", 1017, "Lindealle 2", _("Lives with the caseworker Mette"),
        monthly="22870.00", partner=_METTE, children=(_SOFIE,),
    ),
    _danish(
        "vera", "Vera Toft", "1984-10-12", 1025, "Åvej 8", _("Applies at each start, to see that the town works"),
        monthly="22640.00",
        children=(
            _young("Asta Toft", "2019-06-17", 4025),
            _young("Otto Toft", "2021-03-09", 4026),
        ),
    ),
    _danish(
        "tage", "Tage Bro", "1980-04-22", 1026, "Mølleparken 6", _("As Vera, with letters on paper"),
        monthly="19310.00", is_exempt=True,
        children=(_young("Ella Bro", "2020-02-27", 4027),),
    ),
    _norwegian(
        "ingrid", "Ingrid Fjelde", "1989-02-17", 112, "Storgata 5", _("Couple with one child, employed"),
        monthly="41200.00", partner=_TOR, children=(_NORA,),
    ),
    _norwegian(
        "tor", "Tor Fjelde", "1986-07-08", 113, "Storgata 5", _("Ingrid's partner, employed"),
        monthly="38650.00", partner=_INGRID, children=(_NORA,),
    ),
)  # fmt: skip
STAFF = (
    _danish(
        "mette", "Mette Juhl", "1983-11-27", 1016, "Lindealle 2", _("Caseworker, has a family in Egeby"),
        monthly="31200.00", partner=_LARS, children=(_SOFIE,),
        works_at=EGEBY, groups=("Pladsanvisning-Sagsbehandlere",),
    ),
    _danish(
        "karim", "Karim Aziz", "1991-02-02", 1019, "Nørregade 15", _("Caseworker"),
        works_at=EGEBY, groups=("Pladsanvisning-Sagsbehandlere",),
    ),
    _danish(
        "hanne", "Hanne Bech", "1978-04-16", 1029, "Skolevej 11", _("Caseworker, building permits"),
        works_at=EGEBY, groups=("Byg-Sagsbehandlere",),
    ),
    _danish(
        "birgit", "Birgit Skov", "1972-09-09", 1020, "Bakkevej 8", _("Leader, may see protected addresses"),
        works_at=EGEBY, groups=("Ledere", "Beskyttede-Adresser"),
    ),
    _danish(
        "ole", "Ole Friis", "1965-03-24", 1021, "Torvet 1", _("Front desk, helps people to apply"),
        works_at=EGEBY, groups=("Borgerservice-Medarbejdere",),
    ),
    _danish(
        "ida", "Ida Lund", "1989-08-13", 1022, "Vestergade 6", _("Keeps the town hall running"),
        works_at=EGEBY, groups=("Drift",),
    ),
    _danish(
        "helle", "Helle Kirk", "1975-12-12", 1023, "Kirkevej 3", _("Works for the association, writes and publishes rules"),
        works_at=ASSOCIATION, groups=("Sekretariat", "Regelforfattere", "Regelgodkendere"),
    ),
    _danish(
        "jens", "Jens Rask", "1981-05-19", 1027, "Engvej 14", _("The association's second pair of eyes on rules"),
        works_at=ASSOCIATION, groups=("Sekretariat", "Regelforfattere", "Regelgodkendere"),
    ),
    _norwegian(
        "sigrid", "Sigrid Moen", "1984-04-11", 125, "Elvegata 2", _("Caseworker"),
        works_at=NORDBY, groups=("Barnehage-Saksbehandlere",),
    ),
    _norwegian(
        "liv", "Liv Strand", "1970-11-05", 122, "Fjellveien 9", _("Leader"),
        works_at=NORDBY, groups=("Ledere",),
    ),
    _norwegian(
        "arne", "Arne Bakke", "1977-01-28", 123, "Kaigata 14", _("Front desk"),
        works_at=NORDBY, groups=("Innbyggertorg-Ansatte",),
    ),
    _norwegian(
        "odd", "Odd Vik", "1980-06-16", 124, "Kirkegata 1", _("Keeps the town hall running"),
        works_at=NORDBY, groups=("Drift",),
    ),
)  # fmt: skip
PEOPLE = (*CITIZENS, *STAFF)
_BY_KEY = {one.key: one for one in PEOPLE}
