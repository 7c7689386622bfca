"""A page's passages in order, and which of them are the article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Passage = tuple[str, bool]
"""Words, and whether they belong to the article."""

UNSEEN = {
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select", "textarea",
    "input", "canvas", "math", "audio", "video",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
SURELY_ITS_OWN = 25
"""Characters from which words that stand inside a kept line are that line's, not a menu's."""
MOST_SHOWN = 2_000
"""Characters that are shown of a passage that was cut."""
MOST_PASSAGES = 500


def passages(tree: Any, kept_lines: Iterable[str]) -> list[Passage]:
    """The page's passages in order, neighbours that were cut as one. ``tree`` is the page as lxml has it, ``kept_lines``
    the article's, as they were found.
    """
    lines = [_even(line) for line in kept_lines]
    whole = "\n".join(lines)
    left = Counter(lines)
    found: list[tuple[str, bool]] = []
    for words in seen_words(tree):
        is_line = left[words] > 0
        if is_line:
            left[words] -= 1
        is_kept = is_line or (len(words) >= SURELY_ITS_OWN and words in whole)
        found.append((words, is_kept))
    return _fewer(_together(found))


def seen_words(tree: Any) -> Iterator[str]:
    """What a reader sees of a page, block by block, white space evened out."""
    buffer: list[str] = []

    def flush() -> Iterator[str]:
        words = _even("".join(buffer))
        buffer.clear()
        if words:
            yield words

    # Without recursion: pages are nested as deep as anybody likes.
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        node, is_end = stack.pop()
        if isinstance(node, str):
            buffer.append(node)
            continue
        is_block = node.tag not in INLINE
        if is_block:
            yield from flush()
        if is_end:
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in UNSEEN or node.get("hidden") is not None:
            continue
        below: list[tuple[Any, bool]] = [(node.text, False)] if node.text else []
        for child in node:
            below.append((child, False))
            if child.tail:
                below.append((child.tail, False))
        stack.extend(reversed(below))
    yield from flush()


def _together(found: list[Passage]) -> list[Passage]:
    """Neighbours that were cut become one passage of several lines."""
    merged: list[tuple[list[str], bool]] = []
    for words, is_kept in found:
        if merged and not is_kept and not merged[-1][1]:
            merged[-1][0].append(words)
        else:
            merged.append(([words], is_kept))
    return [("\n".join(lines)[: None if is_kept else MOST_SHOWN], is_kept) for lines, is_kept in merged]


def _fewer(found: list[Passage]) -> list[Passage]:
    """No more passages than a form can carry: neighbours that are kept become one."""
    if len(found) <= MOST_PASSAGES:
        return found
    fewer: list[tuple[list[str], bool]] = []
    for words, is_kept in found:
        if fewer and fewer[-1][1] == is_kept:
            fewer[-1][0].append(words)
        else:
            fewer.append(([words], is_kept))
    return [("\n\n".join(lines), is_kept) for lines, is_kept in fewer][:MOST_PASSAGES]


def _even(words: str) -> str:
    return " ".join(words.split())
