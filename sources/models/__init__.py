"""What outlets printed and what articles say somebody said."""

from sources.models.article import Article, Stage
from sources.models.asked_name import AskedName, NameAnswer
from sources.models.mention import UNSETTLED, Mention, Outcome
from sources.models.outlet import Outlet
from sources.models.relay import Relay
from sources.models.statement import Maker, Modality, Polarity, Quotation, Statement
from sources.models.wording import Fingerprint, UtteranceDecision, UtteranceSay, Wording
from sources.models.work import Work

__all__ = [
    "UNSETTLED",
    "Article",
    "AskedName",
    "Fingerprint",
    "Maker",
    "Mention",
    "Modality",
    "NameAnswer",
    "Outcome",
    "Outlet",
    "Polarity",
    "Quotation",
    "Relay",
    "Stage",
    "Statement",
    "UtteranceDecision",
    "UtteranceSay",
    "Wording",
    "Work",
]
