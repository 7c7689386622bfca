"""Articles compared with all earlier ones in the background: which are copies of one text.

An article waits with ``compared`` false. The bands of its passages find the few articles that may share one, by an index
look-up each, and the words themselves decide. Copies of copies make one group, unless a person said that two of it are
none. One comparer works at a time; running it twice changes nothing.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from entities.hold import hold
from matching.same_text import COPIED, Words, band_keys, passages, share_of_shorter, words_of
from sources.cut import cut_out, pieces_in
from sources.models import Article, CopyPair, PassageBand, Stage
from sources.signals import copies_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

BATCH = 20
MOST_ARTICLES = 100
"""Articles looked at for one band: a passage in more of them, as of a court or an agency, tells no copy from another."""
MOST_COMPARED = 12
"""Articles of which the words are compared with one article's: those that share most bands with it."""
LOCK = "copies"


def compare_texts(*, batches: int | None = None) -> int:
    """Compares every article that waits, batch by batch, ``batches`` at most. Returns how many."""
    done = 0
    for _ in count() if batches is None else range(batches):
        n = compare_batch()
        done += n
        if n < BATCH:
            break
    return done


@transaction.atomic
def compare_batch() -> int:
    """Compares up to BATCH articles that are read, or set aside before, all or none of them. Returns how many."""
    hold([LOCK])
    waiting = Article.objects.filter(~Q(stage=Stage.RECEIVED) | Q(set_aside_at__isnull=False), compared=False)
    rows = list(waiting.only("pk", "text", "url_key", "content_hash").order_by("pk")[:BATCH])
    joined = {pk for row in rows for pk in _compare(row)}
    Article.objects.filter(pk__in=[row.pk for row in rows]).update(compared=True)
    regroup(joined)
    return len(rows)


def regroup(articles: Collection[int]) -> set[int]:
    """Groups these articles, and whatever hangs together with them, afresh; returns those whose group changed.

    In a transaction that holds LOCK. The key of a group is the lowest id in it when it was made.
    """
    if not articles:
        return set()
    pairs = _pairs_around(articles)
    every = {pk for pair in pairs for pk in (pair.one_id, pair.other_id)} | set(articles)
    groups = _grouped(pairs)
    now = dict(Article.objects.filter(pk__in=every).values_list("pk", "copies"))
    changed = {pk for pk in now if now[pk] != groups.get(pk)}
    for key in {groups.get(pk) for pk in changed}:
        Article.objects.filter(pk__in=[pk for pk in changed if groups.get(pk) == key]).update(copies=key)
    if changed:
        copies_changed.send(Article, articles=changed)
    return changed


def _compare(article: Article) -> list[int]:
    """Stores an article's bands and the pairs it makes; returns the articles of those pairs."""
    words = _words(article.text)
    keys = sorted(band_keys(passages(_story(article.text))))
    near = _near(article, keys)
    PassageBand.objects.bulk_create(
        [PassageBand(key=key, article=article) for key in keys], ignore_conflicts=True
    )
    others = Article.objects.filter(pk__in=near).only("pk", "text", "url_key", "content_hash")
    found = []
    for other in others:
        # A later revision is no copy.
        if other.url_key and other.url_key == article.url_key:
            continue
        same = other.content_hash == article.content_hash
        share = 1.0 if same else share_of_shorter(words, _words(other.text))
        if share >= COPIED:
            one, two = sorted((article.pk, other.pk))
            found.append(CopyPair(one_id=one, other_id=two, share=round(share, 3)))
    CopyPair.objects.bulk_create(found, ignore_conflicts=True)
    return [pk for pair in found for pk in (pair.one_id, pair.other_id)]


def _near(article: Article, keys: list[int]) -> list[int]:
    """The articles that share most bands with this one, and those that have its very words."""
    same = Article.objects.filter(content_hash=article.content_hash).exclude(pk=article.pk)
    found = list(same.order_by("pk").values_list("pk", flat=True)[:MOST_COMPARED])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.article_id FROM unnest(%s::bigint[]) AS k (key), LATERAL ("
            "SELECT article_id FROM sources_passageband WHERE key = k.key AND article_id <> %s "
            "ORDER BY article_id LIMIT %s) b GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s",
            [keys, article.pk, MOST_ARTICLES, MOST_COMPARED],
        )
        return [*found, *(pk for (pk,) in cursor.fetchall())]


def _story(text: str) -> str:
    """The text without what belongs to the page it stood on."""
    return cut_out(text, {piece.key for piece in pieces_in(text)}).text


def _words(text: str) -> Words:
    return words_of(_story(text))


def _pairs_around(articles: Collection[int]) -> list[CopyPair]:
    """Every pair of the articles that hang together with these, and of the groups they are in; those apart too."""
    known: set[int] = set()
    groups = Article.objects.filter(pk__in=articles).exclude(copies=None).values("copies")
    new = set(articles) | set(Article.objects.filter(copies__in=groups).values_list("pk", flat=True))
    pairs: dict[int, CopyPair] = {}
    while new:
        known |= new
        rows = list(CopyPair.objects.filter(Q(one__in=new) | Q(other__in=new)))
        pairs |= {row.pk: row for row in rows}
        new = {pk for row in rows if not row.apart for pk in (row.one_id, row.other_id)} - known
    return list(pairs.values())


def _grouped(pairs: Iterable[CopyPair]) -> dict[int, int]:
    """The group of each article that has one: pairs join by their share, the surest first, none that must be apart."""
    rows = list(pairs)
    apart = {frozenset((row.one_id, row.other_id)) for row in rows if row.apart}
    groups: dict[int, set[int]] = {}
    for row in sorted((row for row in rows if not row.apart), key=lambda row: (-(row.share or 0), row.pk)):
        one, other = (groups.get(pk, {pk}) for pk in (row.one_id, row.other_id))
        if one is other or any(frozenset((a, b)) in apart for a in one for b in other):
            continue
        joined = one | other
        groups |= dict.fromkeys(joined, joined)
    return {pk: min(members) for pk, members in groups.items()}
