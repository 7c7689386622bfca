"""The Celery application: `celery -A config worker`, `celery -A config beat`.

Its settings are the CELERY_ names of config/settings.py. Nothing heavy is loaded here, as web processes import this
module to ring for work; the reader's spaCy pipeline is loaded by the task that needs it, once in each worker child.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_prerun
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# NumPy's matrices are small here: more threads would wait for each other, in each of several workers. It is read when
# NumPy loads, so it stands before anything that does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Celery("claimdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_django_logging(**_: Any) -> None:
    """Leave logging as settings.LOGGING has it; Celery would else replace its handlers and formats."""


@task_prerun.connect
def drop_old_connections(**_: Any) -> None:
    """Before each task as before each request: a connection that died, or has its time behind it, is not used again."""
    close_old_connections()
