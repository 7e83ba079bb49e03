"""Where to log in and out."""

from django.urls import URLPattern, path

from raadhus.identity.web import login

app_name = "identity"

urlpatterns: list[URLPattern] = [
    path("login/", login.choose, name="login"),
    path("login/start/<slug:provider>/", login.start, name="start"),
    path("login/callback/", login.callback, name="callback"),
    path("login/front-channel-logout/", login.front_channel_logout, name="front-channel-logout"),
    path("logout/", login.log_out, name="logout"),
    path("logged-out/", login.logged_out, name="logged-out"),
]
