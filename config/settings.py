"""Settings of Claimdesk: one file, each value read from the environment once, each with its reason.

Everything has a default that suits a first run on one machine; a server sets at least SECRET_KEY, ALLOWED_HOSTS,
DATABASE_URL and REDIS_URL. docs/settings.md lists them all, and a test holds that list to this file.
"""

import sys
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language_info, to_language

from config import local_services

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where things live ---------------------------------------------------------------------------------------
# Private databases, logs and generated secrets of a first run. Never in the repository.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var"))).resolve()

# --- safety --------------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
# Without SECRET_KEY a random one is made and kept in VAR_DIR, so that a first run needs no set-up and log-ins survive
# a restart; two web servers must be given the same one.
SECRET_KEY = env.str("SECRET_KEY", "") or local_services.secret_key(VAR_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Behind a proxy that ends TLS: HTTPS=1 marks cookies secure and trusts X-Forwarded-Proto.
HTTPS = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy that ends TLS redirects to it; here the redirect would break its health checks
    "security.W005",  # whether all subdomains are ready for TLS alone is for their owners to say
    "security.W021",  # likewise
]
CSRF_FAILURE_VIEW = "config.kept.form_too_old"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}

# --- applications --------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",  # its commands
    "claims",
    "sources",
    "entities",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.forms",  # its templates, which FORM_RENDERER looks for among the apps'
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "config.head.headers_alone",
    "config.only_text.only_text",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # It adds a random length to what it packs, so that nobody can guess a page's secrets by how well they pack.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.outsiders.little_from_outsiders",
    "config.kept.LoggedInAsBefore",
    "config.as_they_read.as_they_read",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.wrong_way.wrong_way",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "claims.views.live.LiveMarks",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Everywhere at hand: every page shows moments, and every word of it can be translated.
            "builtins": [
                "django.templatetags.i18n",
                "entities.templatetags.moments",
                "entities.templatetags.told",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.context_processors.desk",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- services ------------------------------------------------------------------------------------------------
# Unset, the private servers of local_services are used: they are started by `make run`, `make test` and manage.py.
DATABASE_URL = env.str("DATABASE_URL", "")
if DATABASE_URL and not DATABASE_URL.startswith(("postgresql://", "postgres://")):
    raise ImproperlyConfigured("DATABASE_URL must look like postgresql://user:password@host:5432/name")
DATABASES = {"default": env.db_url_config(DATABASE_URL or local_services.database_url(VAR_DIR))}
_database_options = DATABASES["default"].get("OPTIONS", {})
DATABASES["default"] |= {
    # libpq's way to name a socket's folder, ?host=/folder, is put where Django's dbshell looks for it.
    "HOST": _database_options.pop("host", "") or DATABASES["default"]["HOST"],
    # No pool: workers fork. A connection is kept and checked before it is used again; a new one has every table and plan
    # to learn, at the cost of the first page that uses it.
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 600),
    "CONN_HEALTH_CHECKS": True,
    # No just-in-time compiling: it takes longer than any of our queries, and starts by estimates, which are high for
    # a search whose words the planner cannot see. No second process for one query either: many people ask at once, and what
    # it takes another page waits for.
    "OPTIONS": {"connect_timeout": 10, "options": "-c jit=off -c max_parallel_workers_per_gather=0"}
    | _database_options,
}
# Whether `make run` puts the demo newsroom, with log-ins that it prints, into an empty database: not into a server's.
DEMO = env.bool("DEMO", not DATABASE_URL)
REDIS_URL = env.str("REDIS_URL", "") or local_services.redis_url(VAR_DIR)
LOCAL_SERVICES = local_services.wanted(
    VAR_DIR, postgres=not DATABASE_URL, redis=local_services.redis_url(VAR_DIR) == REDIS_URL
)
# The beginning of every key in Redis, so that several desks can share one.
QUEUE_PREFIX = env.str("QUEUE_PREFIX", "claimdesk:")

