"""Taking an act back: every row as it stood before, or a refusal that names the later act in the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from entities.hold import hold
from entities.images import aside, images, model_of, write_back
from entities.ledger import KINDS
from entities.ledger import act as new_act
from entities.models import Act, ActRow
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser, User
    from django.db.models import Model

    from entities.ledger import Kind


PLACES_NAMED = 3
# What everybody holds who takes back or merges.
TAKING_BACK = "taking back"


class InTheWay(Refused):
    """A later act rests on this one. ``act`` is that act: taken back first, it is in the way no more."""

    def __init__(self, act: Act) -> None:
        super().__init__(gettext("In the way: %(told)s. Take that back first.") % {"told": told(act)})
        self.act = act


class TakenBackAlready(Refused):
    """Somebody was first; ``act`` is what they did."""

    def __init__(self, act: Act) -> None:
        super().__init__(gettext("%(by)s has taken this back already.") % {"by": act.by.get_username()})
        self.act = act


@transaction.atomic
def undo(*, act: Act, by: AbstractBaseUser) -> Act:
    """Takes an act back, with its parts, the last first; returns the act that did so, which can be taken back too.

    Raises TakenBackAlready; InTheWay where a later act rests on it; Refused where a row has been changed by something
    that is not in the ledger, or cannot be brought back.
    """
    # One at a time, so that two who take back many rows never wait for each other in a ring.
    hold([TAKING_BACK])
    act = standing_form(act)
    if (earlier := _undone_by(act)) is not None:
        raise TakenBackAlready(earlier)
    _hold_rows(act)
    later = in_the_way(act)
    if later:
        raise InTheWay(later[0])
    return _take_back(act, by=by)


def undo_all(*, acts: Iterable[Act], by: AbstractBaseUser, words: str) -> Act:
    """Takes several acts back as one act, the last first: all of them or none. Raises what ``undo`` raises."""
    with new_act("undo.several", by=by, words=words) as done:
        for each in sorted(acts, key=lambda act: act.pk, reverse=True):
            undo(act=each, by=by)
    return done.act


def plan(act: Act) -> list[Act]:
    """What has to be taken back for this act to be: itself and everything in the way of it, the last first."""
    wanted, found = [act], {act.pk: act}
    while wanted:
        for later in in_the_way(wanted.pop()):
            if later.pk not in found:
                found[later.pk] = later
                wanted.append(later)
    return sorted(found.values(), key=lambda act: act.pk, reverse=True)


def in_the_way(act: Act) -> list[Act]:
    """The standing later acts that touched what this act did, the last first. Of a batch the whole is named."""
    tree = {act.pk, *(part.pk for part in _parts(act))}
    ours: dict[str, dict[int, ActRow]] = defaultdict(dict)
    for row in ActRow.objects.filter(act__in=tree).order_by("act_id"):
        ours[row.model].setdefault(row.row, row)
    touched = Q(pk__in=[])
    for model, rows in ours.items():
        touched |= Q(model=model, row__in=list(rows))
    theirs = ActRow.objects.filter(touched, act__gt=act.pk).exclude(act__in=tree)
    theirs = theirs.filter(act__undone_by=None, act__is_undoing=False)
    # All rows of ours on one row of the desk, for a batch may touch it twice.
    own = defaultdict(list)
    for row in ActRow.objects.filter(act__in=tree):
        own[row.model, row.row].append(row)
    found = {
        row.act_id: row.act
        for row in theirs.select_related("act__by", "act__part_of__by")
        if any(_meet(mine, row) for mine in own[row.model, row.row])
    }
    whole = {later.pk: later for later in map(_whole, found.values())}
    return sorted(whole.values(), key=lambda a: a.pk, reverse=True)


def standing_form(act: Act) -> Act:
    """The act itself, or the one by which it was done again last: that is the one to take back."""
    while True:
        act = Act.objects.select_related("by", "undoes", "undone_by__by").get(pk=act.pk)
        undoing = _undone_by(act)
        again = Act.objects.filter(undoes=undoing).first() if undoing else None
        if again is None:
            return act
        act = again


def told(act: Act) -> str:
    """Who did what, and when, as a refusal has it."""
    at = date_format(localtime(act.at), "SHORT_DATETIME_FORMAT")
    return gettext("%(by)s %(did)s (%(at)s)") % {"by": act.by.get_username(), "did": act.told, "at": at}


def kind_of(act: Act) -> Kind | None:
    """What is known of the act's kind; None where it cannot be taken back."""
    return KINDS.get(act.kind)


def may_undo(act: Act, *, by: User) -> bool:
    """Whether this person's role lets them take such an act back; of its parts ``may_undo_all`` knows."""
    kind = kind_of(act)
    if kind is None or (kind.own and act.by_id != by.pk):
        return False
    return not kind.permission or by.has_perm(kind.permission)


def may_undo_all(acts: Iterable[Act], *, by: User) -> bool:
    """Whether this person's role lets them take all of these back, with their parts."""
    return all(may_undo(each, by=by) for act in acts for each in (act, *_parts(act)))


