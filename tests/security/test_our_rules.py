"""What our own code never does, save in the places named here, each with its reason.

bandit knows what is dangerous in any Python; this knows what is in ours.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("config", "people", "appraisal", "landscape", "reports", "frontend")
PYTHON = sorted(path for each in FOLDERS for path in (ROOT / each).rglob("*.py"))
TEMPLATES = sorted(
    path for each in (*FOLDERS, "templates") for path in (ROOT / each).rglob("*.html")
)

Rule = Callable[[ast.AST], bool]


def called(node: ast.AST) -> str:
    """Return the name that is called, without what stands before its last dot."""
    if not isinstance(node, ast.Call):
        return ""
    return ast.unparse(node.func).rpartition(".")[2]


def calls(*names: str) -> Rule:
    return lambda node: called(node) in names


def names(*attributes: str) -> Rule:
    def follows(node: ast.AST) -> bool:
        named = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        return named in attributes

    return follows


def runs_a_shell(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and any(
        word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords
    )


def leads_where_a_request_says(node: ast.AST) -> bool:
    onward = called(node) in ("redirect", "HttpResponseRedirect", "HttpResponsePermanentRedirect")
    return onward and "request." in ast.unparse(getattr(node, "args", [ast.Constant("")])[0])


def declares_safe(node: ast.AST) -> bool:
    """Tell whether markup is declared safe that is not written out right there.

    format_html escapes what it fills in, so with markup of ours it is what we should use.
    """
    if called(node) not in ("mark_safe", "SafeString", "format_html", "html_safe"):
        return False
    arguments = getattr(node, "args", [])
    return bool(arguments) and not isinstance(arguments[0], ast.Constant)


def runs_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in (
        *("eval", "exec", "compile", "__import__"),
        *("builtins.eval", "builtins.exec"),
    )


OPENS = ("open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmtree")

# A rule, what it forbids, and where it may be done all the same.
RULES: dict[str, tuple[Rule, dict[str, str]]] = {
    "declare text to be safe markup": (
        declares_safe,
        {
            "frontend/environment.py": "what GOV.UK's macros return, which escape what they get",
            "landscape/taking_part.py": "the picture of a link, which a library draws",
            "reports/guide/markup.py": "our own document, through a parser that lets no HTML pass",
        },
    ),
    "write SQL by hand": (
        calls("raw", "RawSQL", "extra", "cursor", "execute", "executemany"),
        {
            "appraisal/retention.py": "the table of Django's cache has no model",
            "config/health.py": "whether a database takes what is written has no model",
            "people/prepared.py": "Django has written it, and values are given apart from it",
            "reports/releases/web_role.py": "rights of a database's role have no model",
        },
    ),
    "take our name from a request": (
        calls("get_host", "build_absolute_uri", "get_current_site"),
        {
            "people/passkeys.py": "whether a passkey can work under the name in the address bar",
            "landscape/refusals.py": "whether a form came from the very page's own site",
        },
    ),
    "read what a proxy or browser says of itself": (names("META"), {}),
    "let a form in without its token": (names("csrf_exempt"), {}),
    "print": (calls("print"), {}),
    "run text as code": (runs_text, {}),
    "read what could run as code": (names("pickle", "marshal", "shelve", "dill"), {}),
    "run a shell": (lambda node: runs_a_shell(node) or called(node) in ("system", "popen"), {}),
    "lead where a request says": (
        leads_where_a_request_says,
        {"people/sign_in.py": "back to the page itself, after a mail could not be sent"},
    ),
    "open a file": (
        calls(*OPENS),
        {
            "appraisal/demonstration.py": "our own demonstration",
            "appraisal/management/commands/appraise.py": "a file named on the command line",
            "appraisal/management/commands/write_method_document.py": "the document of the method",
            "appraisal/method/content.py": "the published method",
            "appraisal/method/table.py": "the published method",
            "config/settings.py": "secrets that the operator names",
            "frontend/source/fixtures.py": "run by hand, when fixtures change",
            "landscape/management/commands/import_appraisal.py": "a file named on the command line",
            "people/councils.py": "the list of councils",
            "reports/guide/document.py": "a document of ours",
            "reports/guide/form.py": "our own style sheet",
            "reports/issuing/fingerprint.py": "our own source, to tell one printing from another",
            "reports/issuing/sample.py": "a file named on the command line",
            "reports/press.py": "our own style sheet, fonts and charts, from a fixed list",
            "reports/word/package.py": "parts of a Word document that are ours",
        },
    ),
}
# Modules that made-up and published data of the national picture are read from and written by.
NATIONAL = ("reports/national/", "reports/releases/")


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def broken_by(rule: Rule) -> Iterator[tuple[str, int]]:
    for path in PYTHON:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if rule(node):
                yield where(path), getattr(node, "lineno", 0)


@pytest.mark.parametrize("what", RULES)
def test_our_code_does_not(what: str):
    rule, allowed = RULES[what]
    broken = [
        f"{place}:{line}"
        for place, line in broken_by(rule)
        if place not in allowed and not (what == "open a file" and place.startswith(NATIONAL))
    ]

    assert not broken, f"To {what} is not done here, unless a reason stands in {__file__}."


@pytest.mark.parametrize("what", RULES)
def test_no_exception_is_kept_that_nothing_needs(what: str):
    rule, allowed = RULES[what]

    assert not set(allowed) - {place for place, _ in broken_by(rule)}


# Templates

UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
UNESCAPED_IN = {"templates/mfa/totp/activate_form.html": "a QR code, which a library draws"}
INLINE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)=|<style\b|<script(?![^>]*\bsrc=)|javascript:")
# A block of data, which no browser runs; its type says so.
DATA = re.compile(r"<script[^>]*type=\"application/json\"")


def test_templates_escape_what_they_show():
    unescaped = {where(path) for path in TEMPLATES if UNESCAPED.search(path.read_text())}

    assert unescaped == set(UNESCAPED_IN)


def test_templates_hold_no_style_and_no_script_of_their_own():
    inline = {where(path) for path in TEMPLATES if INLINE.search(DATA.sub("", path.read_text()))}

    assert inline == {"templates/reports/parts/print_colour.html"}, (
        "Only paper has a colour of its own."
    )


def test_a_form_that_posts_carries_its_token():
    forms = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", re.DOTALL)
    without = {
        where(path)
        for path in TEMPLATES
        for form in forms.findall(path.read_text())
        # The fields of an appraisal's details bring it themselves.
        if "csrf_token" not in form and "landscape/scope_fields.html" not in form
    }

    assert not without


def test_links_that_open_another_window_give_it_no_hold_on_ours():
    opening = re.compile(r"<a\b[^>]*target=\"_blank\"[^>]*>")
    unsafe = [
        link
        for path in TEMPLATES
        for link in opening.findall(path.read_text())
        if "noopener" not in link
    ]

    assert not unsafe