# --- people --------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "config.permissions.AtOnce",  # logs nobody in
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "claims.accounts.ClosedAccounts"  # nobody signs up by themselves; admins make the accounts
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# allauth counts failed log-ins in the cache; behind a proxy it must know how many proxies may name the client, or all people
# would be one client to it, and one of them could shut all of them out. Whoever sets HTTPS has a proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1 if HTTPS else 0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Claimdesk"
# An account is made by an admin for somebody they know; a desk without mail could verify no address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The cache counts failed log-ins and nothing else. Each web process counts for itself: a log-in must not depend on
# whether Redis answers. Room for many: a full one forgets at random, and whoever tries names by the hundred would fill it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- mail ----------------------------------------------------------------------------------------------------
# Unset, mail is written to the log, so that a password can be reset on a first run too.
EMAIL_CONFIG = env.email_url_config(env.str("EMAIL_URL", "consolemail://"))
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "claimdesk@localhost")
# Where mail goes out, what a person has not read of the claims they watch is mailed so often, in one letter. 0: never.
GOES_OUT = not EMAIL_CONFIG["EMAIL_BACKEND"].endswith("console.EmailBackend")
NOTICE_MAIL_SECONDS = env.int("NOTICE_MAIL_SECONDS", 900 if GOES_OUT else 0)
# Who wants one letter a day gets it from this hour on, by the newsroom's clock.
DIGEST_HOUR = env.int("DIGEST_HOUR", 7)
# What letters put before the desk's own addresses.
DESK_URL = env.str("DESK_URL", "").rstrip("/")
# Who reviewed a claim, in what leaves the desk (schema.org's ClaimReview).
NEWSROOM = env.str("NEWSROOM", "Claimdesk newsroom")

# --- language, time, numbers ---------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
# English, and whatever locale/ has a catalogue of (docs/translating.md).
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("en-gb", "English")] + [
    (to_language(place.name), get_language_info(to_language(place.name))["name_local"])
    for place in sorted(LOCALE_PATHS[0].glob("*/"))
    if (place / "LC_MESSAGES/django.mo").exists()
]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
# How days are written in a language that says nothing else (config/formats/ has those that do).
FORMAT_MODULE_PATH = "config.formats"
DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
USE_TZ = True

# --- static files --------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- uploads -------------------------------------------------------------------------------------------------
# The longest article, in characters; a longer text is refused with a message that says so.
ARTICLE_MAX_CHARACTERS = env.int("ARTICLE_MAX_CHARACTERS", 1_000_000)
# The form that carries it may be larger than the text it is allowed to hold, or the message could never be shown.
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("DATA_UPLOAD_MAX_MEMORY_SIZE", 32_000_000)
# The largest file, and how long reading one may take; it is read in a process of its own (sources/guarded.py).
FILE_MAX_BYTES = env.int("FILE_MAX_BYTES", 25_000_000)
FILE_MAX_SECONDS = env.int("FILE_MAX_SECONDS", 10)

# --- fetching ------------------------------------------------------------------------------------------------
# As whom the desk asks outlets' servers; its first word is what their robots.txt may name.
FETCH_AGENT = env.str("FETCH_AGENT", "Claimdesk/0.1 (newsroom desk)")
# Seconds between two requests to one server, from all workers together.
FETCH_PACE_SECONDS = env.float("FETCH_PACE_SECONDS", 2.0)
# The one server on loopback that may be fetched from, as "127.0.0.1:8099": for tests alone, never on a desk.
FETCH_TEST_SERVER = env.str("FETCH_TEST_SERVER", "")
# How often a feed is asked that is well and busy; quiet and broken ones are asked less often.
FEED_POLL_SECONDS = env.int("FEED_POLL_SECONDS", 900)

# --- the way of an article -----------------------------------------------------------------------------------
# What an article still waits for, by the stage it stands at: (stage, task that takes it further). Like MIDDLEWARE,
# a list of names: sources/ never imports claims/, and a newsroom can add a stage of its own.
ARTICLE_STAGES = [
    ("received", "sources.tasks.read_article"),
    ("read", "sources.tasks.attribute_article"),
    ("attributed", "claims.tasks.suggest_for_article"),
]
# An attempt that has held its row for longer than this many seconds is taken for dead. Above the hard time limit.
WORK_LEASE_SECONDS = env.int("WORK_LEASE_SECONDS", 200)
# A row that nobody took for this many seconds after it was last rung for is rung for again.
WORK_RING_AGAIN_SECONDS = env.int("WORK_RING_AGAIN_SECONDS", 60)
WORK_SWEEP_SECONDS = env.int("WORK_SWEEP_SECONDS", 30)
# After so many attempts that did not end well a row is set aside and shown to its reporter.
WORK_MAX_ATTEMPTS = env.int("WORK_MAX_ATTEMPTS", 3)
# The installed spaCy pipeline that the reader uses.
SPACY_PIPELINE = env.str("SPACY_PIPELINE", "en_news_ud_xs")
# The reader gives each statement a probability that its words and its speaker are right. Below the first a statement is
# marked as unsure, until a person looks at it; below the second an article's page hides it until somebody asks.
STATEMENT_UNSURE = env.float("STATEMENT_UNSURE", 0.5)
STATEMENT_HIDDEN = env.float("STATEMENT_HIDDEN", 0.0)

