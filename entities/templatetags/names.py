"""What is said of a name beside it."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_lazy

from entities.models import READ

register = template.Library()

SCRIPTS = {
    "Arab": gettext_lazy("Arabic script"), "Armn": gettext_lazy("Armenian script"), "Beng": gettext_lazy("Bengali script"), "Cyrl": gettext_lazy("Cyrillic"),
    "Deva": gettext_lazy("Devanagari"), "Ethi": gettext_lazy("Ethiopic script"), "Geor": gettext_lazy("Georgian script"), "Grek": gettext_lazy("Greek script"),
    "Hang": gettext_lazy("Hangul"), "Hani": gettext_lazy("Chinese characters"), "Hebr": gettext_lazy("Hebrew script"), "Hira": gettext_lazy("Hiragana"), "Kana": gettext_lazy("Katakana"),
    "Taml": gettext_lazy("Tamil script"), "Thai": gettext_lazy("Thai script"), "Zyyy": "",
}  # fmt: skip


@register.filter
def script_in_words(code: str) -> str:
    """A script as ISO 15924 has it ("Arab"), in words."""
    return str(SCRIPTS.get(code, code))


@register.filter
def source_in_words(source: str) -> str:
    """Where a name is from, after the name."""
    return (
        gettext("read in an article") if source == READ else gettext("from %(source)s") % {"source": source}
    )
