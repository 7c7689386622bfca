"""The made-up newsroom is one that the desk itself could have made."""

import pytest

from benchmarks.copying import written
from benchmarks.generate import NotEmpty, generate
from benchmarks.insert import insert
from benchmarks.newsroom import Size
from claims.find.retrieve import find
from claims.find.shelves import CLAIMS
from claims.models import Claim, ClaimLexeme, Link, LinkDecision, StatementLexeme
from claims.roles import ADMIN, EDITOR, REPORTER
from sources.models import Article, Statement


@pytest.mark.django_db(transaction=True)
def test_a_small_one():
    made = generate(Size(claims=40, statements=300, links=60))
    assert {made[name] for name in ("Claim", "Statement", "Link")} == {40, 300, 60}
    for statement in Statement.objects.select_related("article", "speaker"):
        [[start, end]] = statement.spans
        assert statement.article.text[start:end] == statement.content
        assert bool(statement.speaker_terms) == bool(statement.speaker)
    assert ClaimLexeme.objects.exists()
    assert StatementLexeme.objects.exists()
    decided = Link.objects.exclude(state="suggested").count()
    assert LinkDecision.objects.count() == decided > 0
    claim = Claim.objects.earliest("pk")
    assert find(CLAIMS, text=claim.text).best[0].pk == claim.pk
    assert {group.name for user in _users() for group in user.groups.all()} >= {REPORTER, EDITOR, ADMIN}
    with pytest.raises(NotEmpty, match="empty database"):
        generate(Size(claims=1, statements=1))
    _more_rows_come_in()


def _users():
    from django.contrib.auth.models import User

    return User.objects.filter(username__in=[REPORTER, EDITOR, ADMIN])


def _more_rows_come_in():
    """New rows get ids of their own."""
    assert insert(rows_a_second=10_000, seconds=0.2) > 0
    assert Article.objects.count() > 0
    assert Statement.objects.count() > 300


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\\N"),
        (True, "t"),
        ("a\tb\n\\", "a\\tb\\n\\\\"),
        ([[1, 2], [3, 4]], "{{1,2},{3,4}}"),
        (['a"b', "c d"], '{"a\\\\"b","c d"}'),
        ([], "{}"),
        (0.5, "0.5"),
    ],
)
def test_values_as_copy_has_them(value, text):
    assert written(value) == text
