"""Addresses of cases: a citizen's under ``/my/``, a caseworker's acts under ``/work/``."""

from django.urls import URLPattern, path

from raadhus.cases.public.telling import Teller
from raadhus.cases.web import appeal, completion, hearing, income, own_case, question
from raadhus.forms.public import use_case_teller

app_name = "cases"

urlpatterns: list[URLPattern] = [
    path("my/cases/<uuid:case_id>/", own_case.show, name="own-case"),
    path("my/tasks/<uuid:task_id>/income/", income.answer, name="income"),
    path("my/tasks/<uuid:task_id>/hearing/", hearing.answer, name="hearing"),
    path("my/tasks/<uuid:task_id>/completion/", completion.answer, name="completion"),
    path("my/tasks/<uuid:task_id>/completion/<uuid:document_id>/", completion.paper, name="completion-paper"),
    path("my/tasks/<uuid:task_id>/question/", question.answer, name="question"),
    path("my/decisions/<uuid:decision_id>/appeal/", appeal.file, name="appeal"),
]

use_case_teller(Teller())  # the pages of forms lead to the pages here
