"""Which source says what of a claim, whose wording it is, and who contradicts whom."""

from claims.weigh import Judged, Part, PartWord, weigh
from claims.weigh.contradictions import AFFILIATION, SPEAKER
from tests.claims.pieces import piece

CLAIM = "Norway has delivered HK-40 boats to Sweden"


def part(kind, text, *words, drop=""):
    start = CLAIM.index(text)
    return Part(kind, text, (start, start + len(text)), words, place(drop) if drop else None)


def place(text):
    start = CLAIM.index(text)
    return start, start + len(text)


PARTS = [
    part("who", "Norway", PartWord("Norway", head=True)),
    part("happened", "has delivered", PartWord("delivered", head=True)),
    part(
        "what",
        "HK-40 boats",
        PartWord("HK-40", head=False, drop=place(" HK-40")),
        PartWord("boats", head=True),
    ),
    part("whom", "Sweden", PartWord("Sweden", head=True), drop=" to Sweden"),
]
DELIVERED = "Oslo has now handed over patrol boats to the Swedes"


def weighed(*pieces, judged=()):
    return weigh(CLAIM, parts=PARTS, pieces=pieces, judged=judged)


def covers(dossier, of):
    return {c.part.kind: c.in_words for c in dossier.coverage.by[of.statement]}


def remarks(dossier, of):
    return [remark.text for remark in dossier.remarks[of.statement]]


def test_a_source_covers_a_part_in_other_words():
    official = piece(DELIVERED)
    found = covers(weighed(official), official)
    assert found == {"who": "yes", "happened": "yes", "what": "not “HK-40”", "whom": "yes"}


def test_what_is_expected_has_not_happened():
    expects = piece("Sweden expects the delivery of the HK-40 by Norway", modality="expects")
    found = covers(weighed(expects), expects)
    assert found == {"who": "yes", "happened": "not as a fact", "what": "yes", "whom": "yes"}


def test_no_source_covers_both_the_item_and_the_delivery_and_a_narrower_wording_is_offered():
    official = piece(DELIVERED, "unnamed Norwegian official", "unnamed", via=["Fjord Post"])
    expects = piece(
        "Sweden expects the delivery of HK-40 boats by Norway",
        "Lake Press",
        "outlet",
        modality="expects",
        stance="context",
    )
    found = weighed(official, expects).coverage
    assert found.whole == ()
    (gap,) = found.gaps
    assert gap == (
        "No source that supports it covers both “HK-40 boats” (what) and “has delivered” (happened): "
        "Lake Press has the first, unnamed Norwegian official, via Fjord Post the second."
    )
    assert found.narrower.text == "Norway has delivered boats to Sweden"
    assert found.narrower.source == "unnamed Norwegian official, via Fjord Post"


def test_a_part_that_nobody_mentions_is_named():
    found = weighed(piece("Norway has delivered boats")).coverage
    assert "No source covers “HK-40 boats” (what)." in found.gaps
    assert found.narrower.text == "Norway has delivered boats"


def test_where_one_source_says_all_of_it_nothing_narrower_is_offered():
    found = weighed(piece("Norway delivered the HK-40 boats to Sweden in May")).coverage
    assert (len(found.whole), found.gaps, found.narrower) == (1, (), None)


def test_who_speaks_of_we_speaks_of_their_state():
    ours = piece("We have delivered the HK-40 boats to Sweden", "Norway", "state")
    assert covers(weighed(ours), ours)["who"] == "yes"


def test_a_condition_supports_nothing_and_says_so():
    would = piece("Any delivery of HK-40 boats to Sweden would be a mistake", modality="conditional")
    found = weighed(would)
    assert found.supports.summary == "0 reports, 0 origins, 0 named first-hand"
    assert "Speaks of a condition: supports nothing." in remarks(found, would)


def test_a_denial_in_the_outlets_wording_is_told_from_a_quote_that_names_nothing():
    ministry = piece(
        "the claims", "Norway's navy ministry", "organisation", stance="denies", polarity="denied", article=7
    )
    quote = piece(
        "Norway has never taken sides at sea",
        "Ida Brandt",
        affiliation="Norwegian Navy Ministry spokeswoman",
        said="direct",
        stance="denies",
        article=7,
    )
    found = weighed(ministry, quote)
    mine = remarks(found, ministry)
    assert mine[0] == (
        "The denial is in the wording of Harbour Wire, not a quote; its words (“the claims”) name no part of the claim."
    )
    assert mine[1] == (
        "The words quoted from Ida Brandt in the same article never mention "
        "“has delivered” (happened) or “HK-40 boats” (what)."
    )
    assert remarks(found, quote) == [
        "The quoted words do not mention “has delivered” (happened) or “HK-40 boats” (what)."
    ]


def test_without_parts_nothing_is_said_of_them():
    official = piece(DELIVERED)
    found = weigh(CLAIM, parts=[], pieces=[official])
    assert found.coverage.gaps == ()
    assert found.remarks[official.statement][0].kind == "wording"


def test_a_speaker_who_changes_sides_is_shown_with_both_passages():
    before, after = piece(DELIVERED, day=1), piece("No boat was delivered", stance="denies", day=40)
    (found,) = weighed(after, before).contradictions
    assert (found.kind, found.earlier, found.later) == (SPEAKER, before, after)
    assert found.reason == "Ida Brandt supports it (4 May 2024) and then denies it (12 June 2024)."


def test_two_voices_of_one_government_at_one_time_are_shown_and_long_apart_are_not():
    minister = piece(DELIVERED, "Ida Brandt", affiliation="Norwegian minister", day=1)
    embassy = piece("No boat was delivered", "Norway's embassy", "organisation", stance="denies", day=4)
    late = piece("No boat was delivered", "Norway's mission", "organisation", stance="denies", day=90)
    (found,) = weighed(minister, embassy, late).contradictions
    assert (found.kind, found.pair) == (AFFILIATION, (minister.statement, embassy.statement))


def test_a_condition_contradicts_nothing():
    would = piece("Any delivery would be wrong", modality="conditional", day=1)
    assert weighed(would, piece("No boat was delivered", stance="denies", day=2)).contradictions == ()


def test_a_dismissed_contradiction_is_kept_apart():
    before, after = piece(DELIVERED, day=1), piece("No boat was delivered", stance="denies", day=2)
    found = weighed(before, after, judged=[Judged(before.statement, after.statement, "no_contradiction")])
    assert found.contradictions == ()
    assert len(found.dismissed) == 1
