"""Thin doors from the queue to the use cases."""

from __future__ import annotations

from celery import shared_task

from entities import find_duplicates as duplicates


@shared_task
def find_duplicates(*, all_anew: bool = False) -> None:
    """Proposes entities that may be one: those with new names, or all."""
    if all_anew:
        duplicates.find_duplicates()
    else:
        duplicates.find_new()
