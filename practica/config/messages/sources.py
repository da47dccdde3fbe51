"""The texts that the code and the templates ask to have translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXTUAL = {"pgettext", "pgettext_lazy"}
CONTEXTUAL_PLURAL = {"npgettext", "npgettext_lazy"}
LITERAL = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?")


def asked_for(app: Path) -> Iterator[tuple[str | None, str, Path]]:
    """Context, text and place of every text of one app."""
    for path in sorted(app.rglob("*.py")):
        if not {"migrations", "tests"} & set(path.relative_to(app).parts):
            yield from ((context, text, path) for context, text in in_code(path.read_text(encoding="utf-8")))
    for path in sorted((app / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield from ((context, text, path) for context, text in in_template(path.read_text(encoding="utf-8")))


def in_code(source: str) -> Iterator[tuple[str | None, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (found := call(node)) is not None:
            yield found


def call(node: ast.Call) -> tuple[str | None, str] | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    words = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
    if name in SINGLE | PLURAL and words and isinstance(words[0], str):
        return None, words[0]
    if name in CONTEXTUAL | CONTEXTUAL_PLURAL and isinstance(words[0], str) and isinstance(words[1], str):
        return words[0], words[1]
    return None


def in_template(source: str) -> Iterator[tuple[str | None, str]]:
    for function, first, second in CALL.findall(templatize(source)):
        if "p" in function.removeprefix("n")[:1]:
            yield ast.literal_eval(first), ast.literal_eval(second)
        else:
            yield None, ast.literal_eval(first)
