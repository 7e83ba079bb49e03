"""All addresses of the town hall."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "raadhus.config.middleware.refusals.malformed"
handler404 = "raadhus.config.middleware.refusals.not_found"
handler500 = "raadhus.config.middleware.refusals.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "", include("raadhus.forms.web.urls")
    ),  # first: asked for most, and each of its addresses begins with /apply/
    path("", include("raadhus.config.pulse")),
    path("", include("raadhus.ui.urls")),
    path("", include("raadhus.identity.web.urls")),
    path("", include("raadhus.portal.web.urls")),
    path("", include("raadhus.catalogue.web.urls")),
    path("", include("raadhus.portal.web.my_page.urls")),
    path("", include("raadhus.console.web.urls")),
    path("", include("raadhus.cases.web.urls")),
    path("", include("raadhus.notifications.web.urls")),
    path("work/", include("raadhus.workspace.web.urls")),
]
