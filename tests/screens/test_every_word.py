"""Every page in another language: no word of the desk's own stays English, wherever it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now
from django.utils.translation import trans_real

from claims.demo.load import load_demo
from claims.queries.live import PAGES
from claims.roles import EDITOR
from tests.screens.another_script import LANGUAGE, Greek, bare_words, write_wide
from tests.screens.pages import Sight, sights, some_of_everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
pytestmark = pytest.mark.django_db


@pytest.fixture
def read_in_greek(settings, monkeypatch) -> Callable[[], None]:
    """Has everybody read the desk in the language of these tests from then on."""

    def begin() -> None:
        settings.LANGUAGES = [("en-gb", "English"), (LANGUAGE, "Ελληνικά")]
        settings.LANGUAGE_CODE = LANGUAGE
        monkeypatch.setitem(vars(trans_real)["_translations"], LANGUAGE, Greek())
        monkeypatch.setattr(trans_real, "_default", None)

    return begin


def test_no_word_of_the_desk_stays_english(read_in_greek) -> None:
    load_demo(password="a demo password")
    people = {name: User.objects.get(username=name) for name in ("reporter", "editor", "admin")}
    ids = some_of_everything(people)
    write_wide()
    read_in_greek()
    clients: dict[str | None, Client] = {None: Client()}
    for role, user in people.items():
        clients[role] = Client()
        clients[role].force_login(User.objects.get(pk=user.pk))
    found: dict[str, list[str]] = {}
    seen = (*sights(ids), *looking_back(ids))
    answers = [(str(sight), clients[sight.role].get(sight.path)) for sight in seen]
    for where, answer in [*answers, *what_forms_answer(clients[EDITOR], ids)]:
        assert answer.status_code in (200, 422), where
        is_json = answer["Content-Type"] == "application/json"
        said = " ".join(map(str, answer.json().values())) if is_json else answer.content.decode()
        for words in bare_words(said):
            found.setdefault(words, []).append(where)
    assert not found, "\n".join(f"{words!r} on {', '.join(where[:3])}" for words, where in found.items())


def looking_back(ids: dict[str, int]) -> Iterator[Sight]:
    """Pages as they stood, and what they say of themselves from then on."""
    claim, at = ids["claim"], now().date()
    for path in ("claims/", f"claims/{claim}/", f"claims/{claim}/print/"):
        for by in ("learned", "published"):
            yield Sight(f"/{path}?as_of={at}&by={by}", EDITOR)
    for page in PAGES:
        yield Sight(f"/live/0.0.0.0.0/?page={page}&of={claim}", EDITOR)


def what_forms_answer(editor: Client, ids: dict[str, int]) -> list[tuple[str, Any]]:
    """Previews, and what is said of a form that was sent empty."""
    sent = {
        "/review/several/": {"link": ids["link"], "answer": "denies"},
        "/claims/several/": {
            "claim": ids["claim"],
            "act": "arrange",
            "topic": "none",
            "due_on": "2999-01-01",
        },
        "/claims/new/": {},
        "/articles/new/": {},
        f"/claims/{ids['claim']}/decide/": {"verdict": "?", "version": 0},
    }
    return [(path, editor.post(path, data)) for path, data in sent.items()]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Νοτηινγ ηερε</p><script>let it</script><kbd>Esc</kbd>", []),
        ("<p>Νοτηινγ here</p>", ["Νοτηινγ here"]),
        ('<a title="Take back" href="/x/yz">✓</a>', ["Take back"]),
        ('<input type="submit" value="Go on"><input value="typed">', ["Go on"]),
        ('<p data-say-none="none">Ｎｏｎｅ</p>', ["none"]),
    ],
)
def test_a_word_left_english_is_found(page, found):
    assert bare_words(page) == found


def test_what_stands_in_a_sentence_is_not_translated_with_it():
    said = Greek().gettext("<b>%(who)s</b> set it to &ldquo;{n}&rdquo;: 100 %% of %s")
    assert said == "<b>%(who)s</b> σετ ιτ το &ldquo;{n}&rdquo;: 100 %% οφ %s"
