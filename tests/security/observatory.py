"""Scores answers as MDN's HTTP Observatory does, by the rules that it publishes.

Source: “Tests and scoring”, https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring,
and the table it is made from, `src/grader/charts.js` of https://github.com/mdn/mdn-http-observatory
(read in November 2026). A site begins with 100 points; bonuses count from 90 on without them.

What our answers can never be is left out: a rule that no answer of ours can meet is an error here,
so that a change to something worse does not go unnoticed. Two bonuses of 5 points are out of reach
or not worth their price: to be in the browsers' own list of https sites, which a domain's owner
asks for, and integrity attributes on scripts that come from our own server anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http.cookies import SimpleCookie
from typing import Any

SIX_MONTHS = 15_768_000
BASE, FEWEST_FOR_BONUSES = 100, 90
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*")


def score(response: Any, cookies: SimpleCookie, scripts: Iterable[str]) -> int:
    """Return the points of an answer; ``scripts`` are the addresses of those its page loads."""
    changes = list(modifiers(response.headers, cookies, scripts).values())
    without_bonuses = BASE + sum(each for each in changes if each < 0)
    if without_bonuses < FEWEST_FOR_BONUSES:
        return max(without_bonuses, 0)
    return without_bonuses + sum(each for each in changes if each > 0)


def modifiers(
    headers: Mapping[str, str], cookies: SimpleCookie, scripts: Iterable[str]
) -> dict[str, int]:
    policy = directives(headers.get("Content-Security-Policy", ""))
    return {
        "content-security-policy": content_security_policy(policy),
        "cookies": of_cookies(cookies),
        "cross-origin-resource-sharing": sharing(headers),
        "referrer-policy": referrer_policy(headers.get("Referrer-Policy", "")),
        "strict-transport-security": transport(headers.get("Strict-Transport-Security", "")),
        "subresource-integrity": integrity(scripts),
        "x-content-type-options": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "x-frame-options": framing(policy, headers.get("X-Frame-Options", "")),
        "cross-origin-resource-policy": resources(headers.get("Cross-Origin-Resource-Policy", "")),
    }


def directives(policy: str) -> dict[str, list[str]]:
    """Return the sources of each directive. What is said twice counts as it was said first."""
    found: dict[str, list[str]] = {}
    for each in filter(None, (part.split() for part in policy.split(";"))):
        found.setdefault(each[0].lower(), each[1:])
    return found


def content_security_policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", ["*"])
    for directive in ("script-src", "object-src"):
        if set(policy.get(directive, default)) & set(UNSAFE):
            return -20
    if set(policy.get("style-src", default)) & set(UNSAFE):
        return 0
    closed = policy.get("form-action") in (["'none'"], ["'self'"])
    return 10 if default == ["'none'"] and closed else 5


def of_cookies(cookies: SimpleCookie) -> int:
    """Ours are all of sessions, or against forgery: none may be read by scripts."""
    if not cookies:
        return 0
    for each in cookies.values():
        if not each["secure"]:
            return -40
        if not each["httponly"]:
            return -30
        if each["samesite"] not in ("Lax", "Strict"):
            return -20
    return 5


def sharing(headers: Mapping[str, str]) -> int:
    assert "Access-Control-Allow-Origin" not in headers, "Nothing of ours is for other sites."
    return 0


def referrer_policy(value: str) -> int:
    if not value:
        return 0
    return 5 if value in PRIVATE else -5


def transport(value: str) -> int:
    said = dict(each.strip().lower().partition("=")[::2] for each in value.split(";"))
    if "max-age" not in said:
        return -20
    return 0 if int(said["max-age"]) >= SIX_MONTHS else -10


def integrity(scripts: Iterable[str]) -> int:
    elsewhere = [each for each in scripts if not each.startswith("/") or each.startswith("//")]
    assert not elsewhere, f"Scripts come from elsewhere: {elsewhere}"
    return 0


def framing(policy: Mapping[str, list[str]], value: str) -> int:
    if policy.get("frame-ancestors") in (["'none'"], ["'self'"]):
        return 5
    return 0 if value in ("DENY", "SAMEORIGIN") else -20


def resources(value: str) -> int:
    if value in ("same-origin", "same-site"):
        return 10
    return 0 if value in ("", "cross-origin") else -5
