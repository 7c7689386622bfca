"""What is said of a name beside it."""

from __future__ import annotations

from django import template

from entities.models import READ

register = template.Library()

SCRIPTS = {
    "Arab": "Arabic script", "Armn": "Armenian script", "Beng": "Bengali script", "Cyrl": "Cyrillic",
    "Deva": "Devanagari", "Ethi": "Ethiopic script", "Geor": "Georgian script", "Grek": "Greek script",
    "Hang": "Hangul", "Hani": "Chinese characters", "Hebr": "Hebrew script", "Hira": "Hiragana", "Kana": "Katakana",
    "Taml": "Tamil script", "Thai": "Thai script", "Zyyy": "",
}  # fmt: skip


@register.filter
def script_in_words(code: str) -> str:
    """A script as ISO 15924 has it ("Arab"), in words."""
    return SCRIPTS.get(code, code)


@register.filter
def source_in_words(source: str) -> str:
    """Where a name is from, after the name."""
    return "read in an article" if source == READ else f"from {source}"
