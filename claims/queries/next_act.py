"""The one thing to do next, for who looks at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from claims.models import Claim, WorkState
from claims.queries.waiting import counted
from claims.weigh.short import short
from entities.said import told
from sources.inbox import waiting as names_waiting
from sources.models import Fetch, FetchStage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.contrib.auth.models import User

    from claims.queries.desk import Mine, Needs

SHORTENED = 90


@dataclass(frozen=True)
class NextAct:
    """What to do, why, and the button that leads there."""

    what: str
    why: str
    button: str
    address: str


def next_act(user: User, needs: Needs, mine: Mine) -> NextAct | None:
    """The first that applies of what this role does; None for who may only look. Two queries at most."""
    if not user.has_perm("sources.add_article"):
        return None
    for step in _steps(user):
        found = step(user, needs, mine)
        if found is not None:
            return found
    return None


def _steps(user: User) -> Iterable[Callable[[User, Needs, Mine], NextAct | None]]:
    yield _first_article
    if user.has_perm("entities.curate"):
        yield _names
    if user.has_perm("claims.review"):
        yield from (_look_again, _overdue, _suggestions, _unclaimed)
    yield from (_own_failed, _fetched, _mine, _further_article)


def _first_article(_user: User, needs: Needs, _mine: Mine) -> NextAct | None:
    if needs.ever_added:
        return None
    return NextAct(
        gettext("Add the first article"),
        gettext("Paste a text, give its address, or bring a file: the machine writes down who said what."),
        gettext("Add an article"),
        reverse("article-add"),
    )


def _names(_user: User, _needs: Needs, _mine: Mine) -> NextAct | None:
    number = counted(names_waiting())
    if not number:
        return None
    return NextAct(
        ngettext("Say who %(number)s name is", "Say who %(number)s names are", number.n) % {"number": number},
        gettext(
            "Until you do, their statements count for nobody. The name that most statements wait for comes first."
        ),
        gettext("Open the inbox of names"),
        reverse("inbox"),
    )


def _look_again(_user: User, needs: Needs, _mine: Mine) -> NextAct | None:
    if not needs.looks:
        return None
    row = needs.looks[0]
    return NextAct(
        gettext("Look again at “%(claim)s”") % {"claim": short(row.claim.text, SHORTENED)},
        row.news,
        gettext("See what is new"),
        row.claim.get_absolute_url(),
    )


def _overdue(_user: User, _needs: Needs, mine: Mine) -> NextAct | None:
    late = next((claim for claim in mine.claims if claim.is_overdue), None)
    if late is None:
        return None
    return NextAct(
        gettext("Decide on “%(claim)s”") % {"claim": short(late.text, SHORTENED)},
        gettext("It is with you, and its day has passed."),
        gettext("Open the claim"),
        late.get_absolute_url(),
    )


def _suggestions(_user: User, needs: Needs, _mine: Mine) -> NextAct | None:
    number = needs.suggestions
    if not number:
        return None
    return NextAct(
        ngettext("Answer %(number)s suggestion", "Answer %(number)s suggestions", number.n)
        % {"number": number},
        gettext(
            "The machine thinks that these statements bear on your claims. You say whether they do, and how: a key each."
        ),
        gettext("Begin with the strongest"),
        reverse("review"),
    )


def _unclaimed(_user: User, _needs: Needs, _mine: Mine) -> NextAct | None:
    number = counted(Claim.objects.filter(merged_into=None, owner=None, work_state=WorkState.NEW))
    if not number:
        return None
    return NextAct(
        ngettext("Give %(number)s new claim to somebody", "Give %(number)s new claims to somebody", number.n)
        % {"number": number},
        gettext(
            "Nobody answers for them yet. Tick them on the board, and say whom they are with and by when."
        ),
        gettext("Show them"),
        f"{reverse('claims')}?owner=nobody&work_state=new",
    )


def _own_failed(user: User, needs: Needs, _mine: Mine) -> NextAct | None:
    article = next((each for each in needs.stopped if each.added_by_id == user.pk), None)
    if article is None:
        return None
    return NextAct(
        gettext("An article of yours could not be read"),
        told(article.error),
        gettext("See what to do"),
        article.get_absolute_url(),
    )


def _fetched(user: User, _needs: Needs, _mine: Mine) -> NextAct | None:
    fetch = Fetch.objects.filter(asked_by=user, stage=FetchStage.FOUND).order_by("pk").first()
    if fetch is None:
        return None
    return NextAct(
        gettext("Look at the page that was fetched for you"),
        gettext("“%(title)s” waits for your eye before it becomes an article.")
        % {"title": fetch.title or fetch.url},
        gettext("Look at it"),
        fetch.get_absolute_url(),
    )


def _mine(_user: User, _needs: Needs, mine: Mine) -> NextAct | None:
    if not mine.claims:
        return None
    claim = mine.claims[0]
    return NextAct(
        gettext("Find out more on “%(claim)s”") % {"claim": short(claim.text, SHORTENED)},
        gettext("You were asked to work on it. Add what was published on it, and look at who says what."),
        gettext("Open the claim"),
        claim.get_absolute_url(),
    )


def _further_article(_user: User, _needs: Needs, _mine: Mine) -> NextAct | None:
    return NextAct(
        gettext("Add the next article"),
        gettext("Everything that came in was dealt with. Paste a text, give its address, or bring a file."),
        gettext("Add an article"),
        reverse("article-add"),
    )
