"""A town hall with its services, for the portal's tests."""

import pytest
from django.test import Client

from raadhus.catalogue import demo as catalogue_demo
from raadhus.organisation.demo import ASSOCIATION, NORDBY
from raadhus.portal.web.most_used import forget_most_used


@pytest.fixture
def egeby(db: None, towns: None, client: Client) -> Client:
    """Return a visitor of Egeby, where the association's services are offered."""
    forget_most_used()
    catalogue_demo.load_country("dk", ASSOCIATION)
    client.defaults["SERVER_NAME"] = "egeby.localhost"
    return client


@pytest.fixture
def nordby(egeby: Client) -> Client:
    """Return a visitor of Nordby, which offers its own, beside Egeby."""
    catalogue_demo.load_country("no", NORDBY)
    visitor = Client()
    visitor.defaults["SERVER_NAME"] = "nordby.localhost"
    return visitor
