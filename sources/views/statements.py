"""A reporter puts right what the machine wrote down: add, correct, strike and restore a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reselect, reswap, retarget

from entities.forms import show_overtaken, show_refusal
from entities.ledger import act_on, seen
from entities.refused import Overtaken, Refused
from entities.requests import asked_id
from entities.say_done import say_done
from extraction import GAP
from sources.correct import correct_statement
from sources.find_speaker import find_or_make_speaker
from sources.locate import how_given
from sources.models import Article, Modality, Polarity, Statement
from sources.queries.statements import speakers_near
from sources.statement_forms import StatementForm, written_spans
from sources.strike import restore_statement, strike_statement
from sources.views.marked_text import MarkedParagraph, marked
from sources.views.parts import part_of
from sources.write_down import add_statement

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from entities.models import Entity
    from entities.requests import DeskRequest

PARAGRAPHS_AROUND = 3
SAME_MOMENT = gettext_lazy(
    "Somebody wrote down these words at the same moment. Look at the article again before you go on."
)
# A field of the use case, and the field of the form that it is typed in.
ABOUT = {"spans": "words"}


@permission_required("sources.add_statement", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def statement_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes down a statement that the machine did not see."""
    article = get_object_or_404(Article.objects.select_related("outlet__entity"), pk=pk)
    if request.method != "POST":
        spans = written_spans(request.GET.get("spans", ""), len(article.text))
        return _page(request, StatementForm(article=article, initial=_words(article, spans)), spans=spans)
    form = StatementForm(_filled(request.POST, article), article=article)
    if form.is_valid():
        try:
            with transaction.atomic():
                answers = _answers(form, request)
                made = add_statement(
                    article=article, by=request.user, spans=form.cleaned_data["found_at"], **answers
                )
        except (Refused, IntegrityError) as refused:
            _show(form, refused)
        else:
            messages.success(request, gettext("The statement is written down."))
            return redirect(place_of(made))
    return _page(request, form, spans=form.cleaned_data.get("found_at", []))


