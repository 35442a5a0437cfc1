"""The pages of the national picture: for whom, what stands on them, and that it is published."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from reports.national.catalogue import CATALOGUE
from reports.releases import charts, words
from reports.releases.minute import leading_sentence
from reports.releases.models import Release
from reports.releases.reader import Published, Row, Value, published
from reports.releases.tables import of_kind
from tests.access.scene import with_app
from tests.releases.pages import (
    FILES,
    GAPS,
    KEYS,
    OF_ANALYSTS,
    TABLE,
    bytes_of,
    cells_on,
    read,
    words_of,
)
from tests.releases.sectors import contributions, publish_all, release_of, series

SNAPSHOTS = {
    "reports_publication",
    "reports_release",
    "reports_releasedgroup",
    "reports_releasedrow",
}
SIGNED_IN = {"django_session", "people_user"}
MOST_QUERIES = 15
NUMBER = re.compile(r"\d+(?:,\d{3})*")


@pytest.fixture
def analyst(db: None) -> Client:
    client, _ = with_app(User.objects.create_user("carys@example.org", is_analyst=True))
    return client


@pytest.fixture
def four_releases(db: None) -> None:
    # In the fourth some groups are kept, and a region is shown.
    publish_all(series(4))


# Who may look


def test_without_the_second_step_an_analyst_sees_nothing(db, four_releases):
    client = Client()
    client.force_login(User.objects.create_user("carys@example.org", is_analyst=True))

    response = client.get("/national/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/")


def test_anyone_may_read_england_if_a_setting_says_so(client, four_releases, settings):
    settings.NATIONAL_PUBLIC = True

    pages = [read(client, f"/national-picture/{at}") for at in ("", "leading/", "gaps-room/")]

    told = " ".join(words_of(page) for page in pages)
    assert "England" in told
    for group in (*of_kind(published().groups(latest()), "region"), "Unitary authorities"):
        assert str(getattr(group, "name", group)) not in told
    assert client.get("/national/").status_code == 404


def test_an_analyst_is_led_there_after_signing_in(analyst):
    home = analyst.get("/").content.decode()

    assert '<a class="govuk-service-navigation__link" href="/national/"' in home


def test_nobody_else_is_told_of_it_in_the_header(client, db):
    assert 'href="/national/"' not in client.get("/").content.decode()


# What the pages read


def test_pages_and_files_read_snapshots_alone_and_ask_little(analyst, four_releases):
    files = [f"/national/releases/2027-Q3/{file}" for file in FILES]
    for address in (*OF_ANALYSTS, *files):
        with CaptureQueriesContext(connection) as asked:
            response = analyst.get(address)

        tables = {name for each in asked for name in TABLE.findall(each["sql"])}
        assert response.status_code == 200
        assert tables <= SNAPSHOTS | SIGNED_IN, address
        assert len(asked) <= MOST_QUERIES, address


# What stands on them


def test_every_number_on_a_page_is_published(analyst, four_releases):
    allowed = published_numbers()
    for address in OF_ANALYSTS:
        main = read(analyst, address)
        for each in main.xpath('.//*[contains(@class, "app-hash")]'):
            each.drop_tree()

        found = set(NUMBER.findall(words_of(main)))

        assert found <= allowed, address


def published_numbers() -> set[str]:
    """Return every number in the release documents, and in what explains them."""
    found = set()
    for release in Release.objects.all():
        told = json.loads(bytes(release.content))
        found |= set(NUMBER.findall(json.dumps({**told, "catalogue": CATALOGUE.document()})))
    reader = published()
    explained = " ".join(words.how_to_read(latest()))
    bands = {
        number
        for share in range(0, 100, 10)
        for number in NUMBER.findall(words.share(Value("", "", 5, share), latest().policy))
    }
    # A count of the groups that are not shown, which everybody can see.
    hidden = sum(not each.is_shown and not each.same_as for each in reader.groups(latest()))
    quarters = {f"{at}" for at in range(1, 5)}
    return (
        found
        | bands
        | quarters
        | set(NUMBER.findall(explained))
        | {str(hidden), "50", "100", "256"}
    )


def latest() -> Published:
    found = published().latest
    assert found
    return found


def test_groups_and_answers_stand_in_the_order_of_the_catalogue(analyst, four_releases):
    names = [group.name for group in CATALOGUE.groups if group.kind == "region"]
    for table in CATALOGUE.tables:
        main = read(analyst, f"/national/tables/{table.key}/regions/")
        groups, answers = [], []
        for _, group, answer, _ in cells_on(main):
            groups.append(group)
            answers.append(answer)

        assert list(dict.fromkeys(groups)) == ["England", *names]
        for row in table.rows:
            shown = [value.name for value in row.values]
            head = main.xpath(f'.//table[@id="grid-{row.key}"]/thead//th')
            assert [words_of(each) for each in head] == ["Group", *shown]


def test_a_group_that_is_not_shown_says_why_and_no_more(analyst, four_releases):
    main = read(analyst, "/national/tables/verdict/regions/")

    (said,) = [said for _, group, _, said in cells_on(main) if group == "East Midlands"]
    assert said == "fewer than 10 organisations, or held back: not shown"
    assert words.FIRST_YEAR in words_of(main)


def test_london_is_published_once(analyst, four_releases):
    main = read(analyst, "/national/tables/verdict/types/")

    cells = [said for _, group, _, said in cells_on(main) if group.startswith("London boroughs")]
    assert cells == ["the same as London"]


def test_a_group_that_is_kept_names_its_quarter(analyst, four_releases):
    kept = [each for each in published().groups(latest()) if each.state == "kept"]

    assert kept
    for each in kept:
        split = "regions" if each.kind == "region" else "types"
        main = read(analyst, f"/national/tables/verdict/{split}/")
        assert f"kept from {each.as_of}" in words_of(main)


def test_over_releases_every_release_stands_with_its_date(analyst, four_releases):
    main = read(analyst, "/national/tables/verdict/over-time/type-unitary/")

    rows = [words_of(row) for row in main.xpath(".//tbody/tr")]
    points = published().series("type-unitary", "verdict")
    assert [row.split()[:2] for row in rows] == [
        [each.quarter, each.as_of or "not"] for each in points
    ]


def test_a_row_that_is_too_uniform_says_so(analyst, db):
    alike = [replace(each, answers={**each.answers, "volume": "5"}) for each in contributions(2)[1]]
    publish_all([release_of("2027-Q1", alike)])

    assert "Not shown (too uniform)." in words_of(read(analyst, "/national/tables/needs/"))
    types = cells_on(read(analyst, "/national/tables/needs/types/"))
    assert ("How many people use the support in a year", "England", "", words.TOO_UNIFORM) in types


def test_when_nothing_is_published_the_pages_say_so(analyst):
    for address in ("/national/", "/national/tables/", "/national/releases/"):
        assert "Nothing is published yet." in words_of(read(analyst, address))
    assert analyst.get("/national/tables/verdict/").status_code == 404


def test_what_is_made_up_says_so_on_every_page_table_and_picture(analyst, db):
    publish_all(series(2), is_synthetic=True)

    for address in OF_ANALYSTS:
        main = read(analyst, address)
        titles = main.xpath(".//caption") + main.xpath('.//*[@class="app-chart__title"]')
        titles += main.xpath('.//*[local-name()="svg"]/*[local-name()="title"]')
        assert main.xpath('.//*[@class="app-synthetic"]'), address
        assert all(words_of(each).startswith("Synthetic") for each in titles), address


def test_there_is_no_table_region_or_split_that_is_not_in_the_catalogue(analyst, four_releases):
    for address in (
        "/national/tables/nowhere/",
        "/national/tables/verdict/towns/",
        "/national/tables/verdict/over-time/region-nowhere/",
        "/national/tables/verdict/over-time/type-london/",
        "/national/releases/2031-Q1/cells.csv",
        "/national/releases/2031-Q1/audit.txt",
    ):
        assert analyst.get(address).status_code == 404


# What they might give away


def test_nine_organisations_look_like_none(analyst):
    thirty = [
        replace(each, region=("London", "North East", "South East")[at % 3], kind=kind)
        for at, each in enumerate(contributions(3)[2][:30])
        for kind in ("County council",)
    ]
    with_nine = [
        replace(each, region="North West") if at < 9 else each for at, each in enumerate(thirty)
    ]
    with_none = [
        replace(each, region="South West") if at < 9 else each for at, each in enumerate(thirty)
    ]

    asked = [pages_of(analyst, given) for given in (with_nine, with_none)]

    assert asked[0] == asked[1]


def pages_of(analyst: Client, given: Any) -> dict[str, bytes]:
    """Return what all pages and files say of such a sector, which is then forgotten."""
    publish_all([release_of("2027-Q1", given)], is_synthetic=True)
    files = [f"/national/releases/2027-Q1/{file}" for file in FILES]
    api = [f"/api/national/2027-Q1/{key}/" for key in (*KEYS, *GAPS)]
    split = [each for each in OF_ANALYSTS if "over-time" not in each]
    north_west = "/national/tables/verdict/over-time/region-north-west/"
    asked = {each: bytes_of(analyst, each) for each in (*split, *files, *api, north_west)}
    Release.objects.all().delete()
    return asked


def test_no_attribute_holds_a_number_but_places_in_pictures(analyst, four_releases):
    geometry = {"x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "d", "width"}
    drawn = {"height", "viewbox", "fill", "stroke", "stroke-width", "stroke-dasharray"}
    typed = {"font-size", "font-weight", "xmlns", "colspan", "class", "id", "href"}
    labels = {value.name for row in CATALOGUE.rows for value in row.values}
    labels |= {"Share", "Organisations", "Mean", "As of", "Who contributes", "When"}
    labels |= {measure.title for measure in CATALOGUE.measures}
    labels |= {"Place-based", "Outcome-based", "Relational", "Competitive"}
    for address in OF_ANALYSTS:
        for element in read(analyst, address).iter():
            for name, said in element.attrib.items():
                assert name != "title", address
                if name == "data-label":
                    assert said in labels
                elif name.lower() not in geometry | drawn | typed:
                    assert not NUMBER.search(said) or name == "aria-labelledby", (name, said)


def test_a_picture_is_drawn_from_bands_alone():
    release = released()
    few, many = (
        Row("r", "R", (Value("a", "A", count, 40), Value("b", "B", 0, None)), False)
        for count in (20, 25)
    )

    one, other = charts.shares(few, release), charts.shares(many, release)

    assert one and other
    assert [(bar.dark, bar.light) for bar in one.bars] == [
        (bar.dark, bar.light) for bar in other.bars
    ]
    full = one.bars[0].frame.width
    assert one.bars[0].dark and one.bars[0].light
    assert one.bars[0].dark.width == pytest.approx(full * 0.4)
    assert one.bars[0].light.width == pytest.approx(full * 0.1)
    assert one.bars[1].dark is None


def test_no_answer_comes_first_in_a_sentence_when_two_are_published_alike():
    row = Row(
        "leading",
        "",
        (Value("a", "A", 20, 30), Value("b", "B", 20, 30), Value("none", "None", 10, 10)),
        False,
    )

    said = leading_sentence(row, released().policy)

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "A and B fit best most often: each for 30% to 39% of organisations."
    )


def released() -> Published:
    policy = {"base": 5, "share_band": 10, "group": 10, "score_step": 5}
    return Published("2027-Q1", False, None, "", policy, 1)  # type: ignore[arg-type]
