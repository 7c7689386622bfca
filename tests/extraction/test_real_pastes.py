"""Two real pastes as reporters bring them; they lie beside the checkout and are skipped, loudly, where they are not."""

from __future__ import annotations

import pytest


def told(reading, beginning):
    """The statements whose content begins so."""
    found = [s for s in reading.statements if s.content.startswith(beginning)]
    assert found, (beginning, [s.content[:40] for s in reading.statements])
    return found


@pytest.mark.parametrize("beginning", ["We have been warning", "Any transfer of"])
def test_both_quotations_are_savett_s(seed, beginning):
    (statement,) = told(seed("000")[1], beginning)
    assert (statement.speaker, statement.speaker_type, statement.kind) == ("Sean Savett", "person", "direct")
    assert statement.affiliation == "White House National Security Council spokesperson"


def test_the_mission_speaks_three_times_under_one_name(seed):
    reading = seed("000")[1]
    found = [
        *told(reading, "Tehran's position"),
        *told(reading, "Iran considers"),
        *told(reading, "Thus, not only"),
    ]
    assert {s.speaker for s in found} == {"Iran's mission to the United Nations in New York"}
    assert [s.speaker_mention for s in found[1:]] == ["it", "the mission"]


def test_the_journal_relays_an_unnamed_official(seed):
    (statement,) = told(seed("000")[1], "Short-range missiles")
    assert (statement.speaker, statement.speaker_type) == ("unnamed US official", "unnamed")
    assert statement.via == ("Wall Street Journal",)


def test_the_other_official_is_another_and_told_reuters(seed):
    (statement,) = told(seed("000")[1], "they were watching")
    assert statement.speaker_type == "unnamed"
    assert statement.speaker != "unnamed US official"
    assert statement.via == ("Reuters",)


def test_reuters_speaks_for_its_own_report(seed):
    (statement,) = told(seed("000")[1], "Russia was expecting")
    assert (statement.speaker, statement.speaker_type, statement.via) == ("Reuters", "outlet", ())


@pytest.mark.parametrize(
    ("beginning", "speaker"),
    [
        ("the implementation of", "Sergey Lavrov"),
        ("it is disregarding", "Ali Motahari"),
        ("Iran’s previous lack", "Ahmad Naderi"),
        ("Moscow must understand", "Ahmad Naderi"),
        ("Russian President", "Heshmatollah Falahatpisheh"),
        ("Russia is using", "Heshmatollah Falahatpisheh"),
        ("Moscow prefers", "Heshmatollah Falahatpisheh"),
        ("Iran has had", "Heshmatollah Falahatpisheh"),
        ("allegations of", "Mohammad Eslami"),
        ("For the past two", "Mohammad Eslami"),
        ("Iran had agreed", "Mohammad Eslami"),
        ("the US unilaterally", "Mohammad Eslami"),
    ],
)
def test_the_second_story_s_speakers(seed, beginning, speaker):
    (statement,) = told(seed("000")[1], beginning)
    assert statement.speaker == speaker


def test_eslami_denies_and_is_quoted_by_way_of_an_agency(seed):
    reading = seed("000")[1]
    (denial,) = told(reading, "allegations of")
    assert denial.polarity == "denied"
    assert denial.affiliation == "the head of Iran’s Atomic Energy Organization"
    (quotation,) = told(reading, "For the past two")
    assert len(quotation.via) == 1
    assert quotation.via[0].startswith("Tasnim")
    assert quotation.polarity == "asserted"


@pytest.mark.parametrize("start", ["000", "004"])
def test_residue_gives_no_statements(seed, start):
    text, reading = seed(start)
    for statement in reading.statements:
        line = text[: statement.content_spans[0][0]].rfind("\n") + 1
        assert not text[line:].startswith(("FILE PHOTO", "A photo of", "TT", "US Sees", "Iranian Calls"))
        assert "Subscribe" not in statement.content
        assert "credit:" not in statement.content


def test_stano_is_aware(seed):
    (statement,) = told(seed("004")[1], "We are aware")
    assert (statement.speaker, statement.affiliation) == ("Peter Stano", "EU spokesman")
    assert (statement.modality, statement.via) == ("aware", ("reports",))


