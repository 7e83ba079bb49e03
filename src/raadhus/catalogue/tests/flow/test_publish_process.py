"""A process is changed by two pairs of eyes; new cases go by it from a day on."""

import datetime as dt
from uuid import UUID

import pytest

from raadhus.bus.due import wake_due
from raadhus.bus.testing import emitted, run_all
from raadhus.catalogue.events import ProcessPublished
from raadhus.catalogue.public import (
    CannotInstallPackage,
    CannotPublishProcess,
    NothingChanged,
    PackageFiles,
    ProcessMovedOn,
    PublishOrder,
    WrongProcessDay,
    get_ruled_service,
    install_files,
    list_releases,
    package,
    publish_process,
    publish_rules,
    stop_release,
    submit_draft,
)
from raadhus.catalogue.tests.rulekit import (
    APPROVER,
    AUTHOR,
    BOTH,
    FILES,
    INSTALLER,
    KEY,
    NOON,
    READER,
    TODAY,
    begun,
    newer,
    package_now,
    state,
    submitted,
)
from raadhus.catalogue.tests.rulekit import order as order_of
from raadhus.organisation.demo import ASSOCIATION
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public.drafts import PROCESS, CannotReadProcess, change_process
from raadhus.rules.public import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]
FILE = "process.bpmn"


def renamed(source: bytes) -> bytes:
    return source.replace("Sagsbehandler afgør".encode(), "Nogen afgør".encode())


def of_process(actor: Actor = AUTHOR) -> UUID:
    """Begin a draft of the process in force, rename a step in it, and return its id."""
    with transaction(ASSOCIATION):
        service = get_ruled_service(actor, KEY, "en", FILE)
    draft: UUID = begun(
        actor, kind=PROCESS, based_on=service.model_hash, source=package(service.content_hash).files[FILE]
    )
    change_process(actor, draft, renamed, read=mark(draft))
    return draft


def mark(draft: UUID) -> str:
    with transaction(ASSOCIATION):
        return drafts.get_draft(READER, draft, kind=PROCESS).info.mark


def sent(actor: Actor = AUTHOR) -> UUID:
    draft = of_process(actor)
    submit_draft(actor, draft, "Plainer.", read=mark(draft))
    return draft


def order_of_process(draft: UUID, **more: object) -> PublishOrder:
    return PublishOrder(**({"draft_id": draft, "read": mark(draft), "valid_from": TODAY} | more))


def test_what_another_has_written_is_published_and_holds_at_once() -> None:
    publish_process(APPROVER, order_of_process(sent()))

    assert "Nogen afgør".encode() in package_now().files[FILE]
    assert package_now().service.version == "1.0.1"
    with transaction(ASSOCIATION):
        (event,) = emitted(ProcessPublished)
    assert event.service_key == KEY


def test_it_holds_from_a_later_day_and_can_be_stopped_before() -> None:
    later = TODAY + dt.timedelta(days=3)
    publish_process(APPROVER, order_of_process(sent(), valid_from=later))
    assert "Sagsbehandler afgør".encode() in package_now().files[FILE]
    with clock.frozen(NOON + dt.timedelta(days=3)):
        wake_due()
        run_all()
        assert "Nogen afgør".encode() in package_now().files[FILE]


def test_citizens_are_told_of_later_rules_only_when_the_rules_change() -> None:
    publish_process(APPROVER, order_of_process(sent(), valid_from=TODAY + dt.timedelta(days=3)))

    with transaction(ASSOCIATION):
        of_rules = get_ruled_service(READER, KEY, "en").later
        of_process_file = get_ruled_service(READER, KEY, "en", FILE).later
    assert of_rules is not None
    assert of_process_file is not None
    assert (of_rules.changes_file, of_process_file.changes_file) == (False, True)


def test_a_stopped_process_never_holds_and_its_draft_is_open_again() -> None:
    draft = sent()
    publish_process(APPROVER, order_of_process(draft, valid_from=TODAY + dt.timedelta(days=3)))
    stop_release(APPROVER, KEY, "Too early.", kind=PROCESS)
    with transaction(ASSOCIATION):
        assert drafts.get_draft(READER, draft, kind=PROCESS).info.state is drafts.DraftState.WRITING


def test_whoever_wrote_on_it_does_not_publish_it() -> None:
    draft = sent(BOTH)
    before = state()
    with pytest.raises(drafts.NotByTheSame):
        publish_process(BOTH, order_of_process(draft))
    assert state() == before


def test_who_may_not_publish_changes_nothing() -> None:
    draft = sent()
    before = state()
    with pytest.raises(NotAllowed):
        publish_process(AUTHOR, order_of_process(draft))
    assert state() == before


def test_yesterday_is_no_day_to_begin() -> None:
    draft = sent()
    before = state()
    with pytest.raises(WrongProcessDay):
        publish_process(APPROVER, order_of_process(draft, valid_from=TODAY - dt.timedelta(days=1)))
    assert state() == before


