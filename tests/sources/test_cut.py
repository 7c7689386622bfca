"""What belongs to the page and not to the story: shown, cut unless somebody keeps it, and never in silence."""

from sources.cut import cut_out, pieces_in

STORY = (
    "Harbour closed after the storm\n\nBy Ana Ruiz\n\nFILE PHOTO: The old harbour seen from the hill\n\n"
    "The mayor said that it was over.\nShare\nSubscribe to our newsletter\n\n"
    "Nobody was hurt, she added.\nCranes at the quay. (Photo: Harbour Wire)\nIt was late.\nHarbour closed after the storm\n"
)


def keys(text: str) -> set[str]:
    return {piece.key for piece in pieces_in(text)}


def test_captions_buttons_and_repeats_go_and_the_head_stays():
    assert [(piece.kind, piece.words) for piece in pieces_in(STORY)] == [
        ("caption", "FILE PHOTO: The old harbour seen from the hill"),
        ("share", "Share"),
        ("newsletter", "Subscribe to our newsletter"),
        ("credit", "Cranes at the quay. (Photo: Harbour Wire)"),
        ("repeat", "Harbour closed after the storm"),
    ]
    left = cut_out(STORY, keys(STORY))
    assert left.text.strip() == (
        "Harbour closed after the storm\n\nBy Ana Ruiz\n\nThe mayor said that it was over.\n"
        "Nobody was hurt, she added.\nIt was late."
    )


def test_what_was_cut_is_kept_with_its_place():
    left = cut_out(STORY, keys(STORY))
    assert [words for _, _, words in left.pieces] == [piece.words for piece in pieces_in(STORY)]
    for offset, kind, words in left.pieces:
        assert 0 <= offset <= len(left.text)
        assert (kind, words) in {(piece.kind, piece.words) for piece in pieces_in(STORY)}
    place = left.pieces[0][0]
    assert left.text[place:].startswith("The mayor")


def test_only_what_is_named_is_cut():
    button = next(piece for piece in pieces_in(STORY) if piece.words == "Share")
    left = cut_out(STORY, {button.key, "no-such-key"})
    assert left.text == STORY.replace("Share\n", "")
    assert cut_out(STORY, set()).text == STORY


def test_the_same_words_twice_are_two_pieces():
    text = "The mayor said no.\nShare\nShare\nIt was late.\n"
    one, other = pieces_in(text)
    assert one.key != other.key
    assert cut_out(text, {other.key}).text == "The mayor said no.\nShare\nIt was late.\n"
