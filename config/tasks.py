"""What the house itself has done in the background."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command


@shared_task
def forget_sessions() -> None:
    """Removes log-ins that have ended: nobody needs to know any more who was here when."""
    call_command("clearsessions")
