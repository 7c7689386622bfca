"""The table: every address, and what each role gets there. Read it as who may do what.

A row gives a path with the ids of one existing row each, then what GET and what POST (without any data) answer to
somebody logged out, a reporter, an editor and an admin: a status, or "log in" for the way to a log-in page.
200 and 422 on a POST are the form with its messages; 302 is done, or nothing to do; 405 is not that way.
"""

from dataclasses import dataclass

IN = "log in"
Four = tuple[int | str, int | str, int | str, int | str]


@dataclass(frozen=True)
class Row:
    """One address: a path with ids, and what GET and POST answer to each of the four."""

    path: str
    get: Four
    post: Four


def everybody(get: int, post: int) -> tuple[Four, Four]:
    """The same for every role of the desk."""
    return (IN, get, get, get), (IN, post, post, post)


def editors(get: int, post: int) -> tuple[Four, Four]:
    """For editors and admins."""
    return (IN, 403, get, get), (IN, 403, post, post)


def admins(get: int, post: int) -> tuple[Four, Four]:
    """For admins."""
    return (IN, 403, 403, get), (IN, 403, 403, post)


def anybody(get: int, post: int) -> tuple[Four, Four]:
    """Logged in or not."""
    return (get,) * 4, (post,) * 4


DESK = {
    "": Row("", *everybody(200, 405)),
    "claims/": Row("claims/", *everybody(200, 405)),
    "seen/": Row("seen/", *everybody(405, 302)),
    "claims/columns/": Row("claims/columns/", *everybody(405, 302)),
    "claims/several/": Row("claims/several/", (IN, 200, 200, 200), (IN, 403, 422, 422)),
    "claims/views/": Row("claims/views/", *everybody(405, 302)),
    "claims/views/<id:pk>/change/": Row("claims/views/{view}/change/", *everybody(405, 302)),
    "claims/views/<id:pk>/remove/": Row("claims/views/{view}/remove/", *everybody(405, 302)),
    "topics/": Row("topics/", *editors(200, 422)),
    "topics/<id:pk>/rename/": Row("topics/{topic}/rename/", *editors(405, 302)),
    "topics/<id:pk>/retire/": Row("topics/{topic}/retire/", *editors(405, 302)),
    "claims/new/": Row("claims/new/", *everybody(200, 422)),
    "claims/check/": Row("claims/check/", *everybody(200, 405)),
    "claims/<id:pk>/": Row("claims/{claim}/", *everybody(200, 405)),
    "claims/<id:pk>/print/": Row("claims/{claim}/print/", *everybody(200, 405)),
    "claims/<id:pk>/evidence.csv": Row("claims/{claim}/evidence.csv", *everybody(200, 405)),
    "claims/<id:pk>/evidence.json": Row("claims/{claim}/evidence.json", *everybody(200, 405)),
    "claims/<id:pk>/claimreview.json": Row("claims/{claim}/claimreview.json", *everybody(302, 405)),
    "claims/<id:pk>/edit/": Row("claims/{claim}/edit/", *editors(200, 422)),
    "claims/<id:pk>/decide/": Row("claims/{claim}/decide/", *editors(200, 422)),
    "claims/<id:pk>/watch/": Row("claims/{claim}/watch/", *everybody(405, 302)),
    "claims/<id:pk>/tripwires/new/": Row("claims/{claim}/tripwires/new/", *editors(200, 422)),
    "tripwires/<id:pk>/edit/": Row("tripwires/{tripwire}/edit/", *editors(200, 422)),
    "tripwires/<id:pk>/remove/": Row(
        "tripwires/{tripwire}/remove/", (IN, 403, 405, 405), (IN, 403, 302, 302)
    ),
    "live/<str:mark>/": Row("live/0.0.0.0.0/", *everybody(200, 405)),
    "preferences/": Row("preferences/", *everybody(200, 422)),
    "claims/<id:pk>/notes/new/": Row("claims/{claim}/notes/new/", *everybody(200, 422)),
    # It is the editor's: nobody else changes it, only an admin takes it back, and the others are told so.
    "notes/<id:pk>/edit/": Row("notes/{note}/edit/", (IN, 302, 200, 302), (IN, 302, 422, 302)),
    "notes/<id:pk>/take-back/": Row("notes/{note}/take-back/", *everybody(405, 302)),
    "notes/people/": Row("notes/people/", *everybody(200, 405)),
    "notices/": Row("notices/", *everybody(200, 405)),
    "notices/read/": Row("notices/read/", *everybody(405, 302)),
    "review/undo/": Row("review/undo/", *editors(405, 302)),
    "review/end/": Row("review/end/", *editors(200, 405)),
    "review/end/take-back/": Row("review/end/take-back/", *editors(405, 302)),
    "review/several/": Row("review/several/", *editors(200, 422)),
    "claims/<id:pk>/judge/": Row("claims/{claim}/judge/", *editors(405, 302)),
    "judgements/<id:pk>/undo/": Row("judgements/{judgement}/undo/", *editors(405, 302)),
    "statements/<id:pk>/split/": Row("statements/{statement}/split/", *editors(405, 302)),
    "utterances/<id:pk>/undo/": Row("utterances/{utterance}/undo/", *editors(405, 302)),
    "claims/<id:pk>/merge/": Row("claims/{claim}/merge/", *editors(200, 200)),
    "claims/<id:pk>/retry/": Row("claims/{claim}/retry/", *everybody(405, 302)),
    "search/": Row("search/", *everybody(200, 405)),
    "search/typing/": Row("search/typing/", *everybody(200, 405)),
    "review/": Row("review/", *editors(200, 405)),
    "links/<id:pk>/accept/": Row("links/{link}/accept/", *editors(405, 302)),
    "links/<id:pk>/reject/": Row("links/{link}/reject/", *editors(405, 302)),
    "decisions/<id:pk>/undo/": Row("decisions/{decision}/undo/", *editors(405, 302)),
    "learning/": Row("learning/", *admins(200, 405)),
    "learning/use/": Row("learning/use/", *admins(405, 302)),
    "learning/changes/<id:pk>/undo/": Row("learning/changes/{model_change}/undo/", *admins(405, 302)),
    "statements/<id:statement>/nothing-else/": Row(
        "statements/{statement}/nothing-else/", *editors(405, 302)
    ),
    "marks/<id:pk>/undo/": Row("marks/{mark}/undo/", *editors(405, 302)),
    "statements/<id:statement>/link/": Row("statements/{statement}/link/", *editors(200, 422)),
    "articles/": Row("articles/", *everybody(200, 405)),
    "articles/new/": Row("articles/new/", *everybody(200, 200)),
    "articles/file/": Row("articles/file/", *everybody(302, 200)),
    "imports/": Row("imports/", *everybody(200, 200)),
    "imports/<id:pk>/": Row("imports/{import}/", *everybody(200, 405)),
    "imports/<id:pk>/progress/": Row("imports/{import}/progress/", *everybody(200, 405)),
    "imports/<id:pk>/reading/": Row("imports/{import}/reading/", *everybody(200, 405)),
    "imports/<id:pk>/read-again/": Row("imports/{import}/read-again/", *everybody(405, 302)),
    "imports/<id:pk>/begin/": Row("imports/{import}/begin/", *everybody(405, 302)),
    "imports/<id:pk>/discard/": Row("imports/{import}/discard/", *everybody(405, 302)),
    "imports/<id:pk>/retry/": Row("imports/{import}/retry/", *everybody(405, 302)),
    "imports/<id:pk>/report.csv": Row("imports/{import}/report.csv", *everybody(200, 405)),
    "articles/split/": Row("articles/split/", *everybody(405, 302)),
    "articles/details/": Row("articles/details/", *everybody(405, 200)),
    "articles/fetch/": Row("articles/fetch/", *everybody(200, 200)),
    "articles/fetch/<id:pk>/": Row("articles/fetch/{fetch}/", *everybody(200, 200)),
    "articles/fetch/<id:pk>/progress/": Row("articles/fetch/{fetch}/progress/", *everybody(200, 405)),
    "articles/fetch/<id:pk>/retry/": Row("articles/fetch/{fetch}/retry/", *everybody(405, 302)),
    "articles/fetch/<id:pk>/drop/": Row("articles/fetch/{fetch}/drop/", *everybody(405, 302)),
    "articles/bookmarklet/": Row("articles/bookmarklet/", *everybody(200, 405)),
    "articles/<id:pk>/describe/": Row("articles/{article}/describe/", *everybody(200, 302)),
    "feeds/": Row("feeds/", *admins(200, 200)),
    "feeds/inbox/": Row("feeds/inbox/", *everybody(200, 302)),
    "feeds/<id:pk>/edit/": Row("feeds/{feed}/edit/", *admins(200, 302)),
    "feeds/<id:pk>/ask/": Row("feeds/{feed}/ask/", *admins(405, 302)),
    "outlets/": Row("outlets/", *everybody(200, 405)),
    "outlets/<id:pk>/edit/": Row("outlets/{outlet}/edit/", *admins(200, 302)),
    "articles/<id:pk>/differences/": Row("articles/{revision}/differences/", *everybody(200, 405)),
    "articles/<id:pk>/watch/": Row("articles/{article}/watch/", *everybody(405, 302)),
    "articles/<id:pk>/unwatch/": Row("articles/{article}/unwatch/", *everybody(405, 302)),
    "articles/<id:pk>/": Row("articles/{article}/", *everybody(200, 405)),
    "articles/<id:pk>/progress/": Row("articles/{article}/progress/", *everybody(200, 405)),
    "articles/<id:pk>/apart/": Row("articles/{article}/apart/", *everybody(405, 302)),
    "articles/<id:pk>/retry/": Row("articles/{article}/retry/", *everybody(405, 302)),
    "articles/<id:pk>/statements/new/": Row("articles/{article}/statements/new/", *everybody(200, 200)),
    "statements/<id:pk>/edit/": Row("statements/{statement}/edit/", *everybody(200, 200)),
    "statements/<id:pk>/strike/": Row("statements/{statement}/strike/", *everybody(405, 302)),
    "statements/<id:pk>/restore/": Row("statements/{statement}/restore/", *everybody(405, 302)),
    "entities/": Row("entities/", *everybody(200, 405)),
    "entities/names/": Row("entities/names/", *everybody(200, 405)),
    "entities/new/": Row("entities/new/", *admins(200, 200)),
    "entities/duplicates/": Row("entities/duplicates/", *admins(200, 405)),
    "entities/duplicates/search/": Row("entities/duplicates/search/", *admins(405, 302)),
    "entities/duplicates/<id:pk>/apart/": Row("entities/duplicates/{duplicate}/apart/", *admins(405, 302)),
    "entities/lists/": Row("entities/lists/", *admins(200, 200)),
    "entities/lists/out/": Row("entities/lists/out/", *admins(200, 405)),
    "entities/lists/<id:pk>/": Row("entities/lists/{name_list}/", *admins(200, 405)),
    "entities/lists/<id:pk>/bring/": Row("entities/lists/{name_list}/bring/", *admins(405, 302)),
    "reconcile/": Row("reconcile/", *everybody(200, 200)),
    "reconcile/suggest/<str:what>/": Row("reconcile/suggest/type/", *everybody(200, 405)),
    "reconcile/tokens/": Row("reconcile/tokens/", *admins(200, 200)),
    "reconcile/tokens/<id:pk>/end/": Row("reconcile/tokens/{token}/end/", *admins(405, 302)),
    "reconcile/by/<str:token>/": Row("reconcile/by/no-such-token/", *anybody(403, 403)),
    "reconcile/by/<str:token>/suggest/<str:what>/": Row(
        "reconcile/by/no-such-token/suggest/type/", *anybody(403, 405)
    ),
    "entities/<id:pk>/": Row("entities/{entity}/", *everybody(200, 405)),
    "entities/<id:pk>/edit/": Row("entities/{entity}/edit/", *admins(200, 200)),
    "entities/<id:pk>/names/new/": Row("entities/{entity}/names/new/", *admins(405, 200)),
    "entities/<id:pk>/merge/": Row("entities/{entity}/merge/", *admins(200, 302)),
    "entities/<id:pk>/split/": Row("entities/{entity}/split/", *admins(200, 200)),
    "entities/<id:pk>/affiliations/new/": Row("entities/{entity}/affiliations/new/", *admins(405, 200)),
    "affiliations/<id:pk>/change/": Row("affiliations/{affiliation}/change/", *admins(405, 302)),
    "affiliations/<id:pk>/remove/": Row("affiliations/{affiliation}/remove/", *admins(405, 302)),
    "entities/<id:pk>/ids/new/": Row("entities/{entity}/ids/new/", *admins(405, 200)),
    "ids/<id:pk>/remove/": Row("ids/{external_id}/remove/", *admins(405, 302)),
    "entities/<id:pk>/relations/new/": Row("entities/{entity}/relations/new/", *admins(405, 200)),
    "relations/<id:pk>/remove/": Row("relations/{relation}/remove/", *admins(405, 302)),
    "names/": Row("names/", *admins(200, 405)),
    "names/following/": Row("names/following/", *admins(200, 405)),
    "names/<id:pk>/answer/": Row("names/{asked}/answer/", *admins(405, 302)),
    "names/<id:pk>/remove/": Row("names/{alias}/remove/", *admins(405, 302)),
    "ledger/": Row("ledger/", (IN, 403, 200, 200), (IN, 403, 405, 405)),
    "ledger/<id:pk>/": Row("ledger/{act}/", (IN, 403, 200, 200), (IN, 405, 405, 405)),
    "ledger/<id:pk>/undo/": Row("ledger/{act}/undo/", (IN, 405, 405, 405), (IN, 403, 302, 302)),
    "merges/<id:pk>/undo/": Row("merges/{merge}/undo/", *admins(405, 302)),
    "healthz": Row("healthz", *anybody(200, 200)),
}