def test_a_draft_of_an_older_process_is_not_published() -> None:
    first, second = sent(), sent()
    publish_process(APPROVER, order_of_process(first))
    before = state()
    with pytest.raises(ProcessMovedOn):
        publish_process(APPROVER, order_of_process(second))
    assert state() == before


def test_rules_and_process_are_changed_one_after_the_other_and_both_hold() -> None:
    publish_process(APPROVER, order_of_process(sent()))
    publish_rules(APPROVER, order_of(submitted()))
    assert "Nogen afgør".encode() in package_now().files[FILE]
    assert package_now().files["rules.dmn"] != FILES["rules.dmn"]
    install_files(INSTALLER, newer(FILES))
    assert "Nogen afgør".encode() in package_now().files[FILE]
    assert package_now().files["rules.dmn"] != FILES["rules.dmn"]


def test_a_package_that_changes_a_process_which_was_changed_here_is_refused() -> None:
    publish_process(APPROVER, order_of_process(sent()))
    theirs = FILES[FILE].replace("Partshøring".encode(), "Høring".encode())
    before = state()
    with pytest.raises(CannotInstallPackage):
        install_files(INSTALLER, newer(PackageFiles({**FILES.contents, FILE: theirs})))
    assert state() == before


def test_a_package_that_changes_its_process_is_installed_when_only_rules_were_changed_here() -> None:
    publish_rules(APPROVER, order_of(submitted()))
    theirs = FILES[FILE].replace("Partshøring".encode(), "Høring".encode())
    install_files(INSTALLER, newer(PackageFiles({**FILES.contents, FILE: theirs})))
    assert package_now().files[FILE] == theirs
    assert package_now().files["rules.dmn"] != FILES["rules.dmn"]


def test_a_draft_that_does_not_go_with_the_package_is_not_published() -> None:
    draft = of_process()

    def with_rule(source: bytes) -> bytes:
        task = b'<raadhus:task handler="cases.ask_unit" letter="none"/>'
        return source.replace(b'<raadhus:task handler="cases.ask_unit" />', task)

    change_process(AUTHOR, draft, with_rule, read=mark(draft))
    submit_draft(AUTHOR, draft, "x", read=mark(draft))
    before = state()
    with pytest.raises(CannotPublishProcess) as refused:
        publish_process(APPROVER, order_of_process(draft))
    assert "none" in refused.value.detail
    assert state() == before


def test_what_changes_nothing_is_neither_sent_for_review_nor_published() -> None:
    draft = of_process()
    change_process(AUTHOR, draft, lambda _source: FILES[FILE], read=mark(draft))
    before = state()
    with pytest.raises(NothingChanged):
        submit_draft(AUTHOR, draft, "x", read=mark(draft))
    assert state() == before

    drafts.submit_draft(AUTHOR, draft, "As an earlier release sent it.", read=mark(draft))
    before = state()
    with pytest.raises(NothingChanged):
        publish_process(APPROVER, order_of_process(draft))
    assert state() == before


def test_a_process_that_waits_for_ever_is_not_sent_for_review() -> None:
    draft = of_process()

    def parallel(source: bytes) -> bytes:
        return source.replace(
            b'<exclusiveGateway id="party_said" name="Svar fra parten?" default="agreed">',
            b'<parallelGateway id="party_said">',
        ).replace(
            b'</exclusiveGateway>\n    <userTask id="ask_unit"',
            b'</parallelGateway>\n    <userTask id="ask_unit"',
        )

    change_process(AUTHOR, draft, parallel, read=mark(draft))
    before = state()
    with pytest.raises(drafts.CannotSubmitDraft):
        submit_draft(AUTHOR, draft, "x", read=mark(draft))
    assert state() == before


@pytest.mark.parametrize("file", [b"", b"<x/>", FILES["rules.dmn"], b"x" * (drafts.LARGEST + 1)])
def test_what_is_no_process_is_not_taken_in(file: bytes) -> None:
    draft = of_process()
    before = state()
    with pytest.raises(CannotReadProcess):
        drafts.replace_source(AUTHOR, draft, file, read=mark(draft))
    assert state() == before


def test_a_draft_of_a_process_is_none_of_rules() -> None:
    draft = of_process()
    with transaction(ASSOCIATION), pytest.raises(NotFoundHere):
        drafts.get_draft(AUTHOR, draft)
    with pytest.raises(NotFoundHere):
        drafts.edit_table(AUTHOR, draft, "scale-table", [], read=mark(draft))
    with pytest.raises(NotFoundHere):
        publish_rules(APPROVER, order_of_process(draft))


def test_versions_of_the_process_are_told() -> None:
    draft = sent()
    publish_process(APPROVER, order_of_process(draft))
    with transaction(ASSOCIATION):
        service = get_ruled_service(READER, KEY, "en", FILE)
        newest, first = list_releases(READER, service)
    assert (newest.version, newest.draft_id, newest.model_hash) == ("1.0.1", draft, service.model_hash)
    assert first.model_hash != newest.model_hash
