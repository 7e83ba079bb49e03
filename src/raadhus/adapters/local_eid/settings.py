"""Django's settings of the provider, a project of its own beside the town hall."""

from pathlib import Path

from raadhus.adapters.local_eid.keys import keep_signing_key
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "eid.sqlite3",
        "CONN_MAX_AGE": None,  # a connection that is opened anew reads the whole schema first
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",  # a demo may forget its last second
        },
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "eid_session"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "eid_csrf"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
LANGUAGE_CODE = "en"
LANGUAGES = [("da", "Dansk"), ("nb", "Norsk bokmål"), ("en", "English")]
LOCALE_PATHS = [_HERE.parent / "locale"]
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": keep_signing_key(FOLDER / "signing-key.pem"),
    "OAUTH2_VALIDATOR_CLASS": "raadhus.adapters.local_eid.validator.Validator",
    "PKCE_REQUIRED": True,
    "SCOPES": {"openid": "who", "profile": "name", "nin": "number", "groups": "groups"},
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "ACCESS_TOKEN_EXPIRE_SECONDS": 300,
    "ID_TOKEN_EXPIRE_SECONDS": 300,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
