"""The list of topics: a new one, another name, one taken off it with its claims put under another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from claims.models import Claim, Topic
from entities.hold import hold
from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

MOST_MOVED = 5_000
LONGEST = 100


@transaction.atomic
def add_topic(*, name: str, by: AbstractBaseUser) -> Topic:
    """Puts a topic on the list, also one that was on it before. Raises Refused for no name, and for one that is there."""
    name = _free(name)
    retired = Topic.objects.filter(name__iexact=name, retired=True).first()
    with act(
        ADDED, by=by, words=say("added the topic “%(name)s”", name=name), watch=[retired] if retired else []
    ) as adding:
        if retired is not None:
            Topic.objects.filter(pk=retired.pk).update(retired=False, name=name)
            retired.refresh_from_db()
            return retired
        topic = Topic.objects.create(name=name)
        adding.made(topic)
    return topic


@transaction.atomic
def rename_topic(*, topic: Topic, name: str, by: AbstractBaseUser) -> Topic:
    """Gives a topic another name. Raises Refused for none, and for one that another topic has."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    name = _free(name, besides=topic)
    if Topic.objects.filter(name__iexact=name).exclude(pk=topic.pk).exists():
        raise Refused(
            gettext("A topic that was taken off the list has the name “%(name)s”. Add it again instead.")
            % {"name": name},
            field="name",
        )
    with act(
        RENAMED,
        by=by,
        words=say("renamed the topic “%(topic)s” to “%(name)s”", topic=topic.name, name=name),
        watch=[topic],
    ):
        Topic.objects.filter(pk=topic.pk).update(name=name)
    topic.refresh_from_db()
    return topic


@transaction.atomic
def retire_topic(*, topic: Topic, by: AbstractBaseUser, into: Topic | None = None) -> int:
    """Takes a topic off the list and puts its claims under ``into``, or under none; returns how many claims moved.

    Raises Refused where it is off the list already, for a topic into itself, and for more than MOST_MOVED claims.
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.retired:
        raise Refused(gettext("“%(name)s” is off the list already.") % {"name": topic.name})
    if into is not None and (into.pk == topic.pk or into.retired):
        raise Refused(gettext("Choose another topic of the list for its claims."), field="into")
    claims = Claim.objects.filter(topic=topic).order_by("pk")
    moving = list(claims.values_list("pk", flat=True)[: MOST_MOVED + 1])
    if len(moving) > MOST_MOVED:
        raise Refused(
            gettext(
                "It has more than %(most_moved)s claims. Rename it instead, or move some on the board first."
            )
            % {"most_moved": f"{MOST_MOVED:,}"}
        )
    rows = Claim.objects.filter(pk__in=moving)
    words = (
        say("took the topic “%(topic)s” off the list, its claims under “%(into)s”", topic=topic, into=into)
        if into
        else say("took the topic “%(topic)s” off the list", topic=topic)
    )
    with act(RETIRED, by=by, words=words, watch=[topic, rows]):
        rows.update(topic=into)
        Topic.objects.filter(pk=topic.pk).update(retired=True)
    return len(moving)


def _free(name: str, besides: Topic | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(gettext("Type the name of the topic first."), field="name")
    if len(name) > LONGEST:
        raise Refused(
            gettext("A topic has at most %(longest)s characters.") % {"longest": LONGEST}, field="name"
        )
    hold([name.lower()])
    here = (
        Topic.objects.filter(name__iexact=name, retired=False)
        .exclude(pk=besides.pk if besides else 0)
        .first()
    )
    if here is not None:
        raise Refused(gettext("There is the topic “%(name)s” already.") % {"name": here.name}, field="name")
    return name


MAY = "claims.change_topic"
ADDED = register("topic.add", label=gettext_noop("added a topic"), permission=MAY)
RENAMED = register("topic.rename", label=gettext_noop("renamed a topic"), permission=MAY)
RETIRED = register("topic.retire", label=gettext_noop("took a topic off the list"), permission=MAY)