def _whole(act: Act) -> Act:
    """The act that this one is part of, where that stands."""
    return act if act.part_of is None or hasattr(act.part_of, "undone_by") else act.part_of


def _undone_by(act: Act) -> Act | None:
    return getattr(act, "undone_by", None)


def _parts(act: Act) -> list[Act]:
    """The parts of an act that stand, with theirs, the last first."""
    parts = list(act.parts.filter(undone_by=None).select_related("by").order_by("-pk"))
    return [each for part in parts for each in (*_parts(part), part)]


def _meet(mine: ActRow, theirs: ActRow) -> bool:
    """Whether a later act rests on what an earlier one did to the same row."""
    if mine.before is None or mine.after is None:
        return True
    if theirs.before is None or theirs.after is None:
        return bool(mine.before)
    return bool(mine.before.keys() & theirs.before.keys())


def _hold_rows(act: Act) -> None:
    """Holds everything the act touched, room by room downwards to the claims, as the use cases do."""
    rows: dict[str, list[int]] = defaultdict(list)
    for model, row in ActRow.objects.filter(act__in=[act, *_parts(act)]).values_list("model", "row"):
        rows[model].append(row)
    for model in sorted(rows, reverse=True):
        images(model_of(model), rows[model], lock=True)


def _take_back(act: Act, *, by: AbstractBaseUser) -> Act:
    kind = kind_of(act)
    if kind is None:
        raise Refused(gettext("This cannot be taken back."))
    if kind.check is not None:
        kind.check(act)
    words = (
        say("did again: %(act)s", act=act.undoes.as_said)
        if act.is_undoing and act.undoes
        else say("took back: %(act)s", act=act.as_said)
    )
    with new_act(act.kind, by=by, words=words, undoes=act) as undoing:
        for part in act.parts.filter(undone_by=None).order_by("-pk"):
            _take_back(part, by=by)
        _write_down(act, undoing.act)
        if kind.invert is not None:
            kind.invert(act, undoing.act)
        else:
            _restore(act)
        if kind.settle is not None:
            kind.settle(act, undoing.act)
    return undoing.act


def _write_down(act: Act, undoing: Act) -> None:
    """The rows of an undoing are those of the act, the other way round."""
    ActRow.objects.bulk_create(
        ActRow(act=undoing, model=row.model, row=row.row, before=row.after, after=row.before)
        for row in act.rows.order_by("-pk")
    )


def _restore(act: Act) -> None:
    """Brings the rows back that the act itself changed, the last first."""
    for row in act.rows.order_by("-pk"):
        if row.before == {} and row.after == {}:
            continue
        model = model_of(row.model)
        _same_as_left(row)
        if row.before is None:
            _remove(row)
        else:
            columns = {name: value for name, value in row.before.items() if not name.startswith("@")}
            if columns:
                write_back(model, row.row, columns)


def _same_as_left(row: ActRow) -> None:
    """Raises Refused where a row is no longer as the act left it, though no act in the ledger touched it since."""
    model = model_of(row.model)
    now = images(model, [row.row], lock=True).get(row.row)
    if row.after is None:
        if now is not None:
            raise Refused(gettext("What was removed is there again, so it cannot be brought back."))
        return
    if now is None:
        raise Refused(gettext("What this changed is no longer there, so it cannot be taken back."))
    left = {name: value for name, value in row.after.items() if not name.startswith("@")}
    if row.before is not None and any(now[name] != value for name, value in left.items()):
        raise Refused(
            gettext(
                "It has changed since in a way that the ledger does not know, so it cannot be taken back."
            )
        )
    differs = {name for name in left if name not in aside(model) and now.get(name) != left[name]}
    if row.before is None and differs:
        raise Refused(gettext("What this made has changed since, so it cannot be taken back."))


def _remove(row: ActRow) -> None:
    made = model_of(row.model)._default_manager.filter(pk=row.row)
    try:
        made.delete()
    except ProtectedError as held:
        raise Refused(
            gettext("In the way: %(protected_objects)s.")
            % {"protected_objects": _resting(held.protected_objects)}
        ) from None


def _resting(rows: Iterable[Model]) -> str:
    """What rests on a row that would go: how many of what, and in which articles where they stand in some."""
    counts: Counter[str] = Counter()
    places: dict[str, None] = {}
    for row in rows:
        counts[str(row._meta.verbose_name)] += 1
        article = getattr(row, "article", None) or getattr(getattr(row, "statement", None), "article", None)
        if article is not None:
            places[f"“{article}”"] = None
    what = ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for name, count in sorted(counts.items()))
    shown, more = list(places)[:PLACES_NAMED], len(places) - PLACES_NAMED
    where = f", in {', '.join(shown)}{f' and {more} more' if more > 0 else ''}" if places else ""
    return f"{what} rest{'s' if counts.total() == 1 else ''} on it by now{where}"
