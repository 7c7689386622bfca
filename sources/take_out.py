"""Articles that came in by mistake are taken out again, with what the machine read in them; never what people did."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext

from entities.create import CREATED
from entities.hold import hold
from entities.images import label
from entities.lookup import KEPT_APART
from entities.models import ActRow, Entity
from entities.refused import Refused
from entities.undo import undo
from sources.copies import LOCK, regroup
from sources.models import Article, Maker, Outlet, Statement, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from entities.models import Act

NAMED = 5


def worked_on(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of the articles that a person has worked on: an act that stands is about them or a statement of theirs, a
    statement was touched or written down, or a later revision follows. Two sub-queries, however many there are.
    """
    statements = Statement.objects.filter(article__in=articles.order_by().values("pk"))
    touched = statements.filter(Q(touched_at__isnull=False) | Q(made_by=Maker.PERSON))
    acts = ActRow.objects.filter(act__undone_by=None, act__is_undoing=False)
    on_articles = acts.filter(model=label(Article), row__in=articles.order_by().values("pk")).values("row")
    on_statements = acts.filter(model=label(Statement), row__in=statements.order_by().values("pk")).values(
        "row"
    )
    return articles.filter(
        Q(pk__in=touched.order_by().values("article"))
        | Q(pk__in=on_articles)
        | Q(pk__in=statements.filter(pk__in=on_statements).order_by().values("article"))
        | Q(revised_by__isnull=False)
    )


def take_out(articles: QuerySet[Article]) -> int:
    """Removes the articles, all or none; returns how many. In the caller's transaction, which holds them.

    Raises Refused, naming them, where a person has worked on some of them.
    """
    ids = list(articles.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    going = Article.objects.filter(pk__in=ids)
    check_untouched(going)
    hold([LOCK])
    keys = going.exclude(copies=None).order_by().values("copies")
    left = list(Article.objects.filter(copies__in=keys).exclude(pk__in=ids).values_list("pk", flat=True))
    said = Statement.objects.filter(article__in=ids).order_by()
    wordings = list(said.exclude(wording=None).values_list("wording", flat=True).distinct())
    apart = list(said.filter(speaker__kind__in=KEPT_APART).values_list("speaker", flat=True).distinct())
    try:
        going.delete()
    except ProtectedError as held:
        what = sorted({str(type(row)._meta.verbose_name) for row in held.protected_objects})
        raise Refused(
            gettext("Something rests on these articles by now (%(what)s).") % {"what": ", ".join(what)}
        ) from None
    Wording.objects.filter(pk__in=wordings, statements=None).delete()
    # A source without a name belongs to its article alone.
    known = ActRow.objects.filter(model=label(Entity), row__in=apart).values("row")
    unused = Entity.objects.filter(pk__in=apart, statements=None, relays=None, mentions=None, stands_for=None)
    unused.filter(made_by=None, merged_into=None, merged_here=None).exclude(pk__in=known).delete()
    regroup(left)
    return len(ids)


def take_out_outlets(outlets: Iterable[int], *, since: Act, by: AbstractBaseUser) -> None:
    """Takes back the outlets among these that were made after ``since`` by whoever did it, and that nothing is left of:
    a wrong column can have made a thousand. One that is named elsewhere, or that somebody has told more about, stays.
    """
    rows = ActRow.objects.filter(model=label(Entity), row__in=list(outlets), act__kind=CREATED)
    made = rows.filter(act__pk__gt=since.pk, act__by=since.by, act__undone_by=None).order_by("-act_id")
    unused = Outlet.objects.filter(articles=None, feeds=None, hosts=None, group=None, homepage="")
    empty = set(unused.filter(pk__in=made.values("row")).values_list("pk", flat=True))
    for row in made.select_related("act"):
        if row.row in empty:
            with suppress(Refused), transaction.atomic():
                Outlet.objects.filter(pk=row.row).delete()
                undo(act=row.act, by=by)


def check_untouched(articles: QuerySet[Article]) -> None:
    """Raises Refused, naming them, where a person has worked on some of the articles."""
    found = worked_on(articles).order_by("pk")
    count = found.count()
    if not count:
        return
    names = [f"“{article}”" for article in found.defer("text")[:NAMED]]
    more = f" and {count - NAMED} more" if count > NAMED else ""
    raise Refused(
        gettext(
            "Somebody has worked on %(count)s of these articles since: %(names)s%(more)s. Take back what was done with them first."
        )
        % {"count": count, "names": ", ".join(names), "more": more}
    )
