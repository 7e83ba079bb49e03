"""Two pages of the same person at the same moment make one person."""

import threading
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from raadhus.identity import public as identity
from raadhus.identity.models import IdentityNumber, Login, Person, Session
from raadhus.identity.tests.flow.townkit import EGEBY
from raadhus.identity.use_cases import sign_in as signing_in
from raadhus.platform.tenancy.scope import transaction

CLAIMS = identity.LoginClaims(issuer="https://eid", subject="s", provider="mitid", number="6101900001")


@pytest.mark.django_db(transaction=True)
def test_two_first_logins_at_once_are_one_person_with_two_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    both_saw_nobody = threading.Barrier(2, timeout=120)
    make_person = signing_in.make_person
    waited = threading.local()

    def make_person_late(*arguments: Any) -> UUID:
        if not hasattr(waited, "once"):
            waited.once = True
            both_saw_nobody.wait()
        return make_person(*arguments)

    monkeypatch.setattr(signing_in, "make_person", make_person_late)
    came_in: list[UUID] = []

    def log_in() -> None:
        try:
            came_in.append(identity.sign_in(EGEBY, CLAIMS).person_id)
        finally:
            connection.close()

    pages = [threading.Thread(target=log_in) for _page in range(2)]
    for page in pages:
        page.start()
    for page in pages:
        page.join(timeout=120)

    assert len(came_in) == 2
    assert len(set(came_in)) == 1
    with transaction(EGEBY):
        counted = [model.objects.count() for model in (Person, IdentityNumber, Login, Session)]
    assert counted == [1, 1, 1, 2]
