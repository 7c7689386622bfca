"""Claims, the statements that bear on them, and what the desk decided."""

from claims.models.assignment import Assignment
from claims.models.claim import Claim, Topic, Verdict, WorkState
from claims.models.claim_part import ClaimPart, PartKind
from claims.models.in_hand import InHand
from claims.models.judgement import Judgement, JudgementSay
from claims.models.learning import ModelChange, NothingElse, Outcome, Refit, Unshown
from claims.models.lexeme import ClaimLexeme, StatementLexeme
from claims.models.link import Link, LinkDecision, LinkState, Rejection, Stance
from claims.models.note import Note
from claims.models.personal_desk import PersonalDesk
from claims.models.preferences import Digest, Preferences, Rhythm
from claims.models.saved_view import SavedView
from claims.models.tripwire import Tripwire
from claims.models.verdict_change import VerdictChange
from claims.models.watch import Notice, NoticeKind, Watch
from claims.models.weighed import Weighed

__all__ = [
    "Assignment",
    "Claim",
    "ClaimLexeme",
    "ClaimPart",
    "Digest",
    "InHand",
    "Judgement",
    "JudgementSay",
    "Link",
    "LinkDecision",
    "LinkState",
    "ModelChange",
    "Note",
    "NothingElse",
    "Notice",
    "NoticeKind",
    "Outcome",
    "PartKind",
    "PersonalDesk",
    "Preferences",
    "Refit",
    "Rejection",
    "Rhythm",
    "SavedView",
    "Stance",
    "StatementLexeme",
    "Topic",
    "Tripwire",
    "Unshown",
    "Verdict",
    "VerdictChange",
    "Watch",
    "Weighed",
    "WorkState",
]
