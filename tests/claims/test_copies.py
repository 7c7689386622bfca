"""A syndicated story under three outlets: one group of copies, one origin for the claims that rest on it."""

import pytest

from claims.decide import decide
from claims.models import WorkState
from claims.queries.pieces import dossier_of
from entities.models import Entity, Kind
from entities.undo import undo
from sources.copies import compare_texts
from sources.models import Article
from sources.tell_apart import tell_apart
from tests.claims.factories import make_article, make_claim, make_evidence, make_statement, make_user
from tests.matching.test_same_text import TOLD

pytestmark = pytest.mark.django_db
SAID = "the pier was closed by the storm"
STORY = f"An official of the port said that {SAID}. {' '.join(TOLD)}"


@pytest.fixture
def claim():
    """A claim that rests on what an official without a name said, in three printings of one agency's story."""
    found = make_claim("The storm has closed the pier")
    for outlet in ("Wire", "Bay Post", "Echo"):
        article = make_article(f"{outlet} has it.\n\n{STORY}", outlet=outlet)
        nobody = Entity.objects.create(
            name="an official of the port", kind=Kind.UNNAMED, context=f"in {outlet}"
        )
        said = make_statement(SAID, article=article, speaker_name=nobody.name)
        said.speaker = nobody
        said.save()
        make_evidence(found, said)
    return found


def test_one_group_one_origin(claim):
    assert dossier_of(claim).supports.high == 3
    compare_texts()
    assert len(set(Article.objects.values_list("copies", flat=True))) == 1
    origins = dossier_of(claim).supports
    assert (origins.reports, origins.range, len(origins.origins)) == (3, "1", 1)
    assert "copies of one text" in origins.origins[0].because


def test_a_verdict_that_rested_on_three_origins_needs_another_look(claim):
    editor = make_user()
    decide(
        claim=claim, by=editor, verdict="corroborated", reason="Three outlets have it.", version=claim.version
    )
    compare_texts()
    claim.refresh_from_db()
    assert claim.work_state == WorkState.ANOTHER_LOOK
    done = tell_apart(article=Article.objects.earliest("pk"), by=editor)
    assert dossier_of(claim).supports.high == 2
    undo(act=done, by=editor)
    assert dossier_of(claim).supports.range == "1"
