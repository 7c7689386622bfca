"""docs/settings.md names every variable that is read, with its default, and none that is not."""

import ast
import re
import runpy
from collections.abc import Iterator

import pytest
import yaml

from tests.conftest import ROOT

READERS = ("config/settings.py", "config/gunicorn.py")
PAGE = ROOT / "docs/settings.md"
COMPOSE = ROOT / "docker-compose.yml"
ENV_EXAMPLE = ROOT / ".env.example"


def variables_read() -> Iterator[tuple[str, ast.expr | None]]:
    """Yield (name, default) of every env.<type>("NAME", default) in the files that read the environment."""
    for file in READERS:
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name("env")), args=[ast.Constant(str(name)), *rest]
                ):
                    given = [keyword.value for keyword in node.keywords if keyword.arg == "default"]
                    yield name, next(iter([*rest, *given]), None)
                case _:
                    continue


def variables_on_the_page() -> dict[str, str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(rows) == len(dict(rows)), "a name stands twice on the page"
    return dict(rows)


# What the image itself says, what a container's own servers are, and what no server wants.
NOT_FOR_COMPOSE = {"VAR_DIR", "STATIC_ROOT", "WEB_HOST", "PORT", "DATABASE_URL", "REDIS_URL"} | {
    *("DEBUG", "DEMO", "FETCH_TEST_SERVER"),
}


def variables_of_compose() -> set[str]:
    text = COMPOSE.read_text(encoding="utf-8")
    handed_on = {
        name
        for name, value in yaml.safe_load(text)["x-claimdesk"]["environment"].items()
        if value is None  # Compose hands on what .env or the shell has, and nothing where they have nothing
    }
    return set(re.findall(r"\$\{([A-Z_]+)", text)) | handed_on


def test_whoever_runs_it_with_compose_can_set_everything_that_the_page_names() -> None:
    assert variables_of_compose() == set(variables_on_the_page()) - NOT_FOR_COMPOSE


def test_the_page_names_what_is_read_and_nothing_else() -> None:
    assert set(variables_on_the_page()) == {name for name, _ in variables_read()} | variables_of_compose()


def test_the_defaults_on_the_page_are_those_of_the_files() -> None:
    page = variables_on_the_page()
    for name, default in variables_read():
        if isinstance(default, ast.Constant) and default.value != "":
            shown = page[name].strip("`")
            assert shown.replace("_", "") == str(default.value).replace("_", ""), name


@pytest.mark.parametrize(("https", "given", "proxies"), [("1", None, 1), ("0", None, 0), ("1", "2", 2)])
def test_whoever_has_a_proxy_has_its_word_for_who_the_client_is(
    monkeypatch: pytest.MonkeyPatch, https: str, given: str | None, proxies: int
) -> None:
    monkeypatch.setenv("HTTPS", https)
    if given:
        monkeypatch.setenv("TRUSTED_PROXY_COUNT", given)
    read = runpy.run_path(str(ROOT / "config/settings.py"))
    assert read["ALLAUTH_TRUSTED_PROXY_COUNT"] == proxies
    assert read["SESSION_COOKIE_SECURE"] is read["CSRF_COOKIE_SECURE"] is bool(int(https))


def test_nothing_else_reads_the_environment() -> None:
    # The reader runs without Django too, and the probe in a container should cost next to nothing; both read names
    # that the settings read.
    allowed = {*READERS, "config/probe.py", "extraction/__main__.py"}
    for package in ("config", "claims", "sources", "entities", "extraction", "matching"):
        for path in (ROOT / package).rglob("*.py"):
            file = str(path.relative_to(ROOT))
            reads = re.search(
                r"os\.environ(\.get|\[)|os\.getenv|environ\.Env", path.read_text(encoding="utf-8")
            )
            assert file in allowed or not reads, f"{file} reads the environment: {reads}"


def test_compose_has_no_password_of_its_own() -> None:
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    assert {"postgres", "redis", "migrate", "web", "worker", "beat"} <= set(services)
    for name, service in services.items():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|URL", variable) and "@" in str(value) + "@":
                assert "${" in str(value) or "PASSWORD" not in variable, (
                    f"{name} sets {variable} to a fixed value"
                )


def test_compose_waits_for_health_and_keeps_data() -> None:
    compose = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    services = compose["services"]
    for name in ("web", "worker", "beat"):
        needs = {other: how["condition"] for other, how in services[name]["depends_on"].items()}
        assert needs == {
            "postgres": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }
    assert all("healthcheck" in service for name, service in services.items() if name != "web")
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")  # the pages' own
    assert set(compose["volumes"]) == {"postgres", "redis"}
    assert all(
        "max-size" in service["logging"]["options"] for service in services.values()
    )  # or they fill the disk


def test_the_example_names_what_compose_takes() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", ENV_EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    must_be_given = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE.read_text(encoding="utf-8")))
    assert must_be_given <= named
    assert named <= variables_of_compose()