@permission_required("sources.change_statement", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def statement_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets who said it and how; other words make another statement of it."""
    statement = get_object_or_404(
        Statement.objects.with_speakers().select_related("article__outlet__entity"), pk=pk
    )
    if request.method != "POST":
        initial = _as_it_stands(statement) | {"seen": seen(statement)}
        chosen = written_spans(request.GET.get("spans", ""), len(statement.article.text))
        if chosen:
            initial |= _words(statement.article, chosen)
        form = StatementForm(article=statement.article, statement=statement, initial=initial)
        return _page(request, form, spans=statement.spans)
    form = StatementForm(request.POST, article=statement.article, statement=statement)
    if form.is_valid():
        try:
            with transaction.atomic():
                answers = _answers(form, request)
                fresh = correct_statement(
                    statement=statement,
                    by=request.user,
                    spans=form.cleaned_data["found_at"],
                    seen=form.cleaned_data["seen"],
                    **answers,
                )
        except Overtaken as refused:
            _show_overtaken(form, refused, pk)
        except (Refused, IntegrityError) as refused:
            _show(form, refused)
        else:
            done = act_on(fresh, "statement.correct") or act_on(statement, "statement.correct")
            say_done(request, gettext("The statement is corrected."), done)
            return redirect(place_of(fresh))
    return _page(request, form, spans=statement.spans)


@permission_required("sources.change_statement", raise_exception=True)
@require_POST
def statement_strike(request: DeskRequest, pk: int) -> HttpResponse:
    """Marks that nobody said this, and offers to take that back."""
    statement = get_object_or_404(Statement.objects.select_related("article"), pk=pk)
    try:
        strike_statement(statement=statement, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("The statement is struck: nobody said it."), seen(statement))
    return redirect(statement.article)


@permission_required("sources.change_statement", raise_exception=True)
@require_POST
def statement_restore(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a strike back."""
    statement = get_object_or_404(Statement.objects.select_related("article"), pk=pk)
    try:
        restore_statement(statement=statement, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("The statement stands again."))
    return redirect(place_of(statement))


def place_of(statement: Statement) -> str:
    """The address of a statement in its article, whichever part of the text it stands in."""
    return f"{statement.article.get_absolute_url()}?statement={statement.pk}#statement-{statement.pk}"


def _answers(form: StatementForm, request: DeskRequest) -> dict[str, Any]:
    """What the form says of speaker and manner. A speaker whom nobody knows yet is made;
    the caller's transaction takes that back where the rest is refused."""
    typed = form.cleaned_data
    before = form.statement.speaker if form.statement else None
    if before is not None and typed["speaker"] == before.shown.name:
        speaker: Entity | None = before
    else:
        kind = {"kind": typed["speaker_kind"]} if typed["speaker_kind"] else {}
        speaker = find_or_make_speaker(name=typed["speaker"], by=request.user, **kind)
    return {"speaker": speaker, **{name: typed[name] for name in ("kind", "polarity", "modality")}}


def _show(form: StatementForm, refused: Refused | IntegrityError) -> None:
    if not isinstance(refused, Refused):
        refused = Refused(str(SAME_MOMENT), field="words")
    show_refusal(form, Refused(refused.message, field=ABOUT.get(refused.field, refused.field)))


def _show_overtaken(form: StatementForm, refused: Overtaken, pk: int) -> None:
    statement = Statement.objects.with_speakers().select_related("article").get(pk=pk)
    now = {name: value for name, value in _as_it_stands(statement).items() if name != "spans"}
    show_overtaken(form, refused, now=now, carried={"seen": seen(statement)})


def _words(article: Article, spans: list[list[int]]) -> dict[str, str]:
    return {
        "words": GAP.join(article.text[start:end] for start, end in spans),
        "spans": " ".join(f"{start}-{end}" for start, end in spans),
    }


def _as_it_stands(statement: Statement) -> dict[str, str]:
    manner = {name: getattr(statement, name) for name in ("kind", "polarity", "modality")}
    return _words(statement.article, statement.spans) | manner | {"speaker": statement.shown_speaker}


def _around(paragraphs: list[MarkedParagraph]) -> list[MarkedParagraph]:
    """The paragraphs near the marked one, so that on a small screen the form is not far below."""
    at = next((n for n, paragraph in enumerate(paragraphs) if paragraph.notes), 0)
    return paragraphs[max(at - PARAGRAPHS_AROUND, 0) : at + PARAGRAPHS_AROUND + 1]


def _filled(posted: QueryDict, article: Article) -> QueryDict:
    """What was sent, with what the few inputs on the article's own page leave open: how the words are given is read
    off their quotation marks, and whoever says something puts it forward.
    """
    data = posted.copy()
    spans = written_spans(data.get("spans", ""), len(article.text))
    data.setdefault("kind", how_given(article.text, spans))
    data.setdefault("polarity", Polarity.ASSERTED)
    data.setdefault("modality", Modality.ASSERTS)
    return data


def _in_place(request: DeskRequest, form: StatementForm) -> HttpResponse:
    """The few inputs that stand in the article's own page: in the statement's note, or below the words selected."""
    place = f"put-right-{form.statement.pk if form.statement else 'new'}"
    context = {"form": form, "article": form.article, "statement": form.statement, "place": place}
    answer = render(request, "sources/_put_right.html", context)
    return reselect(reswap(retarget(answer, f"#{place}"), "outerHTML"), f"#{place}")


def _page(request: DeskRequest, form: StatementForm, *, spans: list[list[int]]) -> HttpResponse:
    if request.htmx:
        return _in_place(request, form)
    article, statement = form.article, form.statement
    asked = asked_id(request, "part")
    begins = spans[0][0] if spans and asked is None else None
    part = part_of(article.text, number=asked, offset=begins)
    marks = [statement] if statement else []
    paragraphs = marked(article.text, marks, start=part.start, end=part.end)
    around = _around(paragraphs) if statement and asked is None else paragraphs
    context = {
        "form": form,
        "article": article,
        "statement": statement,
        "part": part,
        "paragraphs": around,
        "shortened": len(around) < len(paragraphs),
        "speakers": speakers_near(article),
    }
    return render(request, "sources/statement_form.html", context)
