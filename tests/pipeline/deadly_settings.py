"""The desk's settings with the deadly reader."""

from config.settings import *  # noqa: F403

CELERY_IMPORTS = ["tests.pipeline.deadly"]
