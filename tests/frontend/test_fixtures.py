"""Our components are GOV.UK Frontend's: its own fixtures, rendered by us, come out the same."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import mark_safe

from frontend.environment import component
from tests.frontend.markup import tokens

FILE = Path(__file__).parent / "fixtures" / "govuk-frontend.json.gz"


def trusted(params: dict[str, Any]) -> dict[str, Any]:
    """Return a fixture's params with its HTML marked safe, as our templates would have to."""
    for name, value in params.items():
        if name == "slots":
            params[name] = {slot: mark_safe(html) for slot, html in value.items()}
        elif isinstance(value, str) and (name in {"html", "attributes"} or name.endswith("Html")):
            params[name] = mark_safe(value)
    return params


KEPT = json.loads(gzip.decompress(FILE.read_bytes()), object_hook=trusted)
COMPONENTS: dict[str, list[dict[str, Any]]] = KEPT["components"]


def test_the_fixtures_are_those_of_the_version_we_serve():
    assert KEPT["version"] == "6.3.0"
    stylesheet = Path(__file__).parents[2] / "static" / "app.css"
    assert '--govuk-frontend-version: "6.3.0"' in stylesheet.read_text()
    assert sum(len(fixtures) for fixtures in COMPONENTS.values()) == 657


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_conforms(name):
    differing = [
        fixture["name"]
        for fixture in COMPONENTS[name]
        if tokens(component(name, fixture["options"])) != tokens(fixture["html"])
    ]

    assert differing == []


def test_the_comparison_is_strict():
    assert tokens('<p id="a"  class="b">x  y</p>') == tokens('<p class="b" id="a"> x y </p>')

    assert tokens("<p>x</p>") != tokens("<p>X</p>")
    assert tokens("<p>x</p>") != tokens("<p><b>x</b></p>")
    assert tokens('<p class="a">x</p>') != tokens('<p class="b">x</p>')
    assert tokens("<textarea>a\n b</textarea>") != tokens("<textarea>a\nb</textarea>")
