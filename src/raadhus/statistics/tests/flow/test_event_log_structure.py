"""The event log is built as the standard says, whatever the service, and names nobody who has a part in a case."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from lxml import etree

from raadhus.cases.tests.casekit import ANNE, CARL, NOON, Resident, Town
from raadhus.cases.tests.packagetown import PackageTown
from raadhus.platform import clock
from raadhus.platform.actor import Role
from raadhus.platform.tenancy.scope import transaction
from raadhus.statistics.public import write_event_log

NEIGHBOUR = Resident(number="6908901232", name="Asta Adspurgt", street="Åvej 3")
SAID = "Det står alt for tæt på hækken."
HOME = {"postal_code": "9990", "city": "Egeby"}
APPLIED = {
    "applicant.name": ANNE.name,
    "applicant.address": {"street": ANNE.street, **HOME},
    "plot.is_home": True,
    "plot.area": 800,
    "building.kind": "extension",
    "building.floor_area": 200,
    "building.height": 350,
    "building.distance": 200,
    "building.description": "Et værelse til Ida",
    "neighbours": [{"_id": "n0", "address": {"street": NEIGHBOUR.street, **HOME}}],
}
KEYS = {"concept:name", "version", "element", "lifecycle:transition", "start_timestamp", "time:timestamp"}
XES = "{http://www.xes-standard.org/}"
# Source: IEEE 1849-2016, 4 (hierarchy: log, trace, event; attributes by type; extensions, globals, classifiers first).
STANDARD = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.xes-standard.org/"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <start><element name="log">
  <attribute name="xes.version"><value>1849-2016</value></attribute>
  <attribute name="xes.features"><text/></attribute>
  <zeroOrMore><element name="extension">
   <attribute name="name"><data type="NCName"/></attribute>
   <attribute name="prefix"><data type="NCName"/></attribute>
   <attribute name="uri"><data type="anyURI"/></attribute>
  </element></zeroOrMore>
  <zeroOrMore><element name="global">
   <attribute name="scope"><choice><value>trace</value><value>event</value></choice></attribute>
   <oneOrMore><ref name="an"/></oneOrMore>
  </element></zeroOrMore>
  <zeroOrMore><element name="classifier">
   <attribute name="name"><data type="NCName"/></attribute><attribute name="keys"><data type="token"/></attribute>
  </element></zeroOrMore>
  <zeroOrMore><ref name="an"/></zeroOrMore>
  <zeroOrMore><element name="trace">
   <zeroOrMore><ref name="an"/></zeroOrMore>
   <zeroOrMore><element name="event"><zeroOrMore><ref name="an"/></zeroOrMore></element></zeroOrMore>
  </element></zeroOrMore>
 </element></start>
 <define name="an"><choice>
  <element name="string"><ref name="key"/><attribute name="value"><text/></attribute></element>
  <element name="date"><ref name="key"/><attribute name="value"><data type="dateTime"/></attribute></element>
 </choice></define>
 <define name="key"><attribute name="key"><data type="Name"/></attribute></define>
</grammar>
"""


@pytest.fixture(autouse=True)
def one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one case be enough, so that each test needs no more."""
    monkeypatch.setattr("raadhus.statistics.use_cases.write_event_log.FEWEST", 1)


@pytest.fixture
def permits(towns: None, db: None) -> Iterator[PackageTown]:
    """Return Egeby, where a neighbour has objected to what Anne wants to build."""
    with clock.frozen(NOON):
        town = PackageTown("building-permit", "byg-og-miljoe")
        town.build()
        town.move_in(ANNE, NEIGHBOUR)
        town.answer(NEIGHBOUR, town.send(ANNE, APPLIED), "objection", SAID)
        yield town


@pytest.fixture
def subsidies(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby with a case that rules decided and one that waits."""
    with clock.frozen(NOON):
        town = Town().build()
        town.move_in(ANNE)
        town.decide_application(ANNE)
        town.decide_application(ANNE, contested=True)
        yield town


def taken(town: Town, service: str) -> bytes:
    """Return the log as a leader gets it."""
    with transaction(town.tenant):
        pieces = write_event_log(town.caseworker(CARL, Role.LEADER), service, NOON)
    return b"".join(pieces)


def expect_standard(log: bytes) -> etree._Element:
    """Return the log, which must be built as the standard says: no key twice in one thing, events in their order."""
    root = etree.fromstring(log)
    schema = etree.RelaxNG(etree.fromstring(STANDARD))
    assert schema.validate(root), schema.error_log
    for thing in root.iter(f"{XES}trace", f"{XES}event"):
        keys = Counter(one.get("key") for one in thing if one.get("key"))
        assert max(keys.values()) == 1
        assert set(keys) <= KEYS
    for trace in root.iter(f"{XES}trace"):
        ended = [
            str(one.get("value")) for one in trace.iter(f"{XES}date") if one.get("key") == "time:timestamp"
        ]
        assert ended == sorted(ended)
        assert ended
    return root


def test_a_log_of_a_service_decided_by_rules_is_built_as_the_standard_says(subsidies: Town) -> None:
    root = expect_standard(taken(subsidies, "free-place-subsidy"))
    assert len(root.findall(f"{XES}trace")) == 2


def test_a_log_without_a_case_is_built_as_the_standard_says(subsidies: Town) -> None:
    assert expect_standard(taken(subsidies, "building-permit")).findall(f"{XES}trace") == []


def test_neither_the_applicant_nor_who_was_asked_nor_their_words_are_in_it(permits: PackageTown) -> None:
    log = taken(permits, "building-permit")
    expect_standard(log)
    told = log.decode()

    for words in (SAID, "objection", "Et værelse", HOME["postal_code"], "EGE-"):
        assert words not in told
    for person in (ANNE, NEIGHBOUR, CARL):
        for words in (person.name, *person.name.split(), person.number, person.street):
            assert words not in told
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}", told)
