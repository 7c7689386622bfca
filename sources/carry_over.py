"""An article has a new revision: its statements go over to where their words stand in it, the others stay behind. Names go
over where a person chose whom they mean.

The rows themselves go over, so that links, marks, judgements and everything that a person did stay on them. A quote that
was altered, or that is gone, stays where it was said, with what became of it, and whoever listens hears of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import partial_ratio

from sources.differ import moved, stretches, unchanged
from sources.locate import locate
from sources.models import Article, Fate, Mention, Outcome, Statement
from sources.signals import ALTERED, GONE, STANDS_AGAIN, statement_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.differ import Stretch

FEWEST_WORDS = 4
"""So many words are found again anywhere in the text; fewer only where they stood."""
ALIKE = 60
"""From which likeness (0 to 100) on what stands in the changed passages is the quote in other words."""
MOST_CHARACTERS = 20_000
MOST_CHANGED = 200_000
BATCH = 500


@dataclass(frozen=True)
class Carried:
    """How many statements went over, and how many stayed behind."""

    over: int
    altered: int
    gone: int


def carry_over(*, old: Article, new: Article) -> Carried:
    """Called in the transaction that stores ``new``, the revision that follows ``old``.

    A statement goes over where its words, and who is said to have said them, stand in the new text unchanged. One that
    an earlier revision lost and that this one has again goes over too.
    """
    found = stretches(old.text, new.text)
    same = unchanged(found)
    changed = "\n".join(new.text[slice(*each.new)] for each in _changed_lines(new.text, found))
    over: list[Statement] = []
    behind: list[Statement] = []
    for row in old.statements.all():
        (over if _place(row, old, new, same) else behind).append(row)
    Statement.objects.bulk_update(over, ["article", "spans", "cue_span", "speaker_span"], batch_size=BATCH)
    _carry_names(old, new, same)
    altered = 0
    for row in behind:
        is_altered = partial_ratio(row.content[:MOST_CHARACTERS], changed[:MOST_CHANGED]) >= ALIKE
        altered += is_altered
        row.lost_in, row.fate = new, Fate.ALTERED if is_altered else Fate.GONE
        row.save(update_fields=["lost_in", "fate"])
        if row.struck_at is None:
            what = ALTERED if is_altered else GONE
            statement_changed.send(Statement, statement=row, what=what)
    _bring_back(new)
    return Carried(len(over), altered, len(behind) - altered)


def _carry_names(old: Article, new: Article, same: Sequence[Stretch]) -> None:
    """The names that people chose an entity for, where they stand in the new text unchanged; reading it finds all others
    anew.
    """
    over = []
    for row in old.mentions.filter(outcome=Outcome.CHOSEN):
        if place := moved([row.start, row.end], same):
            row.article, (row.start, row.end) = new, place
            over.append(row)
    Mention.objects.bulk_update(over, ["article", "start", "end"], batch_size=BATCH)


def _bring_back(new: Article) -> None:
    """What earlier revisions lost, and this one has again word for word."""
    chain = list(
        Article.objects.filter(url_key=new.url_key, revision__lt=new.revision - 1).values_list(
            "pk", flat=True
        )
        if new.url_key
        else []
    )
    for row in Statement.objects.filter(article__in=chain, lost_in__isnull=False):
        spans = locate(new.text, row.content) if len(row.content.split()) >= FEWEST_WORDS else []
        if not spans or new.statements.filter(spans=spans).exists():
            continue
        row.article, row.spans, row.cue_span, row.speaker_span = new, spans, None, None
        row.lost_in, row.fate = None, ""
        row.save(update_fields=["article", "spans", "cue_span", "speaker_span", "lost_in", "fate"])
        statement_changed.send(Statement, statement=row, what=STANDS_AGAIN)


def _place(row: Statement, old: Article, new: Article, same: Sequence[Stretch]) -> bool:
    """Puts a statement where its words stand in the new text; False where they, or who said them, do not."""
    spans = [moved(span, same) for span in row.spans]
    around = [moved(span, same) if span else None for span in (row.cue_span, row.speaker_span)]
    if all(spans):
        if any(was and not now for was, now in zip((row.cue_span, row.speaker_span), around, strict=True)):
            return False
        places = [span for span in spans if span]
    else:
        places = _elsewhere(row, old, new)
        if not places:
            return False
        around = [None, None]
    row.article, row.spans = new, places
    row.cue_span, row.speaker_span = around
    return True


def _elsewhere(row: Statement, old: Article, new: Article) -> list[list[int]]:
    """A whole paragraph that was moved: its words, with who said them, stand somewhere else in the text."""
    whole = [*row.spans, *(span for span in (row.cue_span, row.speaker_span) if span)]
    start, end = min(span[0] for span in whole), max(span[1] for span in whole)
    if len(row.content.split()) < FEWEST_WORDS or new.text.find(old.text[start:end]) < 0:
        return []
    shift = new.text.find(old.text[start:end]) - start
    return [[span[0] + shift, span[1] + shift] for span in row.spans]


def _changed_lines(text: str, found: Sequence[Stretch]) -> list[Stretch]:
    """The lines of the new text in which anything changed."""
    lines = []
    for each in found:
        if each.sort == "same":
            continue
        start = text.rfind("\n", 0, each.new[0]) + 1
        end = text.find("\n", each.new[1])
        lines.append(type(each)("new", each.old, (start, len(text) if end < 0 else end)))
    return lines
