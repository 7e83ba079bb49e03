"""Keys are rotated while people log in."""

import pytest
from django.db import connection

from raadhus.identity import public as identity
from raadhus.identity.models import IdentityNumber
from raadhus.identity.tests.flow.townkit import EGEBY, NORDBY, job
from raadhus.platform import encryption
from raadhus.platform.encryption import CannotOpenSealed, KeyRing
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db
NUMBER = "6101900001"
CLAIMS = identity.LoginClaims(
    issuer="https://eid", subject="s", provider="mitid", number=NUMBER, name="Amina Holm"
)
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


def use(monkeypatch: pytest.MonkeyPatch, masters: dict[int, bytes]) -> None:
    """Give the process this key ring, as a changed key file would."""
    ring = KeyRing(masters)
    monkeypatch.setattr(encryption, "key_ring", lambda: ring)


def test_after_rotation_a_number_is_found_without_the_old_key(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {1: OLD})
    person = identity.sign_in(EGEBY, CLAIMS).person_id
    use(monkeypatch, {1: OLD, 2: NEW})

    done = identity.refile_numbers(job())

    use(monkeypatch, {2: NEW})
    assert done == 1
    with transaction(EGEBY):
        assert identity.person_by_number(job(), NUMBER) == person
        assert identity.identity_number_of(job(), person, "test") == NUMBER


def test_between_new_key_and_rotation_everybody_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {1: OLD})
    person = identity.sign_in(EGEBY, CLAIMS).person_id
    use(monkeypatch, {1: OLD, 2: NEW})

    assert identity.sign_in(EGEBY, CLAIMS).person_id == person
    with transaction(EGEBY):
        assert IdentityNumber.objects.count() == 1


def test_rotating_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {1: OLD})
    identity.sign_in(EGEBY, CLAIMS)
    use(monkeypatch, {1: OLD, 2: NEW})
    identity.refile_numbers(job())
    before = raw_numbers()

    done = identity.refile_numbers(job())

    assert done == 0
    assert raw_numbers() == before


def test_each_municipality_is_rotated_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {1: OLD})
    identity.sign_in(EGEBY, CLAIMS)
    identity.sign_in(NORDBY, CLAIMS)
    use(monkeypatch, {1: OLD, 2: NEW})
    identity.refile_numbers(job())
    use(monkeypatch, {2: NEW})

    with transaction(NORDBY), pytest.raises(CannotOpenSealed):
        list(IdentityNumber.objects.all())


def raw_numbers() -> list[bytes]:
    with transaction(EGEBY), connection.cursor() as cursor:
        cursor.execute("SELECT number, lookup FROM identity_identitynumber")
        return [bytes(column) for row in cursor.fetchall() for column in row]
