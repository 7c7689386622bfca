"""Thin doors from the queue to the use cases: an id comes in, the row says the rest."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from claims import follow_names as names
from claims import match
from claims.find import lexemes
from claims.mail_notices import mail_notices as send_letters
from claims.send_digests import send_digests as send_letters_of_the_day
from sources import stages


@shared_task(bind=True)
def suggest_for_article(self: Any, article_id: int) -> None:
    """Holds one article's statements against the claims."""
    stages.take_further(article_id, task=self.name, by=self.request.id)


stages.register("claims.tasks.suggest_for_article", match.suggesting)


@shared_task(bind=True)
def suggest_for_claim(self: Any, claim_id: int) -> None:
    """Holds one claim against all past statements."""
    match.match_claim(claim_id, by=self.request.id)


@shared_task
def sweep() -> None:
    """Rings again for claims that wait too long."""
    match.sweep()


@shared_task
def count_lexemes() -> None:
    """Counts how many claims and statements hold each lexeme."""
    lexemes.count_lexemes()


@shared_task
def follow_names() -> None:
    """Lets the search words of speakers' names follow renames and merges."""
    names.follow_names()


@shared_task
def refit_model() -> None:
    """Fits the coefficients of suggestions anew from the desk's decisions, and puts better ones to use."""
    from claims.refit import refit_model as refit  # loads numpy, which no other task needs

    refit()


@shared_task
def mail_notices() -> None:
    """Mails unread notices of watched claims."""
    send_letters()


@shared_task
def send_digests() -> None:
    """Sends the letters of the day."""
    send_letters_of_the_day()
