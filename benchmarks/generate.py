"""Fills an empty database with a made-up newsroom of any size: for pages and measurements at that size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from benchmarks.copying import copy_in
from benchmarks.newsroom import TOPICS, Newsroom, Size
from claims.find.lexemes import count_lexemes
from claims.models import Claim, Link, LinkDecision, Topic
from claims.roles import ADMIN, EDITOR, REPORTER, give_role
from entities.models import Alias, Entity, Kind
from matching.names import normal_form, script_of
from matching.names.blocks import stored_under
from sources.models import Article, Outlet, Statement

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from django.db import models

COPIED: tuple[type[models.Model], ...] = (Entity, Alias, Topic, Article, Statement, Claim, Link, LinkDecision)
SLOW_INDEXES = {"statement_search": Statement, "claim_search": Claim}
"""Made after the rows are in: much quicker than growing with them."""
PASSWORD = "made-up-newsroom"  # noqa: S105 - of a database that holds nothing but invented words
ARTICLES_AT_ONCE = 5000


class NotEmpty(Exception):
    """The database holds a desk's own rows."""


def generate(size: Size) -> dict[str, Any]:
    """Migrates and fills the database; returns what there is then. Raises NotEmpty where there is an article or a claim.

    Three users come with it, named reporter, editor and admin. All that the database checks is checked.
    """
    start = time.monotonic()
    call_command("migrate", verbosity=0)
    if Article.objects.exists() or Claim.objects.exists():
        raise NotEmpty(
            "There are articles or claims already; choose an empty database, such as VAR_DIR=var/size."
        )
    newsroom = Newsroom(size, by=_users())
    with transaction.atomic():
        _without_indexes()
        _copy_names(newsroom)
        _copy_articles(newsroom)
        _copy_claims(newsroom, in_review=_copy_links(newsroom))
        _count_on()
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '512MB'")
        _with_indexes()
        cursor.execute("vacuum analyze")
    count_lexemes()
    return {model.__name__: model._default_manager.count() for model in COPIED} | {
        "users": f"reporter, editor, admin; password {PASSWORD}",
        "seconds": round(time.monotonic() - start),
    }


def _users() -> int:
    """Makes a user of each role; returns the editor's id."""
    for role in (REPORTER, EDITOR, ADMIN):
        user, new = User.objects.get_or_create(username=role)
        if new:
            user.set_password(PASSWORD)
            user.save()
        give_role(user, role)
    return User.objects.get(username=EDITOR).pk


def _copy_names(newsroom: Newsroom) -> None:
    entities = list(newsroom.entities())
    copy_in(Entity, ("id", "name", "kind"), entities)
    copy_in(
        Alias,
        ("id", "entity_id", "name", "key", "script", "blocks"),
        ((pk, pk, name, normal_form(name), script_of(name), stored_under(name)) for pk, name, _ in entities),
    )
    outlets = ((pk, normal_form(name)) for pk, name, kind in entities if kind == Kind.OUTLET)
    copy_in(Outlet, ("entity_id", "key"), outlets)


def _copy_articles(newsroom: Newsroom) -> None:
    articles: list[Sequence[Any]] = []
    statements: list[Sequence[Any]] = []

    def copy() -> None:
        columns = ("id", "outlet_id", "title", "text", "content_hash", "published_at", "stage", "added_by_id")
        copy_in(Article, columns, ((*row, "linked", newsroom.by) for row in articles))
        said = ("id", "article_id", "spans", "content", "speaker_id", "speaker_terms", "speaker_name")
        always = ("kind", "cue", "made_by", "confidence", "speaker_type")
        copy_in(
            Statement,
            (*said, *always),
            ((*row, "indirect", "said", "machine", 0.9, "person") for row in statements),
        )
        articles.clear()
        statements.clear()

    for article, said in newsroom.articles():
        articles.append(article)
        statements += said
        if len(articles) == ARTICLES_AT_ONCE:
            copy()
    copy()


def _copy_links(newsroom: Newsroom) -> set[int]:
    """Copies the links ahead of the claims, whose keys are checked at the end; returns the claims with evidence."""
    columns = (
        "id",
        "claim_id",
        "statement_id",
        "state",
        "stance",
        "guessed_stance",
        "guessed_stance_probability",
    )
    more = ("probability", "rank", "reasons", "model_version", "decided_by_id", "decided_at")
    rows = list(newsroom.links())
    copy_in(Link, (*columns, *more), rows)
    decided = ((row[0], row[3], row[4], row[11], row[12]) for row in rows if row[3] != "suggested")
    copy_in(LinkDecision, ("link_id", "state", "stance", "by_id", "at"), decided)
    return {row[1] for row in rows if row[3] == "accepted"}


def _copy_claims(newsroom: Newsroom, *, in_review: Container[int]) -> None:
    copy_in(Topic, ("id", "name"), ((n, f"Topic {n}") for n in range(1, TOPICS + 1)))
    columns = (
        "id",
        "text",
        "note",
        "topic_id",
        "speaker_id",
        "speaker_terms",
        "proposed_at",
        "changed_at",
        "matched_at",
    )
    rows = ((*row, "in_review" if row[0] in in_review else "new", newsroom.by) for row in newsroom.claims())
    copy_in(Claim, (*columns, "work_state", "proposed_by_id"), rows)


def _count_on() -> None:
    """Lets the ids of new rows follow those that were copied."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COPIED)):
            cursor.execute(statement)


def _without_indexes() -> None:
    for index, model in _indexes():
        with connection.schema_editor() as editor:
            editor.remove_index(model, index)


def _with_indexes() -> None:
    for index, model in _indexes():
        with connection.schema_editor() as editor:
            editor.add_index(model, index)


def _indexes() -> Iterator[tuple[models.Index, type[models.Model]]]:
    for model in SLOW_INDEXES.values():
        yield from ((index, model) for index in model._meta.indexes if index.name in SLOW_INDEXES)