# Log-in, passwords and second factors: django-allauth's pages. Signing up is closed (tests/claims/test_accounts.py).
ACCOUNTS = {
    "login/": Row("login/", (200, 302, 302, 302), (200, 302, 302, 302)),
    "logout/": Row("logout/", (IN, 200, 200, 200), (IN, IN, IN, IN)),
    "inactive/": Row("inactive/", *anybody(200, 405)),
    "signup/": Row("signup/", (200, 302, 302, 302), (200, 302, 302, 302)),
    "reauthenticate/": Row("reauthenticate/", *everybody(200, 200)),
    "email/": Row("email/", *everybody(200, 302)),
    "confirm-email/": Row("confirm-email/", *anybody(200, 405)),
    "^confirm-email/(?P<key>[-:\\w]+)/$": Row("confirm-email/no-such-key/", *anybody(200, 404)),
    "password/change/": Row("password/change/", *everybody(200, 200)),
    "password/set/": Row("password/set/", *everybody(302, 302)),
    "password/reset/": Row("password/reset/", *anybody(200, 200)),
    "password/reset/done/": Row("password/reset/done/", *anybody(200, 405)),
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Row(
        "password/reset/key/1-no-such-key/", *anybody(200, 200)
    ),
    "password/reset/key/done/": Row("password/reset/key/done/", *anybody(200, 405)),
    "login/code/confirm/": Row("login/code/confirm/", *everybody(302, 302)),
    "2fa/": Row("2fa/", *everybody(200, 405)),
    "2fa/authenticate/": Row("2fa/authenticate/", *everybody(302, 302)),
    "2fa/reauthenticate/": Row("2fa/reauthenticate/", *everybody(302, 302)),
    "2fa/totp/activate/": Row("2fa/totp/activate/", *everybody(302, 302)),
    "2fa/totp/deactivate/": Row("2fa/totp/deactivate/", *everybody(404, 404)),
    "2fa/recovery-codes/": Row("2fa/recovery-codes/", *everybody(404, 405)),
    "2fa/recovery-codes/generate/": Row("2fa/recovery-codes/generate/", *everybody(302, 302)),
    "2fa/recovery-codes/download/": Row("2fa/recovery-codes/download/", *everybody(404, 404)),
}


