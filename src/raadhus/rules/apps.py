"""Registration of rules."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Rules: FEEL, DMN, the decision log."""

    name = "raadhus.rules"
    label = "rules"
