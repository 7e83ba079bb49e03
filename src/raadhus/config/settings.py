"""Django's settings, made from the typed environment."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from raadhus.config.logging import configure_logging
from raadhus.platform.environment import Mode, current_environment

environment = current_environment()
_PACKAGE = Path(__file__).resolve().parents[1]
ROOT = _PACKAGE.parents[1]
HOME = environment.home if environment.home.is_absolute() else ROOT / environment.home
ASSETS = ROOT / ".raadhus" / "assets"  # built from this checkout, whatever the home of its data

if environment.metrics_folder:  # web workers count together there; set before prometheus_client is imported
    environment.metrics_folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(environment.metrics_folder)

DEBUG = False
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = ["*"]  # the tenant middleware answers 404 to a host that is no municipality's
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "raadhus.config.urls"
WSGI_APPLICATION = "raadhus.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

ROOMS = [
    name
    for name in (
        "platform",
        "bus",
        "ui",
        "registers",
        "identity",
        "organisation",
        "rules",
        "processes",
        "records",
        "catalogue",
        "notifications",
        "post",
        "forms",
        "cases",
        "statistics",
        "portal",
        "workspace",
        "console",
    )
    if (_PACKAGE / name / "apps.py").exists()
]
INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "csp",
    *(f"raadhus.{room}" for room in ROOMS),
    "raadhus.config",
]

MIDDLEWARE = [
    "raadhus.config.middleware.flow.FlowMiddleware",
    "raadhus.config.middleware.observe.ObserveMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "raadhus.config.middleware.csp.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "raadhus.config.middleware.host.HostMiddleware",
    "raadhus.config.middleware.language.LanguageMiddleware",
    "raadhus.config.middleware.frame.FrameMiddleware",
    "django.middleware.common.CommonMiddleware",
    "raadhus.config.middleware.limits.RateLimitMiddleware",
    "raadhus.config.middleware.tenant.TenantMiddleware",
    "raadhus.config.middleware.session.SessionMiddleware",
    "raadhus.config.middleware.body.BodyMiddleware",  # before whatever reads the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "raadhus.config.middleware.session.ActorMiddleware",
    "raadhus.config.middleware.refusals.RefusalMiddleware",
]


def _database(url: str) -> dict[str, Any]:
    """Read an address as libpq does: its host may be the folder of a socket, and more may be told, as ``sslmode``."""
    try:
        told = conninfo_to_dict(url)
    except ProgrammingError:
        sentence = "RAADHUS_DATABASE_URL must look like postgresql://user:password@host:port/database."
        raise ImproperlyConfigured(sentence) from None  # the reason would quote the password
    return {
        "ENGINE": "raadhus.platform.database",
        "NAME": told.pop("dbname", "raadhus"),
        "USER": told.pop("user", ""),
        "PASSWORD": told.pop("password", ""),
        "HOST": told.pop("host", "127.0.0.1"),
        "PORT": told.pop("port", "5432"),
        "OPTIONS": told,
        # kept by its thread; now and then a fresh one, since a backend of PostgreSQL grows with what it has seen
        "CONN_MAX_AGE": 0 if environment.mode is Mode.TEST else 3600,
        "CONN_HEALTH_CHECKS": True,  # otherwise each page after a restart of the database would meet a dead connection
    }


# a lock that is not given and a transaction that nobody goes on with end, and with them what waits behind them
_PATIENCE = "-c lock_timeout=15s -c idle_in_transaction_session_timeout=60s"
_PREPARED = {"server_side_binding": True, "prepare_threshold": 3}  # see config.prepared
DATABASES = {"default": _database(environment.database_url)}
DATABASES["default"]["OPTIONS"] |= {
    **_PREPARED,
    "patience_s": 0 if environment.mode is Mode.TEST else 10,
    "options": f"-c statement_timeout={round(environment.statement_timeout_s * 1000)} {_PATIENCE}",
}
if environment.owner_database_url:
    DATABASES["owner"] = _database(environment.owner_database_url)
APP_ROLE = DATABASES["default"]["USER"] or "raadhus_app"

LANGUAGE_CODE = "en"
LANGUAGES = [("da", _("Danish")), ("nb", _("Norwegian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS: list[Path] = []

TEMPLATES = [
    {
        "NAME": "pages",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_PACKAGE / room / "templates" for room in (*ROOMS, "config")],
        "OPTIONS": {
            "environment": "raadhus.ui.templating.Environments",
            "context_processors": ["raadhus.ui.context.frame"],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ASSETS / "web"] if (ASSETS / "web").exists() else []
_HASHED = environment.mode is not Mode.TEST
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "raadhus.ui.storage.HashedFiles"
        if _HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_ENGINE = "raadhus.identity.web.session_store"
# No other host of the same parent domain can plant a cookie with this prefix; browsers take it by HTTPS only, tests' do not.
HOST_ONLY = "__Host-" if environment.https and environment.mode is not Mode.TEST else ""
SESSION_COOKIE_NAME = f"{HOST_ONLY}session"
LOGIN_COOKIE_NAME = f"{HOST_ONLY}login"  # of a login that has begun
SESSION_COOKIE_SECURE = environment.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CITIZENS_BEGIN_AT = "/my/"  # after a login that was on its way nowhere
CSRF_FAILURE_VIEW = "raadhus.config.middleware.refusals.csrf_failed"
CSRF_COOKIE_NAME = f"{HOST_ONLY}csrftoken"
CSRF_COOKIE_SECURE = environment.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False  # the proxy in front does it
SECURE_HSTS_SECONDS = 31536000 if environment.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

PROCRASTINATE_ON_APP_READY = "raadhus.bus.relay.join_queue"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

configure_logging(environment.log_level, shows_error_texts=environment.is_demo)
LOGGING_CONFIG = None
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS follows RAADHUS_HTTPS
    "security.W008",  # the proxy in front redirects to HTTPS
]
