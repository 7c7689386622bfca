"""The table of ranked claims, ours and peers', over files of a few lines."""

import json

import numpy as np
import pytest

from benchmarks import peers
from benchmarks.links import average_precision, first_is_right, measure, recall

CLAIMS = [
    {"id": "c1", "text": "Norway has delivered patrol boats to Port Arvo", "speaker": "Ada Falk"},
    {"id": "c2", "text": "The harbour of Port Arvo is closed to ferries", "title": "Ferries\x00"},
    {"id": "c3", "text": "The choir of Arvo has won a prize"},
]
STATEMENTS = [
    {
        "id": "s1",
        "text": "Patrol boats were delivered to Port Arvo",
        "speaker": "Ada Falk",
        "context": "Boats.",
    },
    {"id": "s2", "text": "Nothing of the kind"},
]
LINKS = [
    {"statement": "s1", "claim": "c1", "label": "supports"},
    {"statement": "s2", "claim": "c3", "label": "match"},
    {"statement": "s2", "claim": "gone", "label": "match"},
]


@pytest.fixture
def files(tmp_path):
    """The three files."""
    paths = []
    for name, rows in (("claims", CLAIMS), ("statements", STATEMENTS), ("links", LINKS)):
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    return paths


@pytest.mark.django_db
def test_every_way_of_ranking_has_a_line_for_both_amounts_of_words(files):
    lines = list(measure(*files))
    for name in ("Claimdesk", "its candidates alone", "BM25", "ts rank", "trigrams", "MiniLM"):
        said = [line for line in lines if line.strip().startswith(name)]
        assert [("text alone" in line, "with speaker" in line) for line in said] == [
            (False, True),
            (True, False),
        ]
        assert all("skipped, " in line or " 0.500 " in line for line in said), said
    assert not any("ts rank" in line and "skipped" in line for line in lines)
    assert any("stance of 1 linked pairs" in line for line in lines)


def test_embeddings_are_kept_so_that_a_run_that_was_cut_short_goes_on(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(peers, "EMBEDDED_TOGETHER", 2)
    texts, asked = ["a", "bb", "ccc", "dddd", "eeeee"], []

    class Lengths:
        def __init__(self, most):
            self.most = most

        def encode(self, some, **_):
            if len(asked) == self.most:
                raise KeyboardInterrupt
            asked.append(some)
            return np.array([[len(text)] for text in some])

    with pytest.raises(KeyboardInterrupt):
        peers.embedded(Lengths(2), texts)
    assert peers.embedded(Lengths(3), texts).tolist() == [[1], [2], [3], [4], [5]]
    assert asked == [["a", "bb"], ["ccc", "dddd"], ["eeeee"]]


@pytest.mark.django_db
@pytest.mark.parametrize("peer", [peers.BM25, peers.ts_rank])
def test_a_peer_finds_by_words(peer):
    try:
        with peer(CLAIMS) as answer:
            assert answer(STATEMENTS[0])[0] == 0
            assert answer({"id": "x", "text": "of the"}) == []
    except peers.Skipped as why:
        pytest.skip(str(why))


def test_scores():
    assert average_precision([7, 1, 8, 2], {1, 2}) == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert average_precision([3, 4, 5, 6, 7, 1], {1}) == 0
    assert [first_is_right(order, {1}) for order in ([1, 2], [2, 1], [])] == [1, 0, 0]
    assert recall([5, 1, 2], {1, 2, 3}, 2) == pytest.approx(1 / 3)
    assert average_precision([], set()) == recall([], set(), 20) == 0
