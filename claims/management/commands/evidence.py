"""manage.py evidence CLAIM: what the desk knows of one claim's evidence, for scripts and for checking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.export import whole
from claims.models import Claim
from claims.queries.as_of import dossier_as_of
from claims.queries.moment import LEARNED, WAYS, read_moment
from claims.queries.pieces import dossier_of
from claims.weigh.standing import named
from claims.weigh.utterance import by_utterance
from entities.written import id_in

if TYPE_CHECKING:
    from claims.queries.as_of import PastClaim
    from claims.queries.moment import Moment
    from claims.weigh import Dossier, Origins

SYMBOLS = {"supports": "▲", "denies": "▼", "context": "●"}


class Command(BaseCommand):
    """Prints origins, coverage, contradictions and every piece of evidence, in words or as JSON."""

    help = "Prints the evidence of a claim: origins for and against, coverage, contradictions, utterances, remarks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the claim, the moment and the format."""
        parser.add_argument("claim", help="the claim's number, or words of it")
        parser.add_argument(
            "--as-of",
            default="",
            metavar="WHEN",
            help="a day (its end), or a day and a time: 2024-09-09T12:00",
        )
        parser.add_argument(
            "--by",
            default=LEARNED,
            choices=list(WAYS),
            help="what the desk had learned, or what was published, by then",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Finds the claim, weighs its evidence, prints."""
        claim, dossier, as_of = _asked(_find(options["claim"]), options["as_of"], options["by"])
        if options["json"]:
            told = whole(claim, dossier, as_of)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        status = f"{claim.get_verdict_display()}, {claim.get_work_state_display().lower()}"
        self.stdout.write(f"Claim {claim.pk}: {claim.text} ({status})")
        if as_of:
            self.stdout.write(f"As of {as_of.at:%Y-%m-%d %H:%M %Z}, {as_of.way}")
        for line in _lines(dossier):
            self.stdout.write(line)


def _asked(claim: Claim, when: str, by: str) -> tuple[Claim | PastClaim, Dossier, Moment | None]:
    """The claim and its evidence, now or as they stood. Raises CommandError for what is no moment of the past, and where
    the desk did not track the claim by then.
    """
    if not when:
        return claim, dossier_of(claim), None
    moment = read_moment(when, by)
    if moment is None:
        raise CommandError(
            f"“{when}” is no moment to look back at: give a day, or a day and a time, of the past."
        )
    found = dossier_as_of(claim, moment)
    if found is None:
        raise CommandError(
            f"The desk did not track this claim by then: it was proposed on {claim.proposed_at:%Y-%m-%d}."
        )
    return *found, moment


def _find(asked: str) -> Claim:
    """The claim of that number or with those words. Raises CommandError for none and for several, naming them."""
    number = id_in(asked)
    if number is not None:
        found = list(Claim.objects.filter(pk=number))
    else:
        found = list(Claim.objects.filter(text__icontains=asked).order_by("pk")[:6])
    if not found:
        raise CommandError(f"There is no claim “{asked}”.")
    if len(found) > 1:
        names = "\n".join(f"  {claim.pk}: {claim.text}" for claim in found)
        raise CommandError(f"Several claims have “{asked}”. Give a number:\n{names}")
    return found[0]


def _lines(dossier: Dossier) -> list[str]:
    lines = [*_origins("For", dossier.supports), *_origins("Against", dossier.denies)]
    coverage = dossier.coverage
    lines += [f"Coverage: {gap}" for gap in coverage.gaps]
    if coverage.narrower:
        lines.append(f"Narrower wording: “{coverage.narrower.text}” (as {coverage.narrower.source} says)")
    lines += [f"Perhaps a contradiction: {found.reason}" for found in dossier.contradictions]
    for stance, symbol in SYMBOLS.items():
        for utterance in by_utterance(dossier.of(stance)):
            first = utterance.fullest
            lines.append(
                f"{symbol} {named(first)}, in {first.outlet.name}, {first.heard_at:%Y-%m-%d}: “{first.content}”"
            )
            lines += [f"    {remark.text}" for remark in dossier.remarks[first.statement]]
            for report in utterance.reports():
                cut = " ".join(_cut(c.role, c.text) for c in report.cuts) or "the same words"
                lines.append(
                    f"    also in {report.piece.outlet.name}, {report.piece.heard_at:%Y-%m-%d}: {cut}"
                )
    return lines


def _cut(role: str, text: str) -> str:
    return {"dropped": f"[-{text}-]", "added": f"[+{text}+]"}.get(role, text)


def _origins(side: str, origins: Origins) -> list[str]:
    lines = [f"{side}: {origins.summary}"]
    lines += [f"  {origin.name}: {origin.certainty}. {origin.reason}".rstrip() for origin in origins.origins]
    return lines + [f"  statement {pk} counts for nothing: {why}" for pk, why in origins.uncounted.items()]
