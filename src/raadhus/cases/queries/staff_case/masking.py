"""The one place where a case file loses what its reader may not see: protected names and addresses."""

import dataclasses

from django.utils.translation import gettext

from raadhus.cases.domain.papers import is_handed_in
from raadhus.cases.domain.veil import Veil
from raadhus.cases.queries.partners import ToldPartner
from raadhus.cases.queries.staff_case.appeals import AppealInfo
from raadhus.cases.queries.staff_case.figures import FigureInfo
from raadhus.cases.queries.staff_case.work import CompletionInfo, HearingInfo, QuestionInfo, WorkInfo
from raadhus.forms.public import AttachmentInfo, SaidAnswer, SaidPart, SubmissionInfo
from raadhus.records.public import DocumentInfo


@dataclasses.dataclass(frozen=True, slots=True)
class Mask:
    """Covers the parts of a case file as ``veil`` says; without a veil everything is returned as it is."""

    veil: Veil

    def facts(self, facts: tuple[SaidAnswer, ...]) -> tuple[SaidAnswer, ...]:
        """Return answers without protected names, addresses, and words of the applicant's own."""
        return tuple(self._fact(fact) for fact in facts) if self.veil.is_drawn else facts

    def figures(self, figures: tuple[FigureInfo, ...]) -> tuple[FigureInfo, ...]:
        """Return figures without the words in which somebody contests them; amounts tell nobody where they live."""
        return tuple(self._figure(figure) for figure in figures) if self.veil.is_drawn else figures

    def hearings(self, hearings: tuple[HearingInfo, ...]) -> tuple[HearingInfo, ...]:
        """Return hearings without what was written in answer."""
        return tuple(dataclasses.replace(one, answer=self.text(one.answer)) for one in hearings)

    def completions(self, completions: tuple[CompletionInfo, ...]) -> tuple[CompletionInfo, ...]:
        """Return what was asked for without what was written, by either side."""
        return tuple(
            dataclasses.replace(one, question=self.text(one.question), answer=self.text(one.answer))
            for one in completions
        )

    def questions(self, questions: tuple[QuestionInfo, ...]) -> tuple[QuestionInfo, ...]:
        """Return questions without what was written in answer."""
        return tuple(
            dataclasses.replace(one, said=self.text(one.said), answers=self.facts(one.answers))
            for one in questions
        )

    def work(self, done: tuple[WorkInfo, ...]) -> tuple[WorkInfo, ...]:
        """Return what was filled in without words in which somebody may be named."""
        return tuple(dataclasses.replace(one, answers=self.facts(one.answers)) for one in done)

    def appeal(self, appeal: AppealInfo | None) -> AppealInfo | None:
        """Return an appeal without what was written in it."""
        return None if appeal is None else dataclasses.replace(appeal, text=self.text(appeal.text))

    def sent(self, sent: SubmissionInfo | None) -> SubmissionInfo | None:
        """Return the application without its raw answers, and its files without the names they came with."""
        if sent is None or not self.veil.is_drawn:
            return sent
        files = tuple(_unnamed(file, place) for place, file in enumerate(sent.attachments, start=1))
        return dataclasses.replace(sent, answers={}, figures={}, attachments=files)

    def documents(self, documents: tuple[DocumentInfo, ...]) -> tuple[DocumentInfo, ...]:
        """Return documents; those that people handed in without the names they came with."""
        if not self.veil.is_drawn:
            return documents
        return tuple(
            dataclasses.replace(one, title=_numbered(place)) if is_handed_in(one.document_kind) else one
            for place, one in enumerate(documents, start=1)
        )

    def told_partner(self, told: ToldPartner | None) -> ToldPartner | None:
        """Return the partner whom the applicant names, without the name where names are hidden."""
        if told is None or not self.veil.hides_names:
            return told
        return dataclasses.replace(told, name="")

    def text(self, written: str) -> str:
        """Return free text as it is, or that it is hidden: it may hold a name or address in any spelling."""
        if not written or not self.veil.is_drawn:
            return written
        return gettext("Hidden from you. A cleared colleague can read it.")

    def _figure(self, info: FigureInfo) -> FigureInfo:
        if info.said is None:
            return info
        said = dataclasses.replace(info.said, reason=self.text(info.said.reason))
        return dataclasses.replace(info, said=said)

    def _fact(self, fact: SaidAnswer) -> SaidAnswer:
        return dataclasses.replace(
            fact,
            parts=self._parts(fact.parts),
            reason=self.text(fact.reason),
            register_parts=self._parts(fact.register_parts),
            own_parts=self._parts(fact.own_parts),
        )

    def _parts(self, parts: tuple[SaidPart, ...]) -> tuple[SaidPart, ...]:
        return tuple(
            dataclasses.replace(part, value=gettext("protected")) if self.veil.hides(part.kind) else part
            for part in parts
        )


def _unnamed(file: AttachmentInfo, place: int) -> AttachmentInfo:
    return dataclasses.replace(file, name=_numbered(place))


def _numbered(place: int) -> str:
    return gettext("File %(number)s") % {"number": place}
