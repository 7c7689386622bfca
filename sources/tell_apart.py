"""A person says that an article is no copy of those it is grouped with; remembered, and taken back through the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, register, rows_of
from entities.refused import Refused
from matching.phrase import say, say_counted
from sources.copies import LOCK, regroup
from sources.models import Article, CopyPair

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act


@transaction.atomic
def tell_apart(*, article: Article, by: AbstractBaseUser) -> Act:
    """Says that the article is no copy of any other of its group; returns the act. Raises Refused where it has none."""
    hold([LOCK])
    article = Article.objects.select_for_update(of=("self",)).defer("text").get(pk=article.pk)
    if article.copies is None:
        raise Refused(gettext("This article counts as nobody’s copy already."))
    others = list(Article.objects.filter(copies=article.copies).exclude(pk=article.pk).defer("text"))
    ids = [tuple(sorted((article.pk, other.pk))) for other in others]
    known = {
        (pair.one_id, pair.other_id): pair
        for pair in CopyPair.objects.filter(
            one__in=[one for one, _ in ids], other__in=[two for _, two in ids]
        )
        if (pair.one_id, pair.other_id) in ids
    }
    words = (
        say("said that “%(article)s” is no copy of “%(other)s”", article=article, other=others[0])
        if len(others) == 1
        else say_counted(
            "said that “%(article)s” is no copy of “%(other)s” and %(n)s more",
            "said that “%(article)s” is no copy of “%(other)s” and %(n)s more",
            len(others) - 1,
            article=article,
            other=others[0],
        )
    )
    with act(APART, by=by, words=words, about=[article, *others]) as telling:
        telling.watch(list(known.values()))
        CopyPair.objects.filter(pk__in=[pair.pk for pair in known.values()]).update(apart=True)
        made = [CopyPair(one_id=one, other_id=two, apart=True) for one, two in ids if (one, two) not in known]
        telling.made(CopyPair.objects.bulk_create(made))
        regroup([article.pk, *(other.pk for other in others)])
    return telling.act


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    """The groups follow from the pairs."""
    hold([LOCK])
    regroup(rows_of(done, Article))


APART = register(
    "article.apart",
    label=gettext_noop("said that articles are no copies"),
    permission="sources.change_article",
    settle=_settle,
)
