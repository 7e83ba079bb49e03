"""After a rotation the old key is needed for nothing, in no room, for no file."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from raadhus.forms.models import CONTENT, Attachment, Draft
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform import audit, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.encryption import CannotOpenSealed, KeyRing
from raadhus.platform.ids import new_id
from raadhus.platform.key_rotation import reseal_everything
from raadhus.platform.models import AuditEntry
from raadhus.platform.tenancy.scope import transaction

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
OLD, NEW = bytes(range(32)), bytes(range(32, 64))
NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
CLAIMS = identity.LoginClaims(
    issuer="https://eid", subject="s", provider="mitid", number="6101900001", name="Amina Holm"
)


def use(monkeypatch: pytest.MonkeyPatch, masters: dict[int, bytes]) -> None:
    """Give the process this key ring, as a changed key file would."""
    ring = KeyRing(masters)
    monkeypatch.setattr(encryption, "key_ring", lambda: ring)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, towns: None) -> Attachment:
    """Keep something in several rooms under the old key: a person, an entry nobody may change, a file."""
    use(monkeypatch, {1: OLD})
    person = identity.sign_in(demo.EGEBY, CLAIMS).person_id
    with transaction(demo.EGEBY):
        audit.record(Actor.system(demo.EGEBY, purpose="test"), "test.act", "thing:1", {"word": "secret"})
        draft = Draft.objects.create(
            person_id=person,
            service_key="a",
            package_hash="b",
            sheet={"name": "Amina"},
            started_at=NOON,
            saved_at=NOON,
            expires_at=NOON,
        )
        attachment_id = new_id()
        sealed = encryption.seal(demo.EGEBY, b"%PDF", f"{CONTENT}:{attachment_id}")
        return Attachment.objects.create(
            id=attachment_id,
            draft=draft,
            field_key="f",
            name="pay.pdf",
            media_type="application/pdf",
            size_bytes=4,
            sha256="0" * 64,
            path=default_storage.save(f"attachments/{attachment_id}.sealed", ContentFile(sealed)),
            at=NOON,
        )


def read_all(attachment: Attachment) -> tuple[object, ...]:
    """Open one thing of each kind."""
    with transaction(demo.EGEBY):
        found = Attachment.objects.get(id=attachment.id)
        with default_storage.open(found.path) as file:
            content = encryption.open_sealed(demo.EGEBY, file.read(), f"{CONTENT}:{found.id}")
        entry = AuditEntry.objects.get(act="test.act")
        return found.name, content, Draft.objects.get().sheet, entry.detail


def test_after_rotation_the_new_key_opens_all_and_the_old_one_nothing(
    kept: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, {1: OLD, 2: NEW})

    call_command("rotate_keys")

    use(monkeypatch, {2: NEW})
    assert read_all(kept) == ("pay.pdf", b"%PDF", {"name": "Amina"}, {"word": "secret"})
    person = identity.sign_in(demo.EGEBY, CLAIMS).person_id
    with transaction(demo.EGEBY):
        known = identity.display_names(Actor.system(demo.EGEBY, purpose="test"), [person])
    assert known == {person: "Amina Holm"}
    use(monkeypatch, {1: OLD})
    with pytest.raises(CannotOpenSealed):
        read_all(kept)


def test_rotating_again_changes_nothing(kept: Attachment, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {1: OLD, 2: NEW})
    first = reseal_everything()
    before = Path(default_storage.path(kept.path)).read_bytes()

    again = reseal_everything()

    assert (first.files, again.rows, again.files) == (1, 0, 0)
    assert first.rows >= 5
    assert Path(default_storage.path(kept.path)).read_bytes() == before


def test_a_file_that_is_gone_is_told_and_the_rest_is_rotated(
    kept: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.delete(kept.path)
    use(monkeypatch, {1: OLD, 2: NEW})

    done = reseal_everything()

    assert done.missing == (kept.path,)
    assert reseal_everything().rows == 0
