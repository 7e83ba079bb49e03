"""A process that calls others of its package is changed by drafts, and so are those that it calls."""

import hashlib

import pytest

from raadhus.bus.testing import emitted
from raadhus.catalogue.events import ProcessPublished
from raadhus.catalogue.public import (
    PackageFiles,
    ProcessMovedOn,
    get_ruled_service,
    install_files,
    list_releases,
    publish_process,
    submit_draft,
)
from raadhus.catalogue.tests.flow.test_called_processes import HEARING, calling
from raadhus.catalogue.tests.flow.test_publish_process import mark, order_of_process
from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    AUTHOR,
    FILES,
    INSTALLER,
    KEY,
    READER,
    begun,
    newer,
    package_now,
    state,
)
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public.drafts import PROCESS, change_process
from raadhus.rules.public import drafts

pytestmark = pytest.mark.django_db
MAIN, CALLED = "process.bpmn", "processes/hearing.bpmn"


@pytest.fixture(autouse=True)
def _calling(rules_in_force):
    """Let the free-place subsidy call a process of its own package."""
    whole = PackageFiles({**newer(FILES).contents, MAIN: calling("Hearing"), CALLED: HEARING})
    install_files(INSTALLER, whole)


def draft_of(file, before, after):
    """Begin a draft of a file of the package in force, put one text for another, and return its id."""
    source = package_now().files[file]
    based_on = drafts_hash(source)
    named = "" if file == MAIN else file
    draft = begun(AUTHOR, kind=PROCESS, file=named, based_on=based_on, source=source)
    change_process(AUTHOR, draft, lambda old: old.replace(before, after), read=mark(draft))
    return draft


def drafts_hash(source):
    """Return what a draft says that it was begun from."""
    return hashlib.sha256(source).hexdigest()


def sent(file, before, after):
    """Begin, change and send in a draft, and return its id."""
    draft = draft_of(file, before, after)
    submit_draft(AUTHOR, draft, "Plainer.", read=mark(draft))
    return draft


def test_a_process_that_calls_files_beside_it_is_sent_and_published():
    draft = sent(MAIN, "Sagsbehandler afgør".encode(), "Nogen afgør".encode())
    publish_process(APPROVER, order_of_process(draft))

    assert "Nogen afgør".encode() in package_now().files[MAIN]
    assert package_now().files[CALLED] == HEARING


def test_a_called_process_is_changed_by_a_draft_of_its_own():
    before = package_now()
    publish_process(APPROVER, order_of_process(sent(CALLED, b'id="t"', b'id="t" name="Hear them"')))

    now = package_now()
    assert b"Hear them" in now.files[CALLED]
    assert now.files[MAIN] == before.files[MAIN]
    assert now.process_model != before.process_model
    with transaction(ASSOCIATION):
        (event,) = emitted(ProcessPublished)
        newest, *_older = list_releases(READER, get_ruled_service(READER, KEY, "en", MAIN))
    assert event.model_hash == now.process_model
    assert newest.changes_file


def test_a_called_process_that_does_not_go_with_its_caller_is_not_sent():
    draft = draft_of(CALLED, b'id="Hearing"', b'id="Listening"')
    before = state()
    with pytest.raises(drafts.CannotSubmitDraft):
        submit_draft(AUTHOR, draft, "x", read=mark(draft))
    assert state() == before


def test_a_process_whose_call_leads_nowhere_is_not_sent():
    draft = draft_of(MAIN, b'calledElement="Hearing"', b'calledElement="Nobody"')
    before = state()
    with pytest.raises(drafts.CannotSubmitDraft):
        submit_draft(AUTHOR, draft, "x", read=mark(draft))
    assert state() == before


def test_a_draft_of_a_file_that_the_version_in_force_lacks_is_not_published():
    draft = sent(CALLED, b'id="t"', b'id="t" name="Hear them"')
    without = {**newer(FILES).contents}
    without["service.yaml"] = without["service.yaml"].replace(b"version: 1.5.0", b"version: 1.6.0")
    install_files(INSTALLER, PackageFiles(without))
    before = state()
    with pytest.raises(ProcessMovedOn):
        publish_process(APPROVER, order_of_process(draft))
    assert state() == before


def test_a_version_that_leaves_the_process_as_it_was_does_not_count_as_a_change_of_it():
    told = newer(FILES).contents["service.yaml"].replace(b"version: 1.5.0", b"version: 1.6.0")
    install_files(INSTALLER, PackageFiles({**package_now().files.contents, "service.yaml": told}))
    with transaction(ASSOCIATION):
        releases = list_releases(READER, get_ruled_service(READER, KEY, "en", MAIN))
    assert [(one.version, one.changes_file) for one in releases] == [
        ("1.6.0", False),
        ("1.5.0", True),
        ("1.0.0", True),
    ]
