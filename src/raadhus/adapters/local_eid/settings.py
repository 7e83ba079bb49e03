"""Django's settings of the provider, a project of its own beside the town hall."""

from pathlib import Path

from raadhus.platform.environment import current_environment

environment = current_environment()
_HERE = Path(__file__).resolve().parent
FOLDER = environment.home.resolve() / "eid"
FOLDER.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = environment.eid_secret
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
USE_TZ = True
ROOT_URLCONF = "raadhus.adapters.local_eid.urls"
INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "eid_session"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "eid_csrf"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {"environment": "raadhus.ui.templating.Environments"},
    }
]
LANGUAGE_CODE = "en"
LANGUAGES = [("da", "Dansk"), ("nb", "Norsk bokmål"), ("en", "English")]
LOCALE_PATHS = [_HERE.parent / "locale"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
