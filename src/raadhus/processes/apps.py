"""Registration of processes."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """The BPMN engine."""

    name = "raadhus.processes"
    label = "processes"
