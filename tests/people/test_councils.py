"""The councils with adult social care responsibility."""

from collections import Counter

import pytest
from django.core.management import call_command

from people import councils
from people.models import Organisation

pytestmark = pytest.mark.django_db


def test_all_153_councils_are_loaded():
    assert councils.load() == 153

    found = Organisation.objects.councils()
    assert found.count() == 153
    assert Counter(council.region for council in found) == {
        "South East": 19,
        "East of England": 11,
        "East Midlands": 10,
        "North West": 24,
        "West Midlands": 14,
        "London": 33,
        "South West": 15,
        "Yorkshire and The Humber": 15,
        "North East": 12,
    }


def test_two_regions_are_corrected():
    councils.load()

    for name in ("Derbyshire", "Lincolnshire"):
        assert Organisation.objects.get(name=name).region == "East Midlands"


def test_loading_again_corrects_what_was_changed_and_adds_nothing():
    councils.load()
    Organisation.objects.filter(name="Kent").update(region="Elsewhere")
    kent = Organisation.objects.get(name="Kent")

    councils.load()

    kent.refresh_from_db()
    assert kent.region == "South East"
    assert Organisation.objects.count() == 153


def test_the_command_says_how_many_there_are(capsys):
    call_command("load_councils")

    assert capsys.readouterr().out == "153 councils are loaded.\n"
