"""The addresses of people and organisations."""

from django.urls import path

from entities.views.curate import alias_add, alias_remove, entity_add, entity_edit
from entities.views.duplicates import duplicate_apart, duplicates, duplicates_search
from entities.views.held import (
    affiliation_add,
    affiliation_change,
    affiliation_remove,
    external_id_add,
    external_id_remove,
    relation_add,
    relation_remove,
)
from entities.views.ledger import act_shown, act_undo, ledger
from entities.views.lists import entities, entity, entity_names
from entities.views.merging import entity_merge, merge_undo
from entities.views.name_lists import name_list, name_list_bring, name_lists, names_out
from entities.views.reconcile import (
    reconcile,
    reconcile_by_token,
    reconcile_tokens,
    suggest,
    suggest_by_token,
    token_end,
)

urlpatterns = [
    path("entities/", entities, name="entities"),
    path("entities/new/", entity_add, name="entity-add"),
    path("entities/names/", entity_names, name="entity-names"),
    path("entities/duplicates/", duplicates, name="duplicates"),
    path("entities/duplicates/search/", duplicates_search, name="duplicates-search"),
    path("entities/duplicates/<id:pk>/apart/", duplicate_apart, name="duplicate-apart"),
    path("entities/lists/", name_lists, name="name-lists"),
    path("entities/lists/out/", names_out, name="names-out"),
    path("entities/lists/<id:pk>/", name_list, name="name-list"),
    path("entities/lists/<id:pk>/bring/", name_list_bring, name="name-list-bring"),
    path("entities/<id:pk>/", entity, name="entity"),
    path("entities/<id:pk>/edit/", entity_edit, name="entity-edit"),
    path("entities/<id:pk>/names/new/", alias_add, name="alias-add"),
    path("entities/<id:pk>/merge/", entity_merge, name="entity-merge"),
    path("entities/<id:pk>/affiliations/new/", affiliation_add, name="affiliation-add"),
    path("affiliations/<id:pk>/change/", affiliation_change, name="affiliation-change"),
    path("affiliations/<id:pk>/remove/", affiliation_remove, name="affiliation-remove"),
    path("entities/<id:pk>/ids/new/", external_id_add, name="external-id-add"),
    path("ids/<id:pk>/remove/", external_id_remove, name="external-id-remove"),
    path("entities/<id:pk>/relations/new/", relation_add, name="relation-add"),
    path("relations/<id:pk>/remove/", relation_remove, name="relation-remove"),
    path("names/<id:pk>/remove/", alias_remove, name="alias-remove"),
    path("ledger/", ledger, name="ledger"),
    path("ledger/<id:pk>/", act_shown, name="act"),
    path("ledger/<id:pk>/undo/", act_undo, name="act-undo"),
    path("reconcile/", reconcile, name="reconcile"),
    path("reconcile/suggest/<str:what>/", suggest, name="reconcile-suggest"),
    path("reconcile/tokens/", reconcile_tokens, name="reconcile-tokens"),
    path("reconcile/tokens/<id:pk>/end/", token_end, name="reconcile-token-end"),
    path("reconcile/by/<str:token>/", reconcile_by_token, name="reconcile-by-token"),
    path("reconcile/by/<str:token>/suggest/<str:what>/", suggest_by_token, name="reconcile-suggest-by-token"),
    path("merges/<id:pk>/undo/", merge_undo, name="merge-undo"),
]
