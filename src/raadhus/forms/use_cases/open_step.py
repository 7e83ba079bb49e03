"""Open a step, the summary, or the start page: what is kept, and where the person stands."""

import dataclasses
import datetime as dt

from raadhus.forms.access import access_open_draft, find_open_draft, find_open_help, mark_of_help
from raadhus.forms.domain.compiled import CompiledStep
from raadhus.forms.domain.helping import needs_scan
from raadhus.forms.domain.inputs import Typed
from raadhus.forms.domain.lines import StepReading
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.saving import first_unfinished
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.domain.step_reading import Reader
from raadhus.forms.models import Draft
from raadhus.forms.queries import AttachmentInfo, ids_by_field, list_attachments
from raadhus.forms.use_cases.forms_in_use import (
    ServiceForm,
    current_form,
    expect_assurance,
    form_begun_with,
)
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStep:
    """A step with those before it, last in ``readings``; files: all of the draft when the step takes files."""

    draft: Draft
    service: ServiceForm
    sheet: Sheet
    readings: tuple[StepReading, ...]
    files: tuple[AttachmentInfo, ...]

    @property
    def reading(self) -> StepReading:
        """Return the step itself."""
        return self.readings[-1]

    @property
    def earlier_unfinished(self) -> str | None:
        """Return the key of the first step before this one that is not finished."""
        return first_unfinished(self.sheet, self.readings[:-1])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSummary:
    """All steps; ``unfinished`` is the key of the first that is not finished, ``takes_scan``: it came on paper."""

    draft: Draft
    service: ServiceForm
    readings: tuple[StepReading, ...]
    files: tuple[AttachmentInfo, ...]
    unfinished: str | None
    takes_scan: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStart:
    """The page before the first step; ``draft`` when one was begun already, ``mark``: of a clerk's help."""

    service: ServiceForm
    draft: Draft | None
    mark: str = ""


def open_start(actor: Actor, service_key: str) -> OpenedStart:
    """Return what stands before the first step. Raises: NotFoundHere, LoginNeeded, CannotEnterAtThisLevel."""
    service = current_form(actor, service_key, actor.language)
    expect_assurance(actor, service)
    draft = find_open_draft(actor, service_key)
    return OpenedStart(service=service, draft=draft, mark=mark_of_help(actor))


def open_step(actor: Actor, service_key: str, step_key: str, *, today: dt.date) -> OpenedStep:
    """
    Return a step of the actor's draft as it is kept.

    Raises: NotFoundHere for no draft or no such step, LoginNeeded, CannotEnterAtThisLevel.
    """
    draft = access_open_draft(actor, service_key)
    service, step = find_step(actor, draft, step_key)
    return read_step(draft, service, step, Sheet.from_json(draft.sheet), today)


def open_summary(actor: Actor, service_key: str, *, today: dt.date) -> OpenedSummary:
    """Return all steps of the actor's draft. Raises: as ``open_step``."""
    draft = access_open_draft(actor, service_key)
    service = form_begun_with(draft.package_hash, actor.language)
    expect_assurance(actor, service)
    sheet = Sheet.from_json(draft.sheet)
    files = list_attachments(draft.id)
    readings = Reader(service.form, sheet, ids_by_field(files), Moment(today=today)).read_all()
    return OpenedSummary(
        draft=draft,
        service=service,
        readings=readings,
        files=files,
        unfinished=first_unfinished(sheet, readings),
        takes_scan=_takes_scan(actor),
    )


def _takes_scan(actor: Actor) -> bool:
    helped = find_open_help(actor) if actor.is_staff else None
    return helped is not None and needs_scan(helped.channel)


def find_step(actor: Actor, draft: Draft, step_key: str) -> tuple[ServiceForm, CompiledStep]:
    """Return the form of a draft that was accessed, and one of its steps. Raises: as ``open_step``."""
    service = form_begun_with(draft.package_hash, actor.language)
    expect_assurance(actor, service)
    step = service.form.step(step_key)
    if step is None:
        raise NotFoundHere(detail=f"step {step_key[:40]}")
    return service, step


def read_step(  # noqa: PLR0917 -- what a step is read from, in the order of reading
    draft: Draft,
    service: ServiceForm,
    step: CompiledStep,
    sheet: Sheet,
    today: dt.date,
    typed: Typed | None = None,
) -> OpenedStep:
    """Return ``step`` as typed, or as ``sheet`` has it; files are only asked for where they are shown or counted."""
    takes_files = any(each.takes_files for each in service.form.steps[: step.number])
    files = list_attachments(draft.id) if takes_files else ()
    reader = Reader(service.form, sheet, ids_by_field(files), Moment(today=today))
    return OpenedStep(
        draft=draft,
        service=service,
        sheet=sheet,
        readings=reader.read_up_to(step, typed),
        files=files,
    )
