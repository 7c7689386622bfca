"""Addresses of the desk, the claims and the review."""

from django.urls import path

from claims.views import (
    board,
    bulk,
    claim,
    decide,
    desk,
    evidence,
    learning,
    link,
    mark,
    propose,
    review,
    watch,
    wire,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("claims/", board.board, name="claims"),
    path("claims/new/", propose.add, name="claim-add"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/edit/", propose.edit, name="claim-edit"),
    path("claims/<int:pk>/decide/", decide.decide_claim, name="claim-decide"),
    path("claims/<int:pk>/watch/", watch.claim_watch, name="claim-watch"),
    path("claims/<int:pk>/tripwires/new/", wire.tripwire_add, name="tripwire-add"),
    path("tripwires/<int:pk>/edit/", wire.tripwire_edit, name="tripwire-edit"),
    path("tripwires/<int:pk>/remove/", wire.tripwire_remove, name="tripwire-remove"),
    path("notices/", watch.notices, name="notices"),
    path("notices/read/", watch.notices_read, name="notices-read"),
    path("claims/<int:pk>/judge/", evidence.judge_evidence, name="claim-judge"),
    path("judgements/<int:pk>/undo/", evidence.undo_judgement, name="judgement-undo"),
    path("statements/<int:pk>/split/", evidence.split_statement, name="statement-split"),
    path("utterances/<int:pk>/undo/", evidence.undo_utterance, name="utterance-undo"),
    path("review/", review.review, name="review"),
    path("review/several/", bulk.review_many, name="review-many"),
    path("links/<int:pk>/accept/", review.accept, name="link-accept"),
    path("links/<int:pk>/reject/", review.reject, name="link-reject"),
    path("decisions/<int:pk>/undo/", review.undo, name="decision-undo"),
    path("learning/", learning.page, name="learning"),
    path("learning/use/", learning.use, name="learning-use"),
    path("learning/changes/<int:pk>/undo/", learning.undo, name="learning-undo"),
    path("statements/<int:statement>/nothing-else/", mark.nothing_else, name="nothing-else"),
    path("marks/<int:pk>/undo/", mark.nothing_else_undo, name="nothing-else-undo"),
    path("statements/<int:statement>/link/", link.link_statement, name="statement-link"),
]
