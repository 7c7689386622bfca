"""The words of an article, for searching."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from sources.models.article import Article


class ArticleWords(models.Model):
    """The stems of an article's title (weight A) and text, kept by triggers on articles, so that no way of writing one
    can forget it.

    A row beside the article and no column in it: every reading of an article would fetch such a column, which is as
    long as the text, and every step of its stage would enter each of its words into the index again.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="words")
    search = SearchVectorField(editable=False)

    class Meta:
        indexes = [GinIndex(fields=["search"], name="article_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"the words of article {self.article_id}"
