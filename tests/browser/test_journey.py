"""The whole main job, from the home page to the PDF, through a crash and a night's sleep."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.answers import Answer, answer_to, give, questions_of
from tests.browser.downloading import download, wait_for_the_file
from tests.browser.person import COUNCIL, METHOD, TITLE, Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

VERDICT = {"short": "provisional", "full": "of what matters has been answered"}
POINTS = {"independent_lives": "100", "prevention": "62.5", "innovation": "0"}
CRASH = "relationships"
NIGHT = "permission-to-change"


def test_the_short_route_without_javascript(
    amina_without_javascript: Person, server: Server
) -> None:
    walk(amina_without_javascript, server, "short")


def test_the_full_route_without_javascript(
    amina_without_javascript: Person, server: Server
) -> None:
    walk(amina_without_javascript, server, "full")
    downloads_the_report(amina_without_javascript)


def test_the_short_route_with_javascript(amina: Person, server: Server) -> None:
    walk(amina, server, "short")


def walk(amina: Person, server: Server, route: str) -> None:
    given: dict[str, Answer] = {}
    start = amina.start(route)

    amina.follow(METHOD.pages[0].title)
    for page in METHOD.pages:
        questions = questions_of(page.key, route)
        if not questions:
            continue
        amina.sees_heading(page.title)
        for question in questions:
            given[question.key] = answer_to(question)
            give(amina, question, given[question.key])
        if page.key == CRASH:
            crash_in_the_middle_of_saving(amina, server)
        else:
            amina.press("Save and continue")
        if page.key == NIGHT:
            amina.come_back_a_day_later()
            continue_where_it_stopped(amina, page.title)
            amina.press("Save and continue")
    give_points(amina)
    amina.press("Save and continue")

    amina.sees_heading("Check your answers")
    check(amina, given)
    change_an_answer(amina, given)
    finds_every_page_completed(amina, start)
    amina.press("Check answers and see the result")
    amina.press("Show the result")

    amina.sees_heading(TITLE)
    expect(amina.page.locator(".app-verdict")).to_contain_text(VERDICT[route])
    expect(amina.page.get_by_text("Answers have changed")).to_have_count(0)
    come_back_to_the_result(amina)


def crash_in_the_middle_of_saving(amina: Person, server: Server) -> None:
    """Press the button while there is no server; once there is, send the page again."""
    server.kill()
    amina.expect("net::ERR_CONNECTION_REFUSED")
    with amina.page.expect_event("requestfailed"):
        amina.button("Save and continue").click()
    server.start()
    amina.page.reload()


def continue_where_it_stopped(amina: Person, title: str) -> None:
    amina.go("/")
    expect(amina.page.get_by_role("term").filter(has_text=TITLE)).to_be_visible()
    amina.follow(f"Continue {TITLE}")
    amina.follow(title)
    amina.sees_heading(title)
    expect(amina.page.get_by_text("Last saved")).to_be_visible()


def give_points(amina: Person) -> None:
    amina.sees_heading("Points for your goals")
    for goal in METHOD.goals:
        amina.field(goal.text).fill(POINTS.get(goal.key, ""))


def check(amina: Person, given: dict[str, Answer]) -> None:
    """Every question and goal is there with what was answered."""
    rows = amina.page.locator(".govuk-summary-list__row").all_inner_texts()
    said = dict(zip([*given, *(goal.key for goal in METHOD.goals)], rows, strict=True))
    for key, answer in given.items():
        assert said[key].startswith(question_text(key))
        for words in answer.reads:
            assert words in said[key]
    assert "62.5 points: 38% of the weight" in said["prevention"]
    assert "No points" in said["innovation"]


def change_an_answer(amina: Person, given: dict[str, Answer]) -> None:
    """Follow a Change link to its question, change it and be led back."""
    amina.follow(f"Change {question_text('provider_count')}")
    assert amina.page.url.endswith("#provider_count")
    amina.choose("provider_count", "2 or 3 providers")
    amina.figure("provider_count").fill("3")
    amina.press("Save and continue")
    amina.sees_heading("Check your answers")
    changed = Answer(reads=("2 or 3 providers", "Figure: 3 providers"))
    check(amina, given | {"provider_count": changed})


def finds_every_page_completed(amina: Person, task_list: str) -> None:
    amina.go(task_list)
    statuses = amina.page.locator(".govuk-task-list__status").all_inner_texts()
    assert set(statuses) == {"Completed"}


def come_back_to_the_result(amina: Person) -> None:
    amina.follow("Back to the task list")
    amina.page.get_by_role("link", name="See the result of").click()
    amina.sees_heading(TITLE)


def downloads_the_report(amina: Person) -> None:
    amina.press("Full report as PDF")
    wait_for_the_file(amina)
    content = download(amina)
    assert content.startswith(b"%PDF")
    cover = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert TITLE in cover
    assert COUNCIL in cover


def question_text(key: str) -> str:
    return METHOD.question_by_key[key].text
