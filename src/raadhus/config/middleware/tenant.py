"""One transaction of one municipality around each request; what is refused or breaks leaves nothing behind."""

from collections.abc import Callable

from django.db import transaction as django_transaction
from django.http import HttpRequest, HttpResponse

from raadhus.config.middleware.refusals import Refused
from raadhus.identity import public as identity
from raadhus.platform.tenancy.scope import transaction

_BROKEN = 500


class TenantMiddleware:
    """Open the tenant's transaction, and roll it back when the view refused or failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = request.tenant  # type: ignore[attr-defined]  # set by HostMiddleware
        leads_to = request.leads_to  # type: ignore[attr-defined]  # set by HostMiddleware
        if tenant is None or (leads_to and getattr(leads_to.func, "opens_transactions", False)):
            return self.get_response(request)
        request.has_transaction = True  # type: ignore[attr-defined]  # for the middleware below
        with transaction(tenant):
            response = self.get_response(request)
            refused: Refused | None = getattr(request, "refused", None)
            if (refused and refused.undone) or response.status_code >= _BROKEN:
                django_transaction.set_rollback(True)
        if refused and refused.typed_by is not None:
            identity.keep_post(tenant, refused.typed_by, request.path, dict(request.POST.lists()))
        return response