def test_kanani_is_one_person_in_both_sentences(seed):
    reading = seed("004")[1]
    (quotation,) = told(reading, "As it has been")
    (added,) = told(reading, "Tehran always supported")
    assert quotation.speaker == added.speaker == "Nasser Kan'ani"
    assert added.speaker_mention == "the senior Iranian diplomat"
    assert not added.content.endswith("”")


@pytest.mark.parametrize(
    ("beginning", "speaker"), [("‘any transfer", "Sean Savett"), ("Ukraine urgently", "Volodymyr Zelensky")]
)
def test_cnn_carries(seed, beginning, speaker):
    reading = seed("004")[1]
    statement = next(
        s
        for s in reading.statements
        if s.content.startswith(beginning.removeprefix("‘")) or s.content.startswith(beginning)
    )
    assert (statement.speaker, statement.via) == (speaker, ("CNN",))
    assert reading.statements[statement.parent].speaker == "CNN"


def test_the_ministry_denies(seed):
    (statement,) = [s for s in seed("004")[1].statements if s.speaker == "Iran’s foreign ministry"]
    assert (statement.polarity, statement.content) == ("denied", "the claims")


def test_what_was_not_condemned_was_not_said(seed):
    assert not any("October 7" in s.content for s in seed("004")[1].statements)


def test_any_transfer_would_is_conditional(seed):
    assert {s.modality for s in told(seed("000")[1], "Any ")} == {"conditional"}


def test_the_first_paste_holds_two_stories_and_the_second_one(seed):
    text, reading = seed("000")
    assert len(reading.sections) == 2
    assert reading.sections[1].title == "Iranian Calls to Confront Geopolitical Shifts in the South Caucasus"
    assert "".join(text[slice(*s.span)] for s in reading.sections) == text
    assert len(seed("004")[1].sections) == 1


def test_what_is_passed_over_is_told_with_its_kind(seed):
    text, reading = seed("000")
    assert {r.kind for r in reading.residue} == {"headline", "caption", "repeat", "share"}
    assert sum(text[slice(*r.span)].startswith("FILE PHOTO") for r in reading.residue) == 4
    kinds = {r.kind for r in seed("004")[1].residue}
    assert kinds == {"stamp", "credit", "newsletter"}


@pytest.mark.parametrize("start", ["000", "004"])
def test_no_statement_begins_in_residue(seed, start):
    reading = seed(start)[1]
    for statement in reading.statements:
        first = statement.content_spans[0][0]
        assert not any(a <= first < b for a, b in (r.span for r in reading.residue))


@pytest.mark.parametrize(
    "words", ["red line”", "red lines", "preemptive strike", "geopolitical ambitions", "Subscribe"]
)
@pytest.mark.parametrize("start", ["000", "004"])
def test_no_scare_quote_is_a_statement(seed, start, words):
    bare = words.rstrip("”")
    assert not any(s.content.strip("“”‘’. ") == bare for s in seed(start)[1].statements)


def test_the_member_of_parliament_is_unnamed_and_came_by_way_of_an_outlet(seed):
    reading = seed("004")[1]
    (statement,) = [s for s in told(reading, "Iran has supported") if s.speaker_type == "unnamed"]
    assert statement.speaker == "unnamed Iranian member of parliament"
    assert statement.via == ("Iran International",)
    assert reading.statements[statement.parent].speaker == "Iran International"


def test_the_chiefs_of_mi6_and_the_cia_speak_by_way_of_the_bbc(seed):
    reading = seed("004")[1]
    (both,) = told(reading, "both countries stand")
    assert (both.speaker, both.speaker_type, both.via) == ("chiefs of MI6 and the CIA", "group", ("BBC",))
    (article,) = told(reading, "they saw the war")
    assert (article.speaker, article.via) == ("Richard Moore and William Burns", ("BBC", "Financial Times"))


def test_nobody_speaks_who_was_only_reminded(seed):
    assert not any(s.speaker == "Alexey Dedov" for s in seed("000")[1].statements)


def test_the_united_states_and_partners_warned(seed):
    (statement,) = told(seed("000")[1], "such a step")
    assert statement.speaker == "United States and partners"
