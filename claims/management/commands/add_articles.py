"""manage.py add_articles FILE...: articles from the shell, through the same use case as the browser's."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.models import Link
from entities.refused import Refused
from sources.find_details import find_details
from sources.ingest import AlreadyHere, add_article
from sources.models import Article, Stage, Statement
from sources.text import decoded

POLL_SECONDS = 0.5


class Command(BaseCommand):
    """Adds text files as articles, and with --wait prints what was found in each."""

    help = "Adds text files as articles. With --wait, waits until each is linked and prints what was found."

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the files and options."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a text file in UTF-8")
        parser.add_argument(
            "--outlet", default="", help="the outlet that printed them (else “Unknown outlet”)"
        )
        parser.add_argument("--by", default="", help="the user who adds them (else the first active one)")
        parser.add_argument(
            "--wait", action="store_true", help="wait until each article is linked or set aside"
        )
        parser.add_argument("--timeout", type=float, default=300, help="seconds to wait at most (300)")
        parser.add_argument("--json", action="store_true", help="one JSON line an article")

    def handle(self, *args: Any, **options: Any) -> None:
        """Adds, waits if asked, prints; exit code 1 where any file failed."""
        by = _who(options["by"])
        results = [self._add(file, by=by, outlet=options["outlet"]) for file in options["files"]]
        if options["wait"]:
            _wait([r["article"] for r in results if r["article"]], seconds=options["timeout"])
        for result in results:
            _look(result, waited=options["wait"])
            self.stdout.write(
                json.dumps(result, ensure_ascii=False) if options["json"] else _in_words(result)
            )
        if any(result["error"] for result in results):
            sys.exit(1)

    def _add(self, file: Path, *, by: User, outlet: str) -> dict[str, Any]:
        result: dict[str, Any] = {"file": str(file), "article": None, "error": ""}
        try:
            text = decoded(file.read_bytes())
            details = find_details(text)
            article = add_article(
                by=by,
                outlet=outlet or "Unknown outlet",
                text=text,
                title=details.title,
                published_at=details.published_at,
            )
            result["article"] = article.pk
        except AlreadyHere as error:
            result |= {"article": error.article.pk, "error": error.message}
        except Refused as error:
            result["error"] = error.message
        except OSError as error:
            result["error"] = f"The file cannot be read: {error.strerror}."
        return result


def _who(username: str) -> User:
    people = User.objects.filter(is_active=True)
    user = people.filter(username=username).first() if username else people.order_by("pk").first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”." if username else "Make a user first.")
    return user


def _wait(articles: list[int], *, seconds: float) -> None:
    """Until each article is linked or set aside, or the time is up."""
    waiting = Article.objects.filter(pk__in=articles, set_aside_at=None).exclude(stage=Stage.LINKED)
    until = time.monotonic() + seconds
    while waiting.exists() and time.monotonic() < until:
        time.sleep(POLL_SECONDS)


def _look(result: dict[str, Any], *, waited: bool) -> None:
    """Adds to a result what its article has by now."""
    if result["article"] is None:
        return
    article = Article.objects.select_related("outlet__entity").defer("text").get(pk=result["article"])
    published = timezone.localtime(article.published_at).date().isoformat() if article.published_at else None
    result |= {"title": article.title, "outlet": article.outlet.entity.name, "published": published}
    result |= {"stage": article.stage, "statements": [], "suggestions": []}
    if article.is_set_aside:
        result["error"] = result["error"] or article.error
    elif waited and not article.is_done:
        result["error"] = result["error"] or f"Still {article.get_stage_display()} when the time was up."
    for statement in Statement.objects.filter(article=article).standing().with_speakers():
        result["statements"].append(
            {"id": statement.pk, "speaker": statement.shown_speaker, "content": statement.content}
        )
    links = (
        Link.objects.filter(statement__article=article).select_related("claim").order_by("-probability", "pk")
    )
    result["suggestions"] = [
        {
            "claim": link.claim.text,
            "statement": link.statement_id,
            "probability": link.probability,
            "state": link.state,
        }
        for link in links
    ]


def _in_words(result: dict[str, Any]) -> str:
    if result["article"] is None:
        return f"{result['file']}: not added. {result['error']}"
    lines = [
        f"{result['file']}: article {result['article']}, {result['stage']}, {len(result['statements'])} statements"
    ]
    lines += [f"  {s['speaker'] or 'nobody named'}: {s['content']}" for s in result["statements"]]
    for s in result["suggestions"]:
        strength = "by hand" if s["probability"] is None else f"{s['probability']:.2f}"
        lines.append(f"  bears on “{s['claim']}” ({strength}, {s['state']})")
    if result["error"]:
        lines.append(f"  {result['error']}")
    return "\n".join(lines)
