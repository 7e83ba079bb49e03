"""Everybody who may knock at a door of the town hall."""

from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.test import Client

from raadhus.cases.tests.casekit import ANNE, CARL, EGEBY, NORDBY, Resident, Town
from raadhus.identity.public import LoginClaims, sign_in
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.actor import Assurance

NEIGHBOUR = Resident(number="6505901238", name="Nina Nabo")
MATE = Resident(number="6606901239", name="Mads Makker")  # lives with Anne, works where her case is
PIA = Resident(number="6706901230", name="Pia Privat", name_protected=True, address_protected=True)
REPRESENTATIVE = Resident(number="6807901231", name="Rita Repræsentant", street="Bakken 2")
ASKED = Resident(number="6908901232", name="Asta Adspurgt", street="Åvej 3")  # beside Anne's plot
CITIZENS = {"neighbour": NEIGHBOUR, "owner": ANNE, "representative": REPRESENTATIVE, "asked": ASKED}
CASEWORKERS = "Pladsanvisning-Sagsbehandlere"
GROUPS = {
    "caseworker": (CASEWORKERS,),
    "household": (CASEWORKERS,),
    "cleared": (CASEWORKERS, "Beskyttede-Adresser"),
    "other_unit": ("Byg-Sagsbehandlere",),
    "frontdesk": ("Borgerservice-Medarbejdere",),
    "leader": ("Ledere",),
    "operator": ("Drift",),
    "author": ("Regelforfattere", "Regelgodkendere"),
    "approver": ("Regelgodkendere",),
}
ELSEWHERE = {
    "northerner": (NORDBY, "Nils Nordmann", ()),
    "northern_desk": (NORDBY, "Nora Nordmann", ("Barnehage-Saksbehandlere",)),
    "northern_author": (NORDBY, "Njål Nordmann", ("Regelforfattere", "Regelgodkjennere")),
    "association": (ASSOCIATION, "Helle Holm", ("Sekretariat",)),
}
"""Who comes from elsewhere, to whose address, in which groups."""
HOSTS = {EGEBY: "egeby.localhost", NORDBY: "nordby.localhost", ASSOCIATION: "kommunekredsen.localhost"}


class Who(StrEnum):
    """Somebody at the door."""

    STRANGER = "stranger"  # not logged in
    WEAK = "weak"  # the right person, logged in at a low level
    NEIGHBOUR = "neighbour"  # another citizen of the town
    NORTHERNER = "northerner"  # a citizen of the other municipality, at its own address
    REPRESENTATIVE = "representative"  # noted as who speaks for the owner
    ASKED = "asked"  # a neighbour whom the owner's application for a building permit puts a question
    NORTHERN_DESK = "northern_desk"  # a caseworker of the other municipality
    NORTHERN_AUTHOR = "northern_author"  # writes and publishes rules there
    FRONTDESK = "frontdesk"  # works here, without the role
    LEADER = "leader"
    OPERATOR = "operator"
    ASSOCIATION = "association"  # works for the municipalities' association, at its own address
    OTHER_UNIT = "other_unit"  # a caseworker of another unit
    AUTHOR = "author"  # writes rules and processes, and may publish those of others
    APPROVER = "approver"  # publishes what others wrote
    HOUSEHOLD = "household"  # a caseworker who lives with the person it is about
    CLEARED = "cleared"  # a caseworker who may see protected names and addresses
    CASEWORKER = "caseworker"
    OWNER = "owner"  # the person it is about


def browser_of(town: Town, who: Who) -> Client:
    """Return the browser of ``who``, logged in where they belong."""
    if who is Who.STRANGER:
        return town.browser()
    if who in ELSEWHERE:
        return _elsewhere(town, *ELSEWHERE[who])
    if who is Who.WEAK:
        return _logged_in(town, ANNE, Assurance.LOW)
    if who in CITIZENS:
        return _logged_in(town, CITIZENS[who], Assurance.SUBSTANTIAL)
    resident = {Who.HOUSEHOLD: MATE, Who.CASEWORKER: CARL}.get(who, _colleague(who))
    return _logged_in(town, resident, Assurance.SUBSTANTIAL, GROUPS[who])


def _colleague(who: Who) -> Resident:
    """Return somebody who works here and lives elsewhere."""
    place = list(Who).index(who)
    return Resident(number=f"61{place:02d}80{1200 + place}", name=str(who))


def _elsewhere(town: Town, tenant: UUID, name: str, groups: tuple[str, ...]) -> Client:
    """Return the browser of somebody at another address, at work there with ``groups``."""
    claims = LoginClaims(
        issuer="https://eid.example",
        subject=f"{name}-{bool(groups)}",
        provider="eid",
        is_staff=bool(groups),
        name=name,
        assurance=Assurance.SUBSTANTIAL,
        groups=frozenset(groups),
    )
    browser = town.browser(host=HOSTS[tenant])
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(tenant, claims).session_key
    return browser


def _logged_in(town: Town, resident: Resident, assurance: Assurance, groups: tuple[str, ...] = ()) -> Client:
    claims = LoginClaims(
        issuer="https://eid.example",
        subject=f"{resident.number}-{'-'.join(groups)}",
        provider="staff" if groups else "eid",
        is_staff=bool(groups),
        number=resident.number if resident.number in town.people else None,
        name=resident.name,
        assurance=assurance,
        groups=frozenset(groups),
    )
    browser = town.browser()
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(EGEBY, claims).session_key
    return browser
