"""The stage "read": what an article says somebody said, written down from a reading of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources.models import Article, Maker, Mention, Relay, Statement
from sources.write_columns import write_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction import Reading
    from extraction import Statement as Read

BATCH = 500
# More pieces than anybody's words come in; and as much as the unique index can hold of one row.
MOST_SPANS = 100


def extract(*, article: Article, reading: Reading) -> int:
    """Stores the statements, relays and names of a reading; returns how many statements the article has then.

    What is stored already stays as it is, by its place in the text, so that reading twice changes nothing and nothing
    that a person touched is lost. The caller's transaction keeps all of it or nothing.
    """
    Statement.objects.bulk_create(_rows(article, reading.statements), batch_size=BATCH, ignore_conflicts=True)
    stored = {
        _key(row.spans): row for row in article.statements.filter(made_by=Maker.MACHINE, touched_at=None)
    }
    pairs = [(read, stored.get(_key(read.content_spans))) for read in reading.statements]
    _nest(reading.statements, [row for _, row in pairs])
    Relay.objects.bulk_create(
        (
            Relay(statement=row, position=position, name=name[:300])
            for read, row in pairs
            if row is not None
            for position, name in enumerate(read.via, start=1)
            if name.strip()
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    Mention.objects.bulk_create(
        (
            Mention(
                article=article,
                start=name.span[0],
                end=name.span[1],
                text=name.text[:300],
                kind=name.kind[:20],
            )
            for name in reading.names
            if name.text.strip()
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return article.statements.count()


def _rows(article: Article, statements: Iterable[Read]) -> list[Statement]:
    rows = {
        _key(read.content_spans): Statement(
            article=article,
            spans=[list(span) for span in read.content_spans[:MOST_SPANS]],
            content=read.content,
            kind=read.kind,
            polarity=read.polarity,
            modality=read.modality,
            cue=(read.cue or "")[:200],
            cue_span=list(read.cue_span) if read.cue_span else None,
            speaker_name=(read.speaker or "")[:300],
            speaker_type=(read.speaker_type or "")[:20],
            speaker_mention=(read.speaker_mention or "")[:300],
            speaker_span=list(read.speaker_span) if read.speaker_span else None,
            affiliation=(read.affiliation or "")[:300],
            confidence=read.confidence,
            made_by=Maker.MACHINE,
        )
        for read in statements
        if read.content.strip()
    }
    return list(rows.values())


def _nest(statements: Iterable[Read], rows: list[Statement | None]) -> None:
    """Points each nested statement to the one whose content holds it."""
    nested = []
    for read, row in zip(statements, rows, strict=True):
        parent = rows[read.parent] if read.parent is not None else None
        if row is not None and parent is not None and row.pk != parent.pk:
            row.parent = parent
            nested.append(row)
    write_columns(nested, ["parent"])


def _key(spans: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(span) for span in spans)[:MOST_SPANS]