# --- suggestions ---------------------------------------------------------------------------------------------
# Probabilities from which a link is shown as likely, and from which it is shown at all; 0 for the second is what the
# coefficients say, by the size of the desk.
LINK_LIKELY = env.float("LINK_LIKELY", 0.7)
LINK_POSSIBLE = env.float("LINK_POSSIBLE", 0.0)
LINKS_PER_STATEMENT = env.int("LINKS_PER_STATEMENT", 5)

# --- Celery (each value measured: docs/decisions/0002-the-row-is-the-record.md) ---------------------------------
# Celery has words of its own for a socket and for the number of a database on it.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_TIMEOUT = False
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 180
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2_000
# A child that grew beyond this many kilobytes over one article is replaced before the next.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("WORKER_MAX_MEMORY_KB", 1_200_000)
# A person who adds an article does not wait for a queue that is down: the sweeper rings later.
CELERY_BROKER_CONNECTION_TIMEOUT = 4
CELERY_TASK_PUBLISH_RETRY = False
# A connection is kept from task to task: a new one has every table and plan to learn, which cost the server more than
# most tasks. config/celery.py drops one that died or is older than CONN_MAX_AGE.
CELERY_DB_REUSE_MAX = 1_000_000
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", 1)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 15,
    "unacked_restore_throttle": 1,
    "health_check_interval": 25,
    "socket_keepalive": True,
    "global_keyprefix": QUEUE_PREFIX,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "sources.tasks.sweep", "schedule": WORK_SWEEP_SECONDS},
    "sweep-outside": {"task": "sources.tasks.sweep_outside", "schedule": WORK_SWEEP_SECONDS},
    "compare-statements": {"task": "sources.tasks.compare_statements", "schedule": WORK_SWEEP_SECONDS},
    # What one article leaves unresolved is counted with it; this catches up with what people did elsewhere.
    # New names are held against all others; at night everything is gone through anew.
    "find-new-duplicates": {"task": "entities.tasks.find_duplicates", "schedule": 600},
    "find-duplicates": {
        "task": "entities.tasks.find_duplicates",
        "schedule": crontab(hour=2, minute=45),
        "kwargs": {"all_anew": True},
    },
    "count-names": {"task": "sources.tasks.count_names", "schedule": 900},
    "sweep-claims": {"task": "claims.tasks.sweep", "schedule": WORK_SWEEP_SECONDS},
    "follow-names": {"task": "claims.tasks.follow_names", "schedule": WORK_SWEEP_SECONDS},
    "count-claim-lexemes": {"task": "claims.tasks.count_lexemes", "schedule": 3600},
    "forget-sessions": {"task": "config.tasks.forget_sessions", "schedule": crontab(hour=4, minute=10)},
    # At night, by the newsroom's clock; a night that beat was down for is caught up with at its next start.
    "refit-model": {"task": "claims.tasks.refit_model", "schedule": crontab(hour=3, minute=30)},
}
if NOTICE_MAIL_SECONDS:
    CELERY_BEAT_SCHEDULE["mail-notices"] = {
        "task": "claims.tasks.mail_notices",
        "schedule": NOTICE_MAIL_SECONDS,
    }
if GOES_OUT:
    # Every hour, so that a letter that the mail server refused is tried again on its day.
    CELERY_BEAT_SCHEDULE["send-digests"] = {
        "task": "claims.tasks.send_digests",
        "schedule": crontab(minute=5),
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")

# --- logging -------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    # Said in one line by config/not_taken.py, where Django has a traceback.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
