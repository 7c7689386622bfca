"""Words of the desk that are looked up once: what no catalogue has, as its own English, would be looked for in all of them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.translation import trans_real

MOST = 20_000
"""Words, and words with a number, that are remembered of each language."""


def remember_words() -> None:
    """From now on this process asks the catalogues for each word once; a page has hundreds.

    Django looks through one catalogue an application and then through those that each falls back to: 15 for a word in
    English, which is in none of them.
    """
    for language, _ in settings.LANGUAGES:
        catalogues = trans_real.translation(language)
        for way in ("gettext", "ngettext"):
            setattr(catalogues, way, lru_cache(maxsize=MOST)(getattr(catalogues, way)))
