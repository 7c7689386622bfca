"""A choice of many, written in one piece: Django's own asks a template for each option, which for some hundreds of outlets and
people takes longer than all the rest of a page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """A select without groups of options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        """The element, with the option chosen that has this value."""
        chosen = "" if value is None else str(value)
        options = ((str("" if each is None else each), label) for each, label in self.choices)
        written = "".join(
            f'<option value="{escape(each)}"{" selected" if each == chosen else ""}>{escape(str(label))}</option>'
            for each, label in options
        )
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return mark_safe(f'<select name="{escape(name)}"{attributes}>{written}</select>')  # noqa: S308 - escaped above
