"""A person lets the articles of a checked import come in; and takes that back, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register, rows_of
from entities.refused import Refused
from matching.phrase import say_counted
from sources.bring_rows import ring_for_import
from sources.models import Article, Import, ImportRow, ImportState, RowState
from sources.take_out import check_untouched, take_out, take_out_outlets

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from entities.models import Act


@transaction.atomic
def begin_import(*, brought: Import, by: AbstractBaseUser) -> Import:
    """Lets the good rows of a checked import become articles. Raises Refused where somebody did already, or none is good."""
    brought = _held(brought.pk)
    if brought.state != ImportState.CHECKED:
        raise Refused(gettext("This import is %(state)s already.") % {"state": brought.get_state_display()})
    good = brought.rows.filter(state=RowState.GOOD).count()
    if not good:
        raise Refused(gettext("No row of this file can become an article."))
    words = say_counted(
        "brought in %(articles)s article from “%(brought)s”",
        "brought in %(articles)s articles from “%(brought)s”",
        good,
        articles=f"{good:,}",
        brought=brought,
    )
    with act(BEGUN, by=by, words=words, watch=[brought]):
        _set(brought, ImportState.ADDING)
    ring_for_import(brought)
    return brought


@transaction.atomic
def discard_import(*, brought: Import) -> None:
    """Removes an import of which nothing became an article. Raises Refused for any other."""
    brought = _held(brought.pk)
    if brought.state not in (ImportState.CHECKING, ImportState.CHECKED):
        raise Refused(gettext("Articles came in from this file. Take the import back instead."))
    brought.delete()


def articles_of(brought: Import) -> QuerySet[Article]:
    """The articles that came in by an import and are still here."""
    return Article.objects.filter(import_row__of=brought)


def _check(done: Act) -> None:
    """Before anything is taken back: raises Refused where a person has worked on some of the articles."""
    if not done.is_undoing:
        check_untouched(articles_of(_of(done)))


def _invert(done: Act, undoing: Act) -> None:
    """Takes the articles out again, or lets the rows come in again."""
    brought = _of(done)
    if undoing.is_undoing:
        outlets = set(articles_of(brought).order_by().values_list("outlet", flat=True))
        take_out(articles_of(brought))
        take_out_outlets(outlets, since=done, by=undoing.by)
        ImportRow.objects.filter(of=brought, state=RowState.ADDED).update(state=RowState.GOOD, article=None)
        _set(brought, ImportState.TAKEN_BACK)
    else:
        _set(brought, ImportState.ADDING)
        ring_for_import(brought)


BEGUN = register(
    "import.begin",
    label=gettext_noop("brought in many articles"),
    permission="sources.add_article",
    check=_check,
    invert=_invert,
)


def _of(done: Act) -> Import:
    ids = rows_of(done, Import)
    if not Import.objects.filter(pk__in=ids).exists():
        raise Refused(gettext("This import is no longer there."))
    return _held(ids[0])


def _held(pk: int) -> Import:
    return Import.objects.select_for_update().get(pk=pk)


def _set(brought: Import, state: ImportState) -> None:
    """Moves an import on; an attempt that is under way is overtaken, and keeps nothing."""
    brought.state = state
    brought.attempts, brought.taken_at, brought.taken_by, brought.rung_at = 0, None, "", None
    brought.error, brought.set_aside_at = "", None
    brought.save()
