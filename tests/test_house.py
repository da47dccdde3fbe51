"""The rules of the house, for every part of the product at once; each names what breaks it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from practica.notices.registry import told_verbs

PACKAGE = Path(__file__).resolve().parent.parent / "practica"
FEATURES = ("communities", "conversations", "library", "meetings", "organisation", "people", "polls", "topics", "work")
# What a newcomer reads in the listing of a feature's folder, and nothing else.
NAMES = {
    *("__init__", "apps", "models", "verbs", "queries", "policies", "actions", "search", "notices", "tasks"),
    *("subscribers", "forms", "api", "views", "urls", "regions", "live", "feeds"),
    *("tests", "migrations", "templates", "templatetags", "static", "locale", "starters"),
    # What the framework and the account library look for.
    *("middleware", "accounts", "account_urls"),
}
BANNED = {"utils", "util", "helpers", "helper", "services", "signals", "managers", "common", "misc", "base"}
LONGEST_FILE, LONGEST_TEMPLATE, LONGEST_VIEW = 300, 80, 20
# Open to anyone without signing in, each for the reason beside it. The account library's own pages are not listed.
ACCOUNT_PAGES = ("account_", "mfa_", "socialaccount_", "openid_connect_", "saml_", "usersessions_", "None")
PUBLIC = {
    "ui:manifest": "a browser fetches it without cookies",
    "ui:worker": "the same",
    "ui:offline": "shown when there is no network",
    "ui:speculation-rules": "a browser fetches it without cookies",
    "ui:theme": "the sign-in page has it too",
    "ui:language": "the same",
    "ui:components": "shown in development only",
    "ui:preview": "the same",
    "ui:people": "the same",
    "organisation:start": "before there is an organisation there is nobody to sign in",
    "organisation:start_step": "the same",
    "communities:what-is": "read at the door, before one comes in",
    "home:privacy": "the same",
    "home:help": "whoever can't come in needs it most",
    "people:join": "whoever holds the invitation",
    "library:feed": "readers of feeds have no session; the address is the secret",
    "library:community_feed": "the same",
    "meetings:feed": "calendars have no session; the address is the secret",
    "dav:well-known": "programs that know only the name of the site look there",
    "dav:None": "the same, with a slash or without",
    "dav:root": "programs sign in with a token, at every request",
    "dav:path": "the same",
    "demo:step_into": "in the demo alone, where all people are invented",
    "mail:unsubscribe": "one click in a letter is enough; the address is the secret",
}


def code(*parts: str) -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"migrations", "__pycache__"} & set(path.parts) and (not parts or set(parts) & set(path.parts))
    ]


def templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("templates/**/*")) if path.suffix in {".html", ".txt", ".xml"}]


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


@cache
def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def patterns(resolver: URLResolver, above: str = "", space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every address with its whole path and its whole name."""
    for one in resolver.url_patterns:
        path = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield path, f"{space}{one.name}", one


def test_no_file_is_longer_than_one_can_hold_in_mind():
    assert [f"{shown(path)}: {lines(path)}" for path in code() if lines(path) > LONGEST_FILE] == []


def test_no_template_is_longer_than_a_screen():
    assert [f"{shown(path)}: {lines(path)}" for path in templates() if lines(path) > LONGEST_TEMPLATE] == []


def test_no_view_does_the_work_of_an_action():
    found = []
    for path in code("views"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.body[0].lineno + 1
                if length > LONGEST_VIEW:
                    found.append(f"{shown(path)}: {node.name} has {length} lines")
    assert found == []


@pytest.mark.parametrize("feature", FEATURES)
def test_the_files_of_a_feature_have_the_names_everyone_knows(feature):
    names = {path.stem for path in (PACKAGE / feature).iterdir() if not path.name.startswith((".", "__pycache__"))}

    assert names - NAMES == set()


def test_no_file_is_named_for_what_did_not_fit_elsewhere():
    names = [path for path in code() if path.stem in BANNED or re.search(r"(_|part)\d+$", path.stem)]

    assert [shown(path) for path in names] == []


def test_every_address_asks_who_one_is_unless_it_says_otherwise():
    """A view is public by `login_not_required` alone, and its name then stands in the list above with its reason."""
    public = {
        name
        for _, name, pattern in patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True) and not name.startswith(ACCOUNT_PAGES)
    }

    assert public == set(PUBLIC)


def test_a_fact_has_its_time_and_its_author_or_neither():
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("practica."):
            continue
        fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
        for name, field in fields.items():
            by = fields.get(name.removesuffix("_at") + "_by")
            if name.endswith("_at") and field.null and by is not None and not tied(model, name, by.name):
                found.append(f"{model.__name__}.{name} and {by.name}")
    assert found == []


def tied(model: type[models.Model], at: str, by: str) -> bool:
    conditions = [str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    return any(at in condition and by in condition for condition in conditions)


def test_every_verb_is_told_in_words_or_kept_quiet_for_a_reason():
    verbs = {value for feature in FEATURES for value in verbs_of(feature)}
    quiet = {
        verb for feature in FEATURES for verb in getattr(import_module(f"practica.{feature}.notices"), "UNTOLD", {})
    }

    assert sorted(verbs - set(told_verbs()) - quiet) == []


def verbs_of(feature: str) -> list[str]:
    if not (PACKAGE / feature / "verbs.py").exists():
        return []
    return list(import_module(f"practica.{feature}.verbs").Verb.values)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an inline style", r"<[^>]*\sstyle\s*="),
        ("an inline handler", r"<[^>]*\son[a-z]+\s*="),
        ("htmx's own scripting", r"\bhx-on\b|hx-vars|[\"']js:|[\"']javascript:"),
        ("a trigger filter, which is evaluated", r"hx-trigger=\"[^\"]*\["),
        ("a script in the page", r"<script(?![^>]*\s(src=|type=\"application/json\"))"),
        ("a style in the page", r"<style\b"),
    ],
)
def test_no_template_needs_what_the_content_policy_forbids(what, pattern):
    found = [shown(path) for path in templates() if re.search(pattern, path.read_text(encoding="utf-8"))]

    assert found == [], what


def test_no_query_is_hidden_in_a_model_save():
    found = [
        shown(path)
        for path in code("models", *(f"{feature}" for feature in FEATURES))
        if ("models" in path.parts or path.stem == "models") and "def save(" in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_nothing_listens_to_saves():
    found = [
        shown(path) for path in code() if re.search(r"\b(pre|post)_(save|delete)\b", path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_file_names_a_machine():
    """A path of one's own machine in a file that everyone gets is a mistake."""
    found = [
        shown(path)
        for path in [*code(), *templates()]
        if re.search(r"[\"'(\s](/home/|/root/|/Users/)\w", path.read_text(encoding="utf-8"))
    ]

    assert found == []
