"""Removing the demo newsroom, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from claims.another_look import notice_change
from claims.demo.people import DEMO, forget_demo
from claims.models import Assignment, Claim, Link, LinkState, SavedView, Topic
from entities.forget import forget_acts
from entities.models import Affiliation, Alias, Entity, Relation
from matching.phrase import say
from sources.ask import count_all
from sources.models import Article, Outlet


@dataclass(frozen=True)
class Removed:
    """How many rows went, and the people who stay because of what they did outside the demo."""

    claims: int
    articles: int
    entities: int
    people: int
    kept_people: tuple[str, ...]


@transaction.atomic
def remove_demo() -> Removed:
    """Removes the demo's claims, articles, names and people. What the newsroom itself added stays: a demo name or
    log-in that its own rows rest on is kept, and becomes an ordinary one.
    """
    topics = list(Topic.objects.filter(claims__demo=True).values_list("pk", flat=True))
    claims = Claim.objects.filter(demo=True)
    articles = Article.objects.filter(demo=True)
    counts = claims.count(), articles.count()
    names = list(Entity.objects.filter(demo=True).values_list("pk", flat=True))
    spellings = list(Alias.objects.filter(entity__demo=True).values_list("pk", flat=True))
    claims.delete()
    # What rests on the demo's people alone goes before they do.
    Assignment.objects.filter(user__groups__name=DEMO).delete()
    SavedView.objects.filter(by__groups__name=DEMO).delete()
    Topic.objects.filter(pk__in=topics, claims=None).delete()
    articles.filter(revised_by__demo=False).update(demo=False)
    going = Article.objects.filter(demo=True)
    _notice_loss(going)
    going.delete()
    Outlet.objects.filter(entity__demo=True, articles=None).delete()
    entities = _remove_entities()
    count_all()
    forget_acts(User.objects.filter(groups__name=DEMO), besides={Entity: names, Alias: spellings})
    gone, kept = _remove_people()
    transaction.on_commit(lambda: forget_demo(settings.VAR_DIR))
    return Removed(*counts, entities, gone, tuple(kept))


def _remove_entities() -> int:
    used = Q(statements__isnull=False) | Q(relays__isnull=False) | Q(mentions__isnull=False)
    used |= (
        Q(claims__isnull=False)
        | Q(outlet__isnull=False)
        | Q(merged_here__demo=False)
        | Q(stands_for__demo=False)
    )
    used |= Q(merged_into__demo=False) | Q(people__entity__demo=False) | Q(related__entity__demo=False)
    kept = list(Entity.objects.filter(used, demo=True).values_list("pk", flat=True).distinct())
    Entity.objects.filter(pk__in=kept).update(demo=False)
    # Rows merged into each other, or that stand to each other, hold each other; they go together.
    Entity.objects.filter(demo=True).update(merged_into=None, canonical=None)
    Affiliation.objects.filter(entity__demo=True, of__demo=True).delete()
    Relation.objects.filter(entity__demo=True, other__demo=True).delete()
    unused = Entity.objects.filter(demo=True)
    gone = unused.count()
    unused.delete()
    return gone


def _remove_people() -> tuple[int, list[str]]:
    """Who did nothing outside the demo goes; the others stay, with no password that anybody knows."""
    gone, kept = 0, []
    for user in User.objects.filter(groups__name=DEMO):
        try:
            with transaction.atomic():
                user.delete()
            gone += 1
        except ProtectedError:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            kept.append(user.get_username())
    Group.objects.filter(name=DEMO).delete()
    return gone, kept


def _notice_loss(articles: QuerySet[Article]) -> None:
    """Claims of the newsroom's own that rest on demo statements are told before those go."""
    links = Link.objects.filter(statement__article__in=articles, claim__demo=False, state=LinkState.ACCEPTED)
    claims = list(links.order_by("claim_id").values_list("claim_id", flat=True).distinct())
    links.delete()
    for claim_id in claims:
        notice_change(claim_id=claim_id, news=say("what the demo newsroom’s articles said was removed"))
