"""Loading the demo newsroom, through the use cases that people and workers use."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from claims.arrange import Change, arrange_claims
from claims.decide import decide
from claims.demo.names import make_names
from claims.demo.people import make_people
from claims.match import match_claim, suggest_for_article
from claims.models import Claim, Link, LinkState
from claims.propose import propose_claim
from claims.review import accept_link, link_by_hand
from claims.roles import ADMIN, EDITOR, REPORTER
from entities.ledger import seen
from sources.ask import count_all
from sources.compare import compare_waiting
from sources.find_details import find_details
from sources.ingest import add_article
from sources.models import Article, Statement
from sources.read import attribute_article, read_article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HERE = Path(__file__).parent
ATTEMPT = "demo newsroom"


class NotRead(RuntimeError):
    """A demo article could not be read, or a demo decision found no statement; the message says which."""


def is_loaded() -> bool:
    """Whether the demo newsroom is there."""
    return Article.objects.filter(demo=True).exists() or Claim.objects.filter(demo=True).exists()


@transaction.atomic
def load_demo(*, password: str) -> None:
    """Makes the demo people, names, articles and claims, reads the articles, and decides some links and a verdict: all of it
    or, stopped in the middle, nothing, as what is half there would never be finished.

    Raises NotRead where an article was not read or a decision does not find its words: the demo and the reader
    have come apart.
    """
    plan = json.loads((HERE / "newsroom.json").read_text(encoding="utf-8"))
    people = make_people(password)
    make_names(plan, by=people[ADMIN])
    claims = {each["key"]: _claim(each, people) for each in plan["claims"]}
    articles = {each["file"]: _article(each, people[REPORTER]) for each in plan["articles"]}
    for article in articles.values():
        _read(article)
    compare_waiting()
    count_all()
    for claim in claims.values():
        match_claim(claim.pk, by=ATTEMPT)
    for each in plan["decisions"]:
        _decide_link(each, claims[each["claim"]], articles[each["article"]], people[EDITOR])
    for each in plan["arranged"]:
        _arrange(each, claims[each["claim"]], people)
    for each in plan["verdicts"]:
        claim = Claim.objects.get(pk=claims[each["claim"]].pk)
        decide(
            claim=claim,
            by=people[EDITOR],
            verdict=each["verdict"],
            reason=each["reason"],
            version=claim.version,
        )


def _claim(each: dict[str, Any], people: dict[str, User]) -> Claim:
    owner = people.get(each.get("owner", ""))
    return propose_claim(
        by=people[EDITOR],
        text=each["text"],
        note=each.get("note", ""),
        topic=each["topic"],
        owner=owner,
        demo=True,
    )


def _arrange(each: dict[str, Any], claim: Claim, people: dict[str, User]) -> None:
    working = (people[each["working"]],) if "working" in each else ()
    change = Change(due_on=localdate() + timedelta(days=each["due_in_days"]), assign=working)
    arrange_claims(claims=[claim.pk], change=change, by=people[EDITOR], seen={claim.pk: seen(claim)})


def _article(each: dict[str, Any], by: User) -> Article:
    text = (HERE / "articles" / each["file"]).read_text(encoding="utf-8")
    details = find_details(text)
    return add_article(
        by=by,
        outlet=each["outlet"],
        text=text,
        title=details.title,
        published_at=details.published_at,
        demo=True,
    )


def _read(article: Article) -> None:
    stages = (read_article, attribute_article, suggest_for_article)
    if not all(stage(article.pk, by=ATTEMPT) for stage in stages):
        article.refresh_from_db()
        if not article.is_done:  # a running worker may have been faster
            raise NotRead(f"“{article}” was not read: {article.error or article.stage}")


def _decide_link(each: dict[str, str], claim: Claim, article: Article, by: User) -> None:
    statement = Statement.objects.filter(article=article, content__contains=each["words"]).first()
    if statement is None:
        raise NotRead(f"No statement of “{article}” holds “{each['words']}”.")
    link = Link.objects.filter(claim=claim, statement=statement, state=LinkState.SUGGESTED).first()
    if link is not None:
        accept_link(link=link, by=by, stance=each["stance"])
    else:
        link_by_hand(claim=claim, statement=statement, by=by, stance=each["stance"])
