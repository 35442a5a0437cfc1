"""What we serve: small, our own, complete, and readable on a machine without fonts."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "static"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))


def test_every_file_survives_collectstatic_with_the_manifest(tmp_path):
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": {"BACKEND": manifest}}):
        call_command("collectstatic", interactive=False, verbosity=0)

    named = (tmp_path / "staticfiles.json").read_text()
    assert '"app.css": "app.' in named
    served = next(tmp_path.glob("app.*.css")).read_text()
    assert re.search(r"fonts/atkinson-hyperlegible-next-bold\.\w{12}\.woff2", served)


def test_the_stylesheet_and_script_are_small():
    assert (STATIC / "app.css").stat().st_size < 150_000
    assert (STATIC / "print.css").stat().st_size < 13_000
    assert (STATIC / "app.js").stat().st_size < 50_000


@pytest.mark.parametrize("name", ["app.css", "print.css", "app.js"])
def test_nothing_points_elsewhere(name):
    text = (STATIC / name).read_text()

    assert "sourceMappingURL" not in text
    assert not re.findall(r"url\((?!\"fonts/)[^)]*\)", text)
    assert "@import" not in text


def test_nothing_is_branded_as_gov_uk():
    text = (STATIC / "app.css").read_text().lower()

    assert "--govuk-brand-colour: #0b5559" in text.replace(":#", ": #")
    for theirs in ("gds transport", "crest", "crown", ".govuk-header", "govuk-footer"):
        assert theirs not in text


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_holds_the_characters_our_users_type(path):
    characters = TTFont(path).getBestCmap()

    wanted = "ŵŷŴŶẁẃẅỳ£€–—‘’“”…•≥≤−×÷±½°²μ→←↑↓✓\u00a0\u2009\u2010\u2011\u202f"
    assert [each for each in wanted if ord(each) not in characters] == []


def test_there_is_one_file_per_weight_with_its_licence():
    assert [path.stem.rpartition("-")[2] for path in FONTS] == ["bold", "italic", "regular"]
    assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text()
    assert "MIT License" in (STATIC / "LICENCE-govuk-frontend.txt").read_text()
