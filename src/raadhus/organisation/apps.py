"""Registration of the organisation room."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Who the municipality is and who works there."""

    name = "raadhus.organisation"
    label = "organisation"
