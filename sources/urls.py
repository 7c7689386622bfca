"""The addresses of articles and statements."""

from django.urls import path

from sources.views.add_article import article_add, article_details
from sources.views.article import article, article_apart, article_progress, article_retry
from sources.views.articles import articles
from sources.views.bookmarklet import bookmarklet
from sources.views.bring_file import article_file
from sources.views.describe import article_describe
from sources.views.feeds import feed_ask, feed_edit, feed_inbox, feeds
from sources.views.fetches import fetch as fetch_page
from sources.views.fetches import fetch_drop, fetch_new, fetch_progress, fetch_retry
from sources.views.imports import (
    import_begin,
    import_discard,
    import_page,
    import_progress,
    import_read_again,
    import_reading,
    import_report,
    import_retry,
    imports,
)
from sources.views.inbox import inbox, name_answer, names_following
from sources.views.outlets import outlet_edit, outlets
from sources.views.revisions import article_differences, article_unwatch, article_watch
from sources.views.split_article import article_split
from sources.views.split_entity import entity_split
from sources.views.statements import statement_add, statement_edit, statement_restore, statement_strike

urlpatterns = [
    path("articles/", articles, name="articles"),
    path("articles/new/", article_add, name="article-add"),
    path("articles/file/", article_file, name="article-file"),
    path("articles/split/", article_split, name="article-split"),
    path("articles/details/", article_details, name="article-details"),
    path("articles/fetch/", fetch_new, name="fetch-new"),
    path("articles/fetch/<id:pk>/", fetch_page, name="fetch"),
    path("articles/fetch/<id:pk>/progress/", fetch_progress, name="fetch-progress"),
    path("articles/fetch/<id:pk>/retry/", fetch_retry, name="fetch-retry"),
    path("articles/fetch/<id:pk>/drop/", fetch_drop, name="fetch-drop"),
    path("articles/bookmarklet/", bookmarklet, name="bookmarklet"),
    path("articles/<id:pk>/describe/", article_describe, name="article-describe"),
    path("feeds/", feeds, name="feeds"),
    path("feeds/inbox/", feed_inbox, name="feed-inbox"),
    path("feeds/<id:pk>/edit/", feed_edit, name="feed-edit"),
    path("feeds/<id:pk>/ask/", feed_ask, name="feed-ask"),
    path("outlets/", outlets, name="outlets"),
    path("outlets/<id:pk>/edit/", outlet_edit, name="outlet-edit"),
    path("articles/<id:pk>/differences/", article_differences, name="article-differences"),
    path("articles/<id:pk>/watch/", article_watch, name="article-watch"),
    path("articles/<id:pk>/unwatch/", article_unwatch, name="article-unwatch"),
    path("imports/", imports, name="imports"),
    path("imports/<id:pk>/", import_page, name="import"),
    path("imports/<id:pk>/progress/", import_progress, name="import-progress"),
    path("imports/<id:pk>/reading/", import_reading, name="import-reading"),
    path("imports/<id:pk>/read-again/", import_read_again, name="import-read-again"),
    path("imports/<id:pk>/begin/", import_begin, name="import-begin"),
    path("imports/<id:pk>/discard/", import_discard, name="import-discard"),
    path("imports/<id:pk>/retry/", import_retry, name="import-retry"),
    path("imports/<id:pk>/report.csv", import_report, name="import-report"),
    path("articles/<id:pk>/", article, name="article"),
    path("articles/<id:pk>/progress/", article_progress, name="article-progress"),
    path("articles/<id:pk>/apart/", article_apart, name="article-apart"),
    path("articles/<id:pk>/retry/", article_retry, name="article-retry"),
    path("articles/<id:pk>/statements/new/", statement_add, name="statement-add"),
    path("entities/<id:pk>/split/", entity_split, name="entity-split"),
    path("names/", inbox, name="inbox"),
    path("names/following/", names_following, name="names-following"),
    path("names/<id:pk>/answer/", name_answer, name="name-answer"),
    path("statements/<id:pk>/edit/", statement_edit, name="statement-edit"),
    path("statements/<id:pk>/strike/", statement_strike, name="statement-strike"),
    path("statements/<id:pk>/restore/", statement_restore, name="statement-restore"),
]
