"""Addresses of the workspace."""

from django.urls import URLPattern, URLResolver, path

from raadhus.workspace.web import (
    absences,
    acts,
    belonging,
    case,
    case_rules,
    closed_days,
    deadlines,
    enter_answer,
    help_to_apply,
    inbox,
    kept_views,
    many,
    mass_letters,
    operations,
    papers,
)
from raadhus.workspace.web.model_pages import urls as model_urls
from raadhus.workspace.web.process_pages import urls as process_urls
from raadhus.workspace.web.rules_pages import urls as rules_urls

app_name = "workspace"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", inbox.show, name="inbox"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/preview/", inbox.preview, name="preview"),
    path("cases/<uuid:case_id>/letter.pdf", papers.show_letter, name="letter"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", papers.show_document, name="document"),
    path("cases/<uuid:case_id>/attachments/<uuid:attachment_id>/", papers.show_attachment, name="attachment"),
    path("cases/<uuid:case_id>/rules/<uuid:assessment_id>/", case_rules.show, name="case-rules"),
    path("cases/<uuid:case_id>/notes/", acts.write_note, name="write-note"),
    path("cases/<uuid:case_id>/links/", belonging.link, name="link"),
    path("cases/<uuid:case_id>/links/<uuid:link_id>/delete/", belonging.unlink, name="unlink"),
    path("cases/<uuid:case_id>/representatives/", belonging.represent, name="represent"),
    path(
        "cases/<uuid:case_id>/representatives/<uuid:party_id>/delete/",
        belonging.unrepresent,
        name="unrepresent",
    ),
    path("cases/<uuid:case_id>/unask/", acts.take_question_back, name="unask"),
    path("cases/<uuid:case_id>/reopen/", acts.reopen, name="reopen"),
    path("cases/<uuid:case_id>/withdraw/", acts.withdraw, name="withdraw"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/take/", acts.take, name="take"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/release/", acts.release, name="release"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/hear/", acts.hear, name="hear"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/ask-partner/", acts.ask_partner, name="ask-partner"),
    path(
        "cases/<uuid:case_id>/tasks/<uuid:task_id>/ask-to-complete/",
        acts.ask_to_complete,
        name="ask-to-complete",
    ),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/answer/", enter_answer.show, name="enter-answer"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/decide/", acts.decide, name="decide"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/correct/", acts.correct, name="correct"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/forward/", acts.forward, name="forward"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/send/", acts.send, name="send"),
    path("cases/<uuid:case_id>/tasks/<uuid:task_id>/work/", acts.work, name="work"),
    path("many/", many.show, name="many"),
    path("many/preview/", many.preview, name="many-preview"),
    path("many/letters/<uuid:letter_id>/", mass_letters.show, name="many-letter"),
    path("many/letters/<uuid:letter_id>/stop/", mass_letters.stop, name="many-letter-stop"),
    path("many/<uuid:act_id>/undo/", many.undo, name="many-undo"),
    path("views/", kept_views.keep, name="views"),
    path("views/<uuid:view_id>/delete/", kept_views.delete, name="view-delete"),
    path("absences/", absences.show, name="absences"),
    path("absences/<uuid:absence_id>/end/", absences.end, name="absence-end"),
    path("closed-days/", closed_days.show, name="closed-days"),
    path("closed-days/<uuid:closed_id>/open/", closed_days.open_again, name="closed-day-open"),
    path("deadlines/", deadlines.show, name="deadlines"),
    path("deadlines/<uuid:escalation_id>/", deadlines.see_to, name="see-to"),
    path("help/", help_to_apply.show, name="help"),
    path("help/end/", help_to_apply.end, name="help-end"),
    path("operations/", operations.show, name="operations"),
    path("operations/settle/", operations.settle, name="settle"),
    *process_urls.urlpatterns,
    *rules_urls.urlpatterns,
    *model_urls.urlpatterns,
]
