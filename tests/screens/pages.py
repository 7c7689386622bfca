"""Which addresses are pages to look at, who looks at them, and where each lies on a desk at work.

The table of addresses says what there is: a new page comes along by itself, and one that needs a row of a new kind
fails until `some_of_everything` has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.discuss import add_note
from claims.models import Claim, Link, LinkState, ModelChange, Note, Tripwire, VerdictChange
from claims.roles import ADMIN, EDITOR, REPORTER
from claims.wire import set_tripwire
from entities.models import Act, Alias, Entity, NameList
from sources.bring_rows import bring_rows
from sources.feeds import attach_feed, change_feed
from sources.ingest import add_article
from sources.models import (
    Article,
    AskedName,
    Feed,
    FeedItem,
    Fetch,
    FetchedPage,
    FetchStage,
    Import,
    Mention,
    Outlet,
)
from sources.write_down import add_statement
from tests.house.addresses import ACCOUNTS, DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

NOT_PAGES = {
    "healthz": "a word for machines",
    "live/<str:mark>/": "a word for a page that is open",
    "claims/<id:pk>/evidence.csv": "a table for spreadsheets",
    "claims/<id:pk>/evidence.json": "values for scripts",
    "claims/<id:pk>/claimreview.json": "values for scripts",
    "notes/people/": "names for a note that is being typed",
    "claims/check/": "a piece of the form for a new claim",
    "search/typing/": "a piece of the search box",
    "entities/names/": "a piece of the form of an entity",
    "entities/lists/out/": "a file",
    "reconcile/": "for programs",
    "reconcile/suggest/<str:what>/": "for programs",
    "reconcile/by/<str:token>/": "for programs",
    "reconcile/by/<str:token>/suggest/<str:what>/": "for programs",
    "names/following/": "a piece of the inbox of names",
    "articles/fetch/<id:pk>/progress/": "a word for the page of a fetch",
    "articles/<id:pk>/progress/": "a piece of the article's page",
    "imports/<id:pk>/progress/": "a piece of the import's page",
    "imports/<id:pk>/reading/": "a piece of the import's page",
    "imports/<id:pk>/report.csv": "a file for a spreadsheet",
}
"""Addresses that answer GET with something else than a whole page, and what."""
ASKED = ("search/?q=missiles", "search/?kind=statements&who=kanani&q=missiles", "search/?q=volcano")
"""Pages that are others with what they are asked."""
DIFFERENT_FOR_EACH = {"", "claims/", "articles/", "entities/"}
"""Pages that every role looks at: they offer each of them something else."""


@dataclass(frozen=True)
class Sight:
    """One page as one role sees it; `role` is None for somebody who has not logged in."""

    path: str
    role: str | None

    def __str__(self) -> str:
        """Its name: fit for a file."""
        path = re.sub(r"[/?&=]+", "-", self.path.strip("/"))
        return f"{path or 'desk'}-{self.role or 'nobody'}"


def sights(ids: dict[str, int]) -> Iterator[Sight]:
    """Every page of the desk that the table of addresses knows; `ids` as of `some_of_everything`."""
    for route, row in DESK.items():
        if route not in NOT_PAGES:
            for role in _who(row.get, everyone=route in DIFFERENT_FOR_EACH):
                yield Sight("/" + row.path.format(**ids), role)
    for path in ASKED:
        yield Sight(f"/{path}", EDITOR)
    for row in ACCOUNTS.values():
        for role in _who(row.get, everyone=False):
            yield Sight(f"/accounts/{row.path}", role)


def some_of_everything(people: dict[str, User]) -> dict[str, int]:
    """The ids of rows worth looking at on the demo desk, by the names that the table of addresses uses."""
    claim = Claim.objects.get(text="Iran has delivered Fath-360 missiles to Russia")
    link = Link.objects.filter(state=LinkState.SUGGESTED).latest("probability")
    article = link.statement.article
    kanani = Entity.objects.get(name="Nasser Kan'ani")
    found = {
        "fetch": a_fetched_page(people[REPORTER]),
        "feed": a_feed(people[ADMIN]),
        "outlet": article.outlet,
        "revision": a_changed_article(people[REPORTER]),
        "claim": claim,
        "link": link,
        "statement": link.statement,
        "article": article,
        "entity": kanani,
        "alias": Alias.objects.filter(entity=kanani).first(),
        "act": Act.objects.latest("pk"),
        "tripwire": Tripwire.objects.first()
        or set_tripwire(claim=claim, by=people[EDITOR], stance="denies", named=True),
        "note": some_notes(claim, people),
        "verdict_change": VerdictChange.objects.first(),
        "mention": Mention.objects.first(),
        "name_list": NameList.objects.create(
            name="people.csv",
            form="csv",
            text="name,kind,aliases\nDan Okoro,person,D. Okoro\nNasser Kan'ani,person,ناصر کنعانی\nNobody,gnome,",
            by=people[ADMIN],
        ),
        "asked": AskedName.objects.first(),
        "model_change": ModelChange.objects.first(),
        "import": Import.objects.first()
        or bring_rows(
            by=people[EDITOR], name="rows.csv", data=b"outlet,text\nBay Post,It is open, Ana said."
        ),
    }
    return {name: row.pk for name, row in found.items() if row is not None} | {"user": people[REPORTER].pk}


def some_notes(claim: Claim, people: dict[str, User]) -> Note:
    """A discussion of two, who mention each other; the editor's note is about a piece of evidence."""
    asked = f"Do we know of anybody who has seen them arrive, @{people[EDITOR].username}?\nI find only voices who have it from others."
    add_note(claim=claim, by=people[REPORTER], words=asked)
    about = claim.links.filter(state=LinkState.ACCEPTED).values_list("statement", flat=True).first()
    answer = "Not yet. This one says “would”, so it bears out nothing. I have asked the ministry."
    return add_note(claim=claim, by=people[EDITOR], words=answer, about=about)


