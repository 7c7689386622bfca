"""Rows for tests of the desk's pages, made directly: no worker, no reader, no suggester takes part."""

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth.models import User
from django.db.models.functions import Now

from claims.models import Claim, Link, LinkDecision, LinkState, Topic
from claims.review import accept_link
from claims.roles import EDITOR, give_role
from entities.models import Entity, Kind
from sources.models import Article, Outlet, Relay, Stage, Statement

numbers = count(1)
DAY = datetime(2024, 9, 6, 12, tzinfo=UTC)


def make_user(role=EDITOR, username=""):
    """A user with one of the three roles, or with none."""
    user = User.objects.create(username=username or f"{role or 'nobody'}{next(numbers)}")
    if role:
        give_role(user, role)
    return user


def make_outlet(name=""):
    """An outlet, the one of that name where there is one."""
    name = name or f"Harbour Wire {next(numbers)}"
    entity, _ = Entity.objects.get_or_create(name=name, kind=Kind.OUTLET)
    outlet, _ = Outlet.objects.get_or_create(entity=entity)
    return outlet


def make_article(text="", outlet="", **fields):
    """An article that every stage is done with."""
    number = next(numbers)
    added_by = fields.pop("added_by", None) or make_user(role=None)
    fields = {"stage": Stage.LINKED, "title": f"Article {number}", "published_at": DAY} | fields
    return Article.objects.create(
        outlet=make_outlet(outlet),
        text=text or f"The pier is open, Ada {number} said.",
        content_hash=f"{number:064}",
        added_by=added_by,
        **fields,
    )


def make_statement(content="The pier is open", *, article=None, speaker="", outlet="", relays=(), **fields):
    """A statement whose words stand in its article's text; ``speaker`` is the name of a person, made if need be."""
    article = article or make_article(
        text=f"{content}, said {speaker or 'somebody'} on Friday.", outlet=outlet
    )
    start = article.text.index(content)
    entity = Entity.objects.get_or_create(name=speaker)[0] if speaker else None
    fields = {"kind": "direct", "spans": [[start, start + len(content)]]} | fields
    statement = Statement.objects.create(article=article, content=content, speaker=entity, **fields)
    for position, name in enumerate(relays, start=1):
        Relay.objects.create(statement=statement, position=position, name=name)
    return statement


def make_claim(text="", **fields):
    """A claim as it is proposed, already held against past statements; ``topic`` may be a name."""
    if isinstance(fields.get("topic"), str):
        fields["topic"] = Topic.objects.get_or_create(name=fields["topic"])[0]
    proposed_by = fields.pop("proposed_by", None) or make_user(role=None)
    fields = {"matched_at": DAY} | fields
    return Claim.objects.create(
        text=text or f"The pier number {next(numbers)} is open", proposed_by=proposed_by, **fields
    )


def make_suggestion(claim=None, statement=None, probability=0.8, **fields):
    """A link that waits for review."""
    reasons = [{"kind": "phrase", "text": "both say “pier”", "weight": 1.0}]
    fields = {"guessed_stance": "supports", "reasons": reasons} | fields
    return Link.objects.create(
        claim=claim or make_claim(),
        statement=statement or make_statement(),
        probability=probability,
        **fields,
    )


def make_evidence(claim=None, statement=None, stance="supports", by=None, **fields):
    """A link that an editor accepted."""
    link = make_suggestion(claim, statement, **fields)
    accept_link(link=link, by=by or make_user(), stance=stance)
    link.refresh_from_db()
    return link


def age_claims(*claims):
    """Gives the claims one and the same moment of their last change, as one statement over many rows does."""
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(changed_at=Now())


def decisions_of(link):
    """What people did with a link, in order: (state, stance)."""
    return list(LinkDecision.objects.filter(link=link).order_by("pk").values_list("state", "stance"))


def is_waiting(link):
    """Whether a link is a suggestion (again)."""
    link.refresh_from_db()
    return link.state == LinkState.SUGGESTED
