"""Which names people are asked about, and how much each matters: counted from what articles left unresolved.

Nobody is asked whom "Iranian" means where a whole people is meant: there is nothing to answer.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from entities.hold import hold
from matching.names import normal_form
from sources.models import UNSETTLED, AskedName, Mention, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 5_000
COUNTS = """
WITH asked (key, text) AS (SELECT * FROM unnest(%(keys)s::text[], %(texts)s::text[])),
named AS (
    SELECT a.key, m.* FROM asked a JOIN sources_mention m ON m.text = a.text AND m.outcome = ANY(%(unsettled)s)
    WHERE NOT (m.kind = 'group' AND EXISTS (SELECT FROM entities_alias p WHERE p.key = a.key AND p.form = 'people'))
),
spoken AS (
    SELECT a.key, s.id, s.article_id, s.speaker_name, s.speaker_type, s.speaker_outcome FROM asked a
    JOIN sources_statement s ON s.speaker_name = a.text AND s.speaker_id IS NULL AND s.struck_at IS NULL
        AND s.speaker_outcome = ANY(%(unsettled)s)
),
waiting AS (
    SELECT key, id FROM spoken
    UNION
    SELECT n.key, s.id FROM named n JOIN sources_statement s ON s.article_id = n.article_id AND s.struck_at IS NULL
    WHERE EXISTS (
        SELECT FROM generate_subscripts(s.spans, 1) i WHERE s.spans[i][1] <= n.start AND n."end" <= s.spans[i][2]
    )
),
places AS (
    SELECT key, article_id, text, kind, outcome, id AS mention, 0 AS statement FROM named
    UNION ALL
    SELECT key, article_id, speaker_name, speaker_type, speaker_outcome, 0, id FROM spoken
)
SELECT p.key, mode() WITHIN GROUP (ORDER BY p.text), array_agg(DISTINCT p.text), mode() WITHIN GROUP (ORDER BY p.kind),
    bool_or(p.outcome = 'several'), coalesce(max(w.n), 0), count(*) FILTER (WHERE p.mention > 0),
    count(DISTINCT p.article_id), max(p.mention), max(p.statement)
FROM places p LEFT JOIN (SELECT key, count(*) AS n FROM waiting GROUP BY key) w ON w.key = p.key
GROUP BY p.key
"""
COLUMNS = ("key", "name", "texts", "kind", "several", "statements", "mentions", "articles", "last_mention",
           "last_statement")  # fmt: skip
COUNTED = [name for name in COLUMNS if name != "key"]


def count_article(article_id: int) -> int:
    """Counts the names that one article left unresolved. Returns how many are asked about."""
    named = Mention.objects.filter(article=article_id, outcome__in=UNSETTLED).values_list("text", flat=True)
    spoken = _unspoken().filter(article=article_id).values_list("speaker_name", flat=True)
    return count_names({*named, *spoken})


def count_all() -> int:
    """Counts every name anew. Returns how many are asked about."""
    texts = set(
        Mention.objects.filter(outcome__in=UNSETTLED).order_by().values_list("text", flat=True).distinct()
    )
    texts |= set(_unspoken().order_by().values_list("speaker_name", flat=True).distinct())
    for spellings in AskedName.objects.values_list("texts", flat=True):
        texts |= set(spellings)
    ordered = sorted(texts, key=normal_form)
    return sum(count_names(ordered[n : n + AT_ONCE]) for n in range(0, len(ordered), AT_ONCE))


@transaction.atomic
def count_names(texts: Iterable[str], *, reopen: bool = False) -> int:
    """Counts the names that have these spellings, with their other spellings known so far. Returns how many are asked
    about. One that somebody answered is asked about again where something new came, or where told to ``reopen``.
    """
    hold(["asked names"])
    spelled: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        spelled[normal_form(text)].add(text)
    spelled.pop("", None)
    known = {row.key: row for row in AskedName.objects.filter(key__in=spelled)}
    for key, row in known.items():
        spelled[key] |= set(row.texts)
    counted = _counted(spelled)
    for row in counted:
        before = known.get(row.key)
        news = (
            before is None
            or row.last_mention > before.last_mention
            or row.last_statement > before.last_statement
        )
        row.answered = bool(before and before.answered and not news and not reopen)
    AskedName.objects.bulk_create(
        counted, update_conflicts=True, unique_fields=["key"], update_fields=[*COUNTED, "answered"]
    )
    AskedName.objects.filter(key__in=spelled.keys() - {row.key for row in counted}).delete()
    return len(counted)


def _counted(spelled: dict[str, set[str]]) -> list[AskedName]:
    pairs = [(key, text) for key, texts in spelled.items() for text in sorted(texts)]
    given: dict[str, Any] = {
        "keys": [key for key, _ in pairs],
        "texts": [text for _, text in pairs],
        "unsettled": list(UNSETTLED),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, given)
        return [AskedName(**dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]


def _unspoken() -> Any:
    waiting = Statement.objects.standing().filter(speaker=None, speaker_outcome__in=UNSETTLED)
    return waiting.exclude(speaker_name="")
