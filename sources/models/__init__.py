"""What outlets printed and what articles say somebody said."""

from sources.models.article import HEARD_AT, Article, Stage
from sources.models.article_words import ArticleWords
from sources.models.asked_name import AskedName, NameAnswer
from sources.models.copies import CopyPair, PassageBand
from sources.models.feed import Feed, FeedItem, ItemState
from sources.models.fetched import Fetch, FetchedPage, FetchStage
from sources.models.host import Host
from sources.models.imports import Import, ImportRow, ImportState, RowState
from sources.models.mention import UNSETTLED, Mention, Outcome
from sources.models.outlet import Outlet, OutletGroup, OutletHost
from sources.models.relay import Relay
from sources.models.revisit import Revisit
from sources.models.search import Written, lexeme
from sources.models.statement import NAMED, Fate, Maker, Modality, Polarity, Quotation, Statement
from sources.models.wording import Fingerprint, UtteranceDecision, UtteranceSay, Wording
from sources.models.work import Work

__all__ = [
    "HEARD_AT",
    "NAMED",
    "UNSETTLED",
    "Article",
    "ArticleWords",
    "AskedName",
    "CopyPair",
    "Fate",
    "Feed",
    "FeedItem",
    "Fetch",
    "FetchStage",
    "FetchedPage",
    "Fingerprint",
    "Host",
    "Import",
    "ImportRow",
    "ImportState",
    "ItemState",
    "Maker",
    "Mention",
    "Modality",
    "NameAnswer",
    "Outcome",
    "Outlet",
    "OutletGroup",
    "OutletHost",
    "PassageBand",
    "Polarity",
    "Quotation",
    "Relay",
    "Revisit",
    "RowState",
    "Stage",
    "Statement",
    "UtteranceDecision",
    "UtteranceSay",
    "Wording",
    "Work",
    "Written",
    "lexeme",
]
