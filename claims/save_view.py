"""A view of the board gets a name, another name, or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from claims.models import SavedView
from claims.models.saved_view import LONGEST_QUERY
from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, User

    from entities.models import Act

LONGEST_NAME = 60
MOST = 30
SHARE = "claims.change_claim"


@transaction.atomic
def save_view(*, name: str, query: str, by: User, shared: bool = False) -> SavedView:
    """Keeps what the board is narrowed to under a name. ``query`` is in its one written form.

    Raises Refused for no name, for one that is taken, for a board that nothing was chosen on, for more than MOST views,
    and for sharing without the right to.
    """
    name = _name(name)
    if not query:
        raise Refused(gettext("Nothing is chosen yet: narrow the board first, then save that."), field="name")
    if len(query) > LONGEST_QUERY:
        raise Refused(gettext("That is too much for one view. Choose less."), field="name")
    _may_share(by, shared=shared)
    if SavedView.objects.filter(by=by).count() >= MOST:
        raise Refused(gettext("You have %(most)s views. Remove one first.") % {"most": MOST}, field="name")
    with act(SHARED if shared else OWN, by=by, words=say("saved the view “%(name)s”", name=name)) as saving:
        try:
            with transaction.atomic():
                view = SavedView.objects.create(name=name, query=query, by=by, shared=shared)
        except IntegrityError:
            raise _taken(name) from None
        saving.made(view)
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, by: User, shared: bool) -> SavedView:
    """Gives a view another name, shares it with the desk or takes it back to oneself. Raises what save_view raises."""
    view = held(view, by=by)
    name = _name(name)
    if shared != view.shared:
        _may_share(by, shared=True)
    kind = SHARED if shared or view.shared else OWN
    with act(kind, by=by, words=_words(view, name, shared=shared), watch=[view]):
        try:
            with transaction.atomic():
                SavedView.objects.filter(pk=view.pk).update(name=name, shared=shared)
        except IntegrityError:
            raise _taken(name) from None
    view.refresh_from_db()
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: User) -> Act:
    """Removes a view; returns the act, by which it comes back. Raises Refused where that was done already, and for somebody else's."""
    view = held(view, by=by)
    with act(
        SHARED if view.shared else OWN,
        by=by,
        words=say("removed the view “%(view)s”", view=view.name),
        watch=[view],
    ) as removing:
        view.delete()
    return removing.act


def may_change(view: SavedView, *, by: User) -> bool:
    """Whether this person may: one's own, and an editor what is shared."""
    return view.by_id == by.pk or (view.shared and by.has_perm(SHARE))


def held(view: SavedView, *, by: User) -> SavedView:
    """The view, held until the transaction ends. Raises Refused where it is gone, or not this person's to change."""
    found = SavedView.objects.select_for_update(of=("self",)).filter(pk=view.pk).first()
    if found is None:
        raise Refused(gettext("Somebody has removed this view meanwhile."))
    if not may_change(found, by=by):
        raise Refused(gettext("This view is somebody else’s."))
    return found


def _words(view: SavedView, name: str, *, shared: bool) -> str:
    said = []
    if name != view.name:
        said.append(say("renamed the view “%(view)s” to “%(name)s”", view=view.name, name=name))
    if shared and not view.shared:
        said.append(say("shared the view “%(name)s”", name=name))
    if view.shared and not shared:
        said.append(say("no longer shares the view “%(name)s”", name=name))
    if len(said) > 1:
        return say("%(one)s and %(other)s", one=said[0], other=said[1])
    return said[0] if said else say("saved the view “%(name)s”", name=name)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(gettext("Give the view a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(
            gettext("A name has at most %(longest_name)s characters.") % {"longest_name": LONGEST_NAME},
            field="name",
        )
    return name


def _may_share(by: AbstractBaseUser, *, shared: bool) -> None:
    if shared and not by.has_perm(SHARE):  # type: ignore[attr-defined]
        raise Refused(gettext("Editors share views with the desk."), field="shared")


def _taken(name: str) -> Refused:
    return Refused(
        gettext("There is a view “%(name)s” already. Choose another name.") % {"name": name}, field="name"
    )


SHARED = register(
    "view.shared", label=gettext_noop("saved, changed or removed a shared view"), permission=SHARE
)
OWN = register(
    "view.own", label=gettext_noop("saved, changed or removed a view of their own"), permission="", own=True
)
