"""The house: settings, addresses, the queue, and what a first run needs."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
