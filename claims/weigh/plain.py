"""A dossier as values that JSON can hold: for scripts, exports and checking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.weigh.remarks import whose_wording
from claims.weigh.utterance import by_utterance

if TYPE_CHECKING:
    from claims.weigh.contradictions import Contradiction
    from claims.weigh.coverage import Coverage
    from claims.weigh.dossier import Dossier
    from claims.weigh.origins import Origins
    from claims.weigh.piece import Party, Piece
    from claims.weigh.utterance import Utterance

Plain = dict[str, Any]


def plain(dossier: Dossier) -> Plain:
    """Everything in a dossier: origins, evidence, utterances with their cuts, coverage, contradictions."""
    stances = {stance: len(dossier.of(stance)) for stance in ("supports", "denies", "context")}
    return {
        "statements": stances,
        "supports": _origins(dossier.supports),
        "denies": _origins(dossier.denies),
        "coverage": _coverage(dossier.coverage),
        "contradictions": [_contradiction(c) for c in dossier.contradictions],
        "dismissed": [_contradiction(c) for c in dossier.dismissed],
        "utterances": [_utterance(u) for u in by_utterance(dossier.pieces) if u.others],
        "evidence": [_piece(p, dossier) for stance in stances for p in dossier.of(stance)],
    }


def _origins(origins: Origins) -> Plain:
    return {
        "summary": origins.summary,
        "reports": origins.reports,
        "low": origins.low,
        "high": origins.high,
        "named_first_hand": origins.first_hand,
        "reasons": origins.reasons,
        "uncounted": [{"statement": s, "reason": why} for s, why in origins.uncounted.items()],
        "origins": [
            {
                "name": origin.name,
                "certainty": origin.certainty,
                "reason": origin.reason,
                "because": list(origin.because),
                "first_hand": origin.first_hand,
                "statements": list(origin.statements),
            }
            for origin in origins.origins
        ],
    }


def _coverage(coverage: Coverage) -> Plain:
    narrower = coverage.narrower
    return {
        "parts": [{"kind": part.kind, "text": part.text} for part in coverage.parts],
        "whole": list(coverage.whole),
        "gaps": list(coverage.gaps),
        "narrower": {"text": narrower.text, "statement": narrower.piece.statement, "source": narrower.source}
        if narrower
        else None,
    }


def _contradiction(found: Contradiction) -> Plain:
    return {
        "kind": found.kind,
        "reason": found.reason,
        "statements": [found.earlier.statement, found.later.statement],
    }


def _utterance(utterance: Utterance) -> Plain:
    return {
        "speaker": utterance.fullest.speaker.name,
        "statements": [piece.statement for piece in utterance.pieces],
        "fullest": utterance.fullest.content,
        "cuts": [
            {
                "statement": report.piece.statement,
                "outlet": report.piece.outlet.name,
                "difference": [{"role": cut.role, "text": cut.text} for cut in report.cuts],
            }
            for report in utterance.reports()
        ],
    }


def _piece(piece: Piece, dossier: Dossier) -> Plain:
    return {
        "statement": piece.statement,
        "link": piece.link,
        "stance": piece.stance,
        "speaker": _party(piece.speaker),
        "affiliation": piece.affiliation,
        "outlet": piece.outlet.name,
        "article": piece.article,
        "relays": [relay.name for relay in piece.relays],
        "published": piece.published_at.isoformat() if piece.published_at else None,
        "learned": piece.learned_at.isoformat(),
        "content": piece.content,
        "kind": piece.kind,
        "wording": whose_wording(piece),
        "polarity": piece.polarity,
        "modality": piece.modality,
        "utterance": piece.utterance,
        "covers": {c.part.kind: c.in_words for c in dossier.coverage.by.get(piece.statement, ())},
        "remarks": [remark.text for remark in dossier.remarks.get(piece.statement, ())],
    }


def _party(party: Party) -> Plain | None:
    return {"id": party.id, "name": party.name, "kind": party.kind} if party.name else None