def staff(get: int, post: int) -> tuple[Four, Four]:
    """In the Django admin: anybody but an admin is sent to log in as one."""
    return (IN, IN, IN, get), (IN, IN, IN, post)


def model(
    name: str, row: str, *, add: bool = False, change: bool = False, delete: bool = False, see: bool = True
) -> dict[str, Row]:
    """The admin's six addresses of one model, by what an admin may do there; ``row`` names an existing one."""
    there = row if row.isdigit() else f"{{{row}}}"
    looked = 200 if see else 403
    return {
        f"{name}/": Row(f"{name}/", *staff(looked, looked)),
        f"{name}/add/": Row(f"{name}/add/", *staff(*((200, 200) if add else (403, 403)))),
        f"{name}/<path:object_id>/history/": Row(
            f"{name}/{there}/history/", *staff(*((200, 200) if see and row != "0" else (302, 302)))
        ),
        f"{name}/<path:object_id>/delete/": Row(
            f"{name}/{there}/delete/", *staff(*((200, 200) if delete else (403, 403)))
        ),
        f"{name}/<path:object_id>/change/": Row(
            f"{name}/{there}/change/", *staff(looked, 200 if change else 403)
        ),
        f"{name}/<path:object_id>/": Row(f"{name}/{there}/", *staff(302, 302)),
    }


