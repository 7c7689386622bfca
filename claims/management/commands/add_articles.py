"""manage.py add_articles FILE-OR-ADDRESS...: articles from the shell, through the same use cases as the browser's."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.management.commands._outside import addresses_of, bring, is_address, look_only, wait_for_fetches
from claims.models import Link
from entities.refused import Refused
from sources.add_file import add_file
from sources.add_rows import add_many
from sources.ingest import AlreadyHere
from sources.models import Article, Stage, Statement
from sources.unpack.found import Unreadable
from sources.unpack.kinds import BULK, kind_of

POLL_SECONDS = 0.5


class Command(BaseCommand):
    """Adds files, addresses and what feeds have as articles, and with --wait prints what was found in each."""

    help = (
        "Adds files (text, HTML, PDF, Word and e-mail, one article each; CSV and JSON Lines, a row each), addresses and "
        "what feeds have as articles. With --wait, waits until each is linked and prints "
        "what was found. Addresses are fetched by a worker."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the files, addresses and options."""
        parser.add_argument(
            "files",
            nargs="*",
            metavar="SOURCE",
            type=str,
            help="a file, whose kind its content and name tell, or a web address",
        )
        parser.add_argument(
            "--feed", action="append", default=[], metavar="ADDRESS", help="everything that this feed has now"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be added, and store nothing of it"
        )
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
        if not options["files"] and not options["feed"]:
            raise CommandError("Name a file, an address or a --feed.")
        results = self._all(options, by=by)
        if options["dry_run"]:
            return self._say(results, options)
        if options["wait"]:
            wait_for_fetches(results, seconds=options["timeout"])
            _wait([r["article"] for r in results if r["article"]], seconds=options["timeout"])
        for result in results:
            _look(result, waited=options["wait"])
        return self._say(results, options)

    def _all(self, options: dict[str, Any], *, by: User) -> list[dict[str, Any]]:
        """A result for each source, in the order in which they were named."""
        outlet, dry_run = options["outlet"], options["dry_run"]
        sources = [(source, None) for source in options["files"]] + list(addresses_of(options["feed"]))
        found = []
        for source, failed in sources:
            if failed is not None:
                found.append(failed)
            elif not is_address(source):
                found.append(self._add(Path(source), by=by, outlet=outlet, dry_run=dry_run))
            else:
                found.append(
                    look_only(source, outlet=outlet) if dry_run else bring(source, by=by, outlet=outlet)
                )
        return found

    def _say(self, results: list[dict[str, Any]], options: dict[str, Any]) -> None:
        """Prints the results; exit code 1 where any of them failed."""
        words = _would if options["dry_run"] else _in_words
        for result in results:
            self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else words(result))
        if any(result["error"] for result in results):
            sys.exit(1)

    def _add(self, file: Path, *, by: User, outlet: str, dry_run: bool) -> dict[str, Any]:
        result: dict[str, Any] = {"file": str(file), "article": None, "error": ""}
        try:
            data = file.read_bytes()
            if kind_of(file.name, data) in BULK:
                return result | add_many(by=by, name=file.name, data=data, outlet=outlet, dry_run=dry_run)
            article = add_file(by=by, name=file.name, data=data, outlet=outlet, dry_run=dry_run)
            if dry_run:
                return result | {
                    "title": article.title,
                    "outlet": str(article.outlet),
                    "published": _day(article),
                    "characters": len(article.text),
                }
            result["article"] = article.pk
        except AlreadyHere as error:
            result |= {"article": error.article.pk, "error": error.message}
        except Refused as error:
            result["error"] = error.message
        except Unreadable as error:
            result["error"] = str(error)
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
    published = _day(article)
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


def _would(result: dict[str, Any]) -> str:
    if "rows" in result:
        return _rows_in_words(result)
    if result["error"]:
        return f"{result['file']}: would not be added. {result['error']}"
    said = [f"“{result['title']}”" if result["title"] else "without a title", result["outlet"]]
    said += [result["published"] or "no day", f"{result['characters']:,} characters"]
    return f"{result['file']}: would be added: {', '.join(said)}"


def _in_words(result: dict[str, Any]) -> str:
    if result.get("fetch") and result["article"] is None and not result["error"]:
        return f"{result['file']}: waits to be fetched"
    if "rows" in result:
        return _rows_in_words(result)
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


def _rows_in_words(result: dict[str, Any]) -> str:
    done = "would be added" if result["import"] is None else "added"
    lines = [f"{result['file']}: {result['good']:,} of {result['rows']:,} rows {done}"]
    return "\n".join([*lines, *(f"  line {bad['line']}: {bad['problem']}" for bad in result["bad"])])


def _day(article: Article) -> str | None:
    return timezone.localtime(article.published_at).date().isoformat() if article.published_at else None
