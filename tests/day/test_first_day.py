"""A newsroom's first day, in a real browser with a real worker: from two pastes to a verdict on record."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from claims.models import Claim, Link
from claims.roles import EDITOR, REPORTER, give_role, make_groups
from sources.models import Article, Statement
from tests.conftest import ROOT
from tests.day.bring import add_it

SEEDS = ROOT.parent / "shared" / "seeds"
PASSWORD = "a-long-enough-password"
CLAIM = "Iran has delivered Fath-360 missiles to Russia"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the two real pastes are missing: {SEEDS}"),
]


@pytest.fixture
def people(transactional_db):
    make_groups()
    made = {}
    for name, role in (("rana", REPORTER), ("edda", EDITOR)):
        made[name] = User.objects.create_user(name, password=PASSWORD)
        give_role(made[name], role)
    return made


def log_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="Add article")).to_be_visible()


def paste(page: Page, *, outlet: str, file: str) -> Article:
    """Pastes a file as a reporter would, and waits until the page says what was found in it."""
    text = next(SEEDS.glob(f"{file}_*.txt")).read_text(encoding="utf-8")
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Outlet").fill(outlet)
    page.get_by_label("Text").fill(text)
    return add_it(page)


def said_by(article: Article, speaker: str) -> list[str]:
    return [
        s.content
        for s in Statement.objects.filter(article=article).with_speakers()
        if s.shown_speaker == speaker
    ]


def holds(contents: list[str], words: str) -> bool:
    return any(words in content for content in contents)


def test_from_two_pastes_to_a_verdict_on_record(page, people, worker, tmp_path):
    log_in(page, "rana")
    page.goto("/claims/new/")
    page.get_by_label("The claim", exact=True).fill(CLAIM)
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("heading", name=CLAIM)).to_be_visible()

    first = paste(page, outlet="Asharq Al-Awsat", file="000")
    assert first.title.startswith("US Sees Potential Iran Transfer")
    savett = said_by(first, "Sean Savett")
    assert holds(savett, "We have been warning of the deepening security partnership")
    assert holds(savett, "Any transfer of Iranian ballistic missiles")
    mission = [
        s.shown_speaker for s in first.statements.all() if "mission to the United Nations" in s.shown_speaker
    ]
    assert len(mission) == 3, "its three statements are one speaker's"
    assert len(set(mission)) == 1
    assert holds(said_by(first, mission[0]), "to be inhumane")
    eslami = said_by(first, "Mohammad Eslami")
    assert holds(eslami, "a secret nuclear program")
    assert holds(eslami, "For the past two decades")
    # On the page: the words marked in the text, and who said them beside it.
    expect(page.locator("mark", has_text="We have been warning of the deepening").first).to_be_visible()
    expect(page.locator(".note", has=page.get_by_role("link", name="Sean Savett")).first).to_be_visible()
    shot(page, "article-000")

    second = paste(page, outlet="The Jerusalem Post", file="004")
    assert second.published_at is not None
    assert second.published_at.date().isoformat() == "2024-09-09"
    assert holds(said_by(second, "Peter Stano"), "aware of the credible information provided by allies")
    assert holds(said_by(second, "Nasser Kan'ani"), "has never been a part of this conflict")
    expect(page.locator(".note", has=page.get_by_role("link", name="Peter Stano")).first).to_be_visible()
    expect(page.locator(".note", has=page.get_by_role("link", name="Nasser Kan'ani")).first).to_be_visible()
    assert not Statement.objects.filter(content__contains="did not condemn").exists()
    shot(page, "article-004")

    claim = Claim.objects.get(text=CLAIM)
    suggested = list(Link.objects.filter(claim=claim, state="suggested").select_related("statement"))
    assert holds([link.statement.content for link in suggested], "have now been delivered to Russia by Iran")
    assert all(link.reasons for link in suggested), "each says why"

    page.context.clear_cookies()
    log_in(page, "edda")
    page.get_by_role("navigation").get_by_role("link", name="Review").click()
    expect(page.get_by_role("heading", name="Does this statement bear on this claim?")).to_be_visible()
    shot(page, "review")
    expect(page.locator(".passage mark").first).to_be_visible()
    delivered = next(link for link in suggested if "have now been delivered" in link.statement.content)
    page.goto(f"/review/?link={delivered.pk}")
    expect(page.locator(".passage mark", has_text="have now been delivered")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text(f"1 of {len(suggested)} done")).to_be_visible()
    delivered.refresh_from_db()
    assert (delivered.state, delivered.stance, delivered.decided_by.username) == (
        "accepted",
        "supports",
        "edda",
    )

    page.goto(claim.get_absolute_url() + "decide/")
    page.get_by_label("Disputed").check()
    page.get_by_label("Why").fill("One unnamed official says delivered; Tehran denies it.")
    page.get_by_role("button", name="Set the status").click()
    expect(page.get_by_role("heading", name=CLAIM)).to_be_visible()
    history = page.locator("#history")
    expect(history).to_contain_text("accepted as ▲ supports")
    expect(history).to_contain_text("from Unverified to ◐ Disputed")
    expect(history).to_contain_text("One unnamed official says delivered; Tehran denies it.")
    expect(history).to_contain_text("rana proposed the claim")
    shot(page, "claim")


def shot(page: Page, name: str) -> None:
    """Keeps a picture of the page where SCREENSHOTS names a folder, for people to look at."""
    import os

    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
