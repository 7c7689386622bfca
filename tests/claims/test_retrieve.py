"""Candidates from a real PostgreSQL, in both directions, whatever the text is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.find.lexemes import count_lexemes
from claims.find.retrieve import Sought, find, find_each
from claims.find.shelves import CLAIMS, STATEMENTS
from claims.models import Claim
from matching.names import speaker_terms
from matching.query import CONTEXT_ROWS, PAIR_ROWS, SINGLE_ROWS
from tests.claims.factories import make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    "   ",
    "the of and to",
    "'",
    "''''",
    "\\",
    "\\' or 1=1; drop table claims_claim; --",
    '"); select pg_sleep(10); --',
    "a & b | !c <-> d:* (e)",
    "%s %(text)s {table} %%",
    "spk:falk 'spk:falk' spk\\:falk",
    "émigré 北京 🦊 ﷽ \u202e mixed",
    "boat's ’quays’ `tick`",
    "http://example.org/a:b?c=d&e='f' user@example.org /usr/bin 1.2.3.4 -360 1e5",
    " ".join(f"word{n}" for n in range(10_000)),
    "x" * 100_000,
]


def found(shelf, text, **more):
    return [candidate.pk for candidate in find(shelf, text=text, **more).best]


@pytest.fixture
def claims():
    return [
        make_claim("Norway has delivered patrol boats to Port Arvo"),
        make_claim("The harbour of Port Arvo is closed to ferries"),
        make_claim("Ada Falk will resign before the election"),
    ]


def test_the_claim_that_shares_most_comes_first(claims):
    assert found(CLAIMS, "Patrol boats were delivered to Port Arvo")[0] == claims[0].pk


def test_a_people_finds_the_claim_about_its_state(claims):
    assert found(CLAIMS, "Norwegian help came") == [claims[0].pk]
    assert found(CLAIMS, "Oslo helped") == [claims[0].pk]


def test_nothing_shared_finds_nothing(claims):
    assert found(CLAIMS, "The choir sang well") == []


def test_an_empty_table_finds_nothing():
    assert find(CLAIMS, text="Patrol boats", context="Port Arvo", speaker_terms=["spk:falk"]).best == []


def test_the_context_finds_and_the_statements_own_words_weigh_more(claims):
    pks = found(CLAIMS, "ferries wait", context="patrols")
    assert set(pks) == {claims[0].pk, claims[1].pk}
    assert pks[0] == claims[1].pk


def test_the_same_speaker_comes_first():
    one = make_claim("The old harbour is closed", speaker_terms=speaker_terms("Ada Falk"))
    other = make_claim("The new harbour is closed", speaker_terms=speaker_terms("Bo Lind"))
    assert found(CLAIMS, "harbour closed", speaker_terms=["spk:falk"]) == [one.pk, other.pk]
    assert found(CLAIMS, "harbour closed", speaker_terms=["spk:lind"]) == [other.pk, one.pk]


def test_struck_statements_are_not_found():
    kept = make_statement("The harbour is closed")
    by = make_user()
    make_statement(
        "The harbour is closed now", struck_at=timezone.now(), touched_at=timezone.now(), touched_by=by
    )
    assert found(STATEMENTS, "harbour closed") == [kept.pk]


def test_a_claim_finds_past_statements():
    wanted = make_statement("Patrol boats have reached Port Arvo")
    make_statement("The choir sang well")
    assert found(STATEMENTS, "Norway has delivered patrol boats to Port Arvo") == [wanted.pk]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("shelf", [CLAIMS, STATEMENTS], ids=["claims", "statements"])
def test_any_text_is_only_a_text(claims, shelf, text):
    find(shelf, text=text, context=text, speaker_terms=speaker_terms(text))
    find(shelf, text="patrol boats", speaker_terms=["spk:'", "spk:\\", "spk:a b", "spk:&|!:*"])
    assert Claim.objects.count() == len(claims)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_made_up_texts_are_only_texts(claims, text):
    find(CLAIMS, text=text, context=text, speaker_terms=speaker_terms(text))


def test_a_stored_text_with_strange_lexemes_finds_itself():
    text = "See http://example.org/a:b?c='d' or 'o''brien' & \\co"
    claim = make_claim(text)
    assert found(CLAIMS, text) == [claim.pk]


def test_several_texts_find_what_each_finds_alone(claims):
    several = [Sought("Norwegian help"), Sought("", "ferries"), Sought("closed", speaker_terms=["spk:falk"])]
    alone = [find(CLAIMS, text=s.text, context=s.context, speaker_terms=s.speaker_terms) for s in several]
    assert find_each(CLAIMS, several) == alone
    assert find_each(CLAIMS, []) == []


def test_three_queries_however_many_rows_there_are(django_assert_num_queries):
    for number in range(40):
        make_claim(f"Boat {number} has left the harbour")
    with django_assert_num_queries(3):
        assert len(found(CLAIMS, "Every boat has left the harbour", limit=25)) == 25


def plan_of(query):
    """The nodes of the plan by which a query was run just now: (kind, index or "", rows of all loops)."""
    with connection.cursor() as cursor:
        cursor.execute("explain (analyze, timing off, format json) " + query["sql"])
        (((top,),),) = cursor.fetchall()
    found, waiting = [], [top["Plan"]]
    while waiting:
        node = waiting.pop()
        rows = node["Actual Rows"] * node["Actual Loops"]
        found.append((node["Node Type"], node.get("Index Name", node.get("Relation Name", "")), rows))
        waiting += node.get("Plans", [])
    return found


@pytest.fixture(scope="class")
def fleet(rows_of_class):
    """Twelve thousand claims in which every lexeme but the number of the vessel is common."""
    by = make_user()
    Claim.objects.bulk_create(
        Claim(text=f"Vessel v{n} of class c{n % 5} left quay q{n % 9} for port p{n % 7}", proposed_by=by)
        for n in range(12_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze claims_claim")
    count_lexemes()


@pytest.mark.usefixtures("fleet")
class TestAtSize:
    def test_the_index_is_used_and_no_more_rows_than_the_budget_are_read(self):
        with CaptureQueriesContext(connection) as seen:
            found = find(
                CLAIMS, text="Vessel v77 of class c2 left quay q5 for port p0", context="class c1 quay q3"
            )
        assert found.rows == 12_000
        assert Claim.objects.get(pk=found.best[0].pk).text.startswith("Vessel v77 ")
        plan = plan_of(seen.captured_queries[-1])
        assert ("Bitmap Index Scan", "claim_search") in {(kind, name) for kind, name, _ in plan}
        assert "Seq Scan" not in {kind for kind, _, _ in plan}
        read = sum(rows for kind, name, rows in plan if kind == "Bitmap Heap Scan" and name == "claims_claim")
        # The pairs' rows are estimates; a lexeme of twice the budget is in no query by itself.
        assert 0 < read <= 2 * (SINGLE_ROWS + PAIR_ROWS + CONTEXT_ROWS)

    def test_nothing_depends_on_what_was_looked_at_before(self):
        first, *others = (find(CLAIMS, text="Vessel v77 left quay q5") for _ in range(3))
        assert others == [first, first]


def test_stale_counts_do_no_harm(claims):
    count_lexemes()
    late = make_claim("The Zarga bridge has opened")
    assert found(CLAIMS, "The Zarga bridge is open")[0] == late.pk