def a_fetched_page(by: User) -> Fetch:
    """An address that was fetched and waits for a look, with passages that were cut."""
    url = "https://harbourwire.example/pier-shut"
    page = FetchedPage.of(url=url, body=b"<p>Pier shut", content_type="text/html", charset="utf-8")
    page.save()
    return Fetch.objects.create(
        url=url,
        asked_by=by,
        stage=FetchStage.FOUND,
        page=page,
        title="Pier shut after the storm",
        byline="Ada Quill",
        outlet_name="Harbour Wire",
        canonical=url,
        blocks=[
            ["Home\nSport\nWeather", False],
            ["Pier shut after the storm", True],
            ["The pier on Monday. Photo: B. Lens", False],
            ["The pier is closed, Mayor Ines Falk said on Monday after a crane had fallen on it.", True],
            ["Share this", False],
            ["“Nobody may walk there until it is mended,” she said.", True],
        ],
    )


def a_feed(by: User) -> Feed:
    """An outlet's feed with one thing that waits for a nod; it is stopped, so that nobody asks it."""
    outlet = Outlet.objects.earliest("pk")
    feed = attach_feed(outlet=outlet, url="https://news.example/feed.xml", by=by, include=["pier"])
    change_feed(feed=feed, by=by, include=["pier"], exclude=["tennis"], waits=True, stopped=True)
    FeedItem.objects.create(
        feed=feed,
        key="1",
        url="https://news.example/pier",
        title="Pier opens again",
        summary="The mayor says it is safe.",
    )
    return feed


def a_changed_article(by: User) -> Article:
    """The second revision of an article, one quote of it altered."""
    url = "https://harbourwire.example/ferry"
    said = "The ferry will sail again on Friday, harbour master Bo Lind said.\n\n“Nobody was hurt on board,” he said."
    first = add_article(by=by, outlet="Harbour Wire", title="Ferry sails on Friday", url=url, text=said)
    add_statement(article=first, by=by, spans=[[0, 35]], speaker=None)
    later = said.replace("on Friday", "next month at the earliest") + "\n\nIt had run aground in May."
    return add_article(
        by=by, outlet="Harbour Wire", title="Ferry sails next month", url=url, text=later, revise=True
    )


def _who(answers: tuple[int | str, ...], *, everyone: bool) -> list[str | None]:
    """Who looks at a page: every role, or the one that sees most of it, or whoever gets it at all."""
    able = [
        role for role, answer in zip((None, REPORTER, EDITOR, ADMIN), answers, strict=True) if answer == 200
    ]
    return able if everyone else able[-1:]