ADMIN = {
    "": Row("", *staff(200, 200)),
    "login/": Row("login/", (IN, 403, 403, 302), (IN, 403, 403, 200)),
    "logout/": Row("logout/", (IN, 302, 302, 405), (IN, 302, 302, IN)),
    "password_change/": Row("password_change/", *staff(200, 200)),
    "password_change/done/": Row("password_change/done/", *staff(200, 405)),
    "autocomplete/": Row("autocomplete/", *staff(403, 405)),
    "jsi18n/": Row("jsi18n/", *staff(200, 405)),
    "r/<path:content_type_id>/<path:object_id>/": Row("r/0/0/", *staff(404, 404)),
    **model("claims/topic", "topic"),
    **model("claims/claim", "claim"),
    **model("claims/link", "link"),
    **model("claims/linkdecision", "decision"),
    **model("claims/verdictchange", "verdict_change"),
    **model("entities/entity", "entity", add=True, change=True),
    **model("entities/merge", "merge"),
    **model("sources/outlet", "outlet", change=True),
    # Its form has nothing that must be filled in.
    "sources/outlet/<path:object_id>/change/": Row("sources/outlet/{outlet}/change/", *staff(200, 302)),
    **model("sources/article", "article"),
    **model("sources/statement", "statement"),
    **model("sources/mention", "mention"),
    **model("sources/relay", "relay"),
    **model("auth/group", "group"),
    **model("auth/user", "user", add=True, change=True),
    "auth/user/<id>/password/": Row("auth/user/{user}/password/", *staff(200, 200)),
    **model("account/emailaddress", "0", see=False),
    **model("mfa/authenticator", "0", see=False),
    "^(?P<app_label>)/$": Row("claims/", *staff(200, 200)),
    "(?P<url>.*)$": Row("no/such/page/", *staff(404, 404)),
}

TABLE = (
    DESK
    | {f"accounts/{route}": Row(f"accounts/{row.path}", row.get, row.post) for route, row in ACCOUNTS.items()}
    | {f"admin/{route}": Row(f"admin/{row.path}", row.get, row.post) for route, row in ADMIN.items()}
)
