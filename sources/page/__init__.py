"""Reading a fetched page: its text in passages, what was cut, and what it says of itself. Pure of the database; trafilatura
is loaded at the first page, in a worker, and never by the web process.
"""

from sources.page.charset import text_of
from sources.page.read import NoArticle, PageRead, read_page

__all__ = ["NoArticle", "PageRead", "read_page", "text_of"]
