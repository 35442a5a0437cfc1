"""Pages that anyone may read: all of the method is there, as its content has it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from django.conf import settings
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from appraisal import demonstration
from appraisal.method.soundness import all_influences
from reports.guide.document import chapters
from tests.reports.outcomes import METHOD
from tests.reports.reading import page_text, squeezed

MOST_QUERIES = 3
CHAPTERS = tuple(chapters(METHOD.version))
PATHS = [
    *(
        reverse(f"guide:{name}")
        for name in (
            "about",
            "approaches",
            "mechanisms",
            "method",
            "evidence",
            "choosing",
            "glossary",
            "questions",
            "on_paper",
            "workshop",
        )
    ),
    *(reverse("guide:form", args=[length]) for length in ("short", "full")),
    *(reverse("guide:approach", args=[part.key]) for part in METHOD.approaches),
    *(reverse("guide:mechanism", args=[part.key]) for part in METHOD.mechanisms),
    *(reverse("guide:chapter", args=[slug]) for slug in CHAPTERS),
]
# What Markdown or TOML leaves behind when nobody turned it into a page.
RAW = re.compile(r"\*\*|\]\(|\[\[|^#|^- |\"\"\"|`|\|---|&(?:amp|lt|gt|quot);", re.MULTILINE)


class Page(HTMLParser):
    """What a test looks for in a page: places, links, headings, and the words people read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.words: list[str] = []
        self.robots = ""
        self.in_heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if tag == "a" and "href" in said else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append("")
            self.in_heading = True
        if tag == "meta" and said.get("name") == "robots":
            self.robots = said["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.in_heading:
            self.headings[-1] += data

    def leads_to(self, path: str) -> list[str]:
        """Return the pages of ours that this one, at a path, links to."""
        found = [urldefrag(urljoin(path, link)).url for link in self.links]
        return [each for each in found if each.startswith("/") and not each.endswith(".pdf")]

    @property
    def text(self) -> str:
        return "".join(self.words)


def html_of(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def shown(path: str) -> str:
    return page_text(html_of(path))


# Every page


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_open_to_all_and_to_search_engines_and_quick(
    db, path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        page = Page(html_of(path))

    assert page.robots == ""
    assert all(heading.strip() for heading in page.headings)
    assert len(page.ids) == len(set(page.ids))
    assert not RAW.search(page.text), RAW.search(page.text)


def test_every_link_leads_somewhere(db):
    demonstration.load()
    pages: dict[str, Page] = {}
    to_read = ["/guide/"]
    while to_read:
        path = to_read.pop()
        if path not in pages:
            pages[path] = Page(html_of(path))
            # Beyond the guide it is enough that there is a page.
            to_read += pages[path].leads_to(path) if path.startswith("/guide/") else []

    dead = [
        f"{path}: {link}"
        for path, page in pages.items()
        for link in page.links
        if path.startswith("/guide/") and "#" in link and not link.startswith("https://")
        for target, place in [urldefrag(urljoin(path, link))]
        if place not in pages[target].ids
    ]
    assert dead == []
    assert set(PATHS) <= set(pages)


@pytest.mark.parametrize(
    "path",
    [
        "/guide/approaches/magical/",
        "/guide/mechanisms/magical/",
        "/guide/method/magical/",
        "/guide/on-paper/magical-form/",
        "/guide/on-paper/magical-form.pdf",
    ],
)
def test_what_there_is_not_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


# Approaches and forms of agreement


@pytest.mark.parametrize("approach", METHOD.approaches, ids=lambda part: part.key)
def test_the_page_of_an_approach_says_all_the_method_says_of_it(db, approach):
    text = shown(reverse("guide:approach", args=[approach.key]))
    gates = [gate for gate in METHOD.gates if gate.rule and approach.key in gate.approaches]
    blends = [blend for blend in METHOD.blends if approach.key in blend.pair]
    sources = [METHOD.source_by_key[key] for key in approach.sources]
    known, _, not_known = approach.evidence.partition("Not known: ")

    said = [
        *(approach.name, approach.summary, approach.what, approach.law, approach.evidence_grade),
        *(known, not_known[1:]),
        *(*approach.suits, *approach.poor_fit, *approach.needs, *approach.steps),
        *(words for each in approach.risks for words in (each.risk, each.mitigation)),
        *(words for gate in gates for words in (gate.says, gate.action)),
        *(blend.because for blend in blends),
        *(words for source in sources for words in (source.title, source.seen)),
    ]
    for words in said:
        assert squeezed(words) in text


@pytest.mark.parametrize("approach", METHOD.approaches, ids=lambda part: part.key)
def test_all_law_on_the_page_of_an_approach_says_when_it_was_read(db, approach):
    text = shown(reverse("guide:approach", args=[approach.key]))
    routes = [
        route
        for route in METHOD.legal_routes
        if not route.approaches or approach.key in route.approaches
    ]

    assert "Information, not legal advice; as read in November 2026." in approach.law
    assert routes
    for route in routes:
        dated = f"{route.says} Information, not legal advice. Read on 1 November 2026: "
        assert squeezed(f"{dated}{route.source}.") in text
        assert squeezed(route.ask) in text


@pytest.mark.parametrize("mechanism", METHOD.mechanisms, ids=lambda part: part.key)
def test_the_page_of_a_form_of_agreement_says_all_the_method_says_of_it(db, mechanism):
    text = shown(reverse("guide:mechanism", args=[mechanism.key]))
    rules = [rule for rule in (mechanism.use, mechanism.use_any, mechanism.avoid) if rule]

    assert "Information, not legal advice; as read in November 2026." in mechanism.law
    for words in (mechanism.summary, mechanism.use_when, mechanism.avoid_when, mechanism.law):
        assert squeezed(words) in text
    for condition in (each for rule in rules for each in rule.conditions):
        question = METHOD.question_by_key[condition.question]
        labels = [f"“{question.level(key).label}”" for key in condition.levels]
        *others, last = labels
        answers = f"{', '.join(others)} or {last}" if others else last
        assert squeezed(f"{question.text} {answers}") in text


# The method


def test_the_method_in_short_names_the_figures_of_the_method(db):
    text = shown(reverse("guide:method"))
    scored = sum(question.scored for question in METHOD.questions)

    for words in (
        f"You answer up to {scored} questions that count",
        f"There are {sum(1 for _ in all_influences(METHOD))} of them",
        "is 60% of the score",
        "makes 20,000 readings of your answers",
        "It leads by 5 points or more, and comes first in 90% of readings or more.",
        *(change.what for change in METHOD.changes),
    ):
        assert squeezed(words) in text


def test_the_chapters_are_the_document_of_the_method(db):
    written = (settings.BASE_DIR / "docs" / "method.md").read_text("utf-8")
    titles = re.findall(r"^## (.+)$", written, re.MULTILINE)

    assert [chapter.title for chapter in chapters(METHOD.version).values()] == titles
    text = "".join(shown(reverse("guide:chapter", args=[slug])) for slug in CHAPTERS)
    for influence in all_influences(METHOD):
        assert squeezed(influence.because) in text


def test_what_influences_rest_on_is_told_as_in_the_docs(db):
    text = shown(reverse("guide:evidence"))

    assert squeezed("Nobody has measured these strengths") in text
    assert squeezed("A sector review is owed.") in text


def test_it_is_told_how_the_questions_were_chosen(db):
    text = shown(reverse("guide:choosing"))

    for words in (
        *(part.meaning for part in METHOD.criteria),
        *(part.name for part in METHOD.roles),
        *(part.why for part in METHOD.questions if not part.scored),
        *(part.text for part in METHOD.questions if part.evidence_from),
    ):
        assert squeezed(words) in text


def test_every_question_can_be_read_with_all_its_answers_and_what_they_do(db):
    page = Page(html_of(reverse("guide:questions")))
    text = squeezed(page.text)

    for question in METHOD.questions:
        assert question.key in page.ids
        for words in (question.text, question.hint, question.why, question.where):
            assert squeezed(words) in text
        for level in question.levels:
            assert squeezed(level.label) in text
    for goal in METHOD.goals:
        assert goal.key in page.ids
        assert squeezed(f"From: {goal.swing_from} To: {goal.swing_to}") in text
    for influence in all_influences(METHOD):
        assert squeezed(influence.because) in text


# The glossary


def test_every_term_has_an_entry_at_an_address_of_its_own(db):
    page = Page(html_of(reverse("guide:glossary")))
    text = squeezed(page.text)

    for term in METHOD.glossary:
        assert term.key in page.ids
        assert squeezed(term.means) in text
        if term.read_on:
            dated = f"{term.means} Information, not legal advice. Read on 1 November 2026:"
            assert squeezed(f"{dated} {term.source}.") in text


def rendered(text: str, on_a_page: bool = True) -> str:
    request = RequestFactory().get("/")
    context = RequestContext(request, {"request": request}) if on_a_page else Context()
    return Template("{% load glossary %}" + text).render(context)


def test_a_word_leads_to_its_entry_by_any_of_its_names():
    entry = '<a class="govuk-link app-term" href="/guide/glossary/#rank-share">'

    assert rendered('{% term "How often first" %}') == f"{entry}How often first</a>"
    assert rendered('{% term "rank share" "came first" %}') == f"{entry}came first</a>"


def test_a_word_on_paper_is_only_a_word():
    assert rendered('{% term "swing" %}', on_a_page=False) == "swing"
    assert rendered('{% term "swing" "swings" %}', on_a_page=False) == "swings"


def test_a_word_without_an_entry_is_an_error():
    with pytest.raises(KeyError):
        rendered('{% term "synergy" %}')


def test_every_word_that_a_template_explains_has_an_entry():
    folder = Path(settings.BASE_DIR) / "templates"
    named = {
        (path.name, name.lower())
        for path in folder.rglob("*.html")
        for name in re.findall(r'{%\s*term "([^"]+)"', path.read_text("utf-8"))
    }

    assert named
    assert {each for each in named if each[1] not in METHOD.term_by_name} == set()


# The way to them


def test_the_foot_of_every_page_leads_to_them(db):
    links = Page(html_of("/start/")).links

    for name in ("about", "approaches", "method", "glossary", "on_paper"):
        assert reverse(f"guide:{name}") in links


# What the workshop agenda quotes from other pages, and the template or code that has the words.
QUOTED = {
    "Ask for other people’s views": "templates/landscape/together.html",
    "Where people differ": "templates/landscape/views.html",
    "start with the first one": "templates/landscape/views.html",
    "Check answers and see the result": "templates/landscape/task_list.html",
    "What to find out first": "reports/pages.py",
    "Points for your goals": "landscape/route.py",
    "I don’t know yet": "landscape/questions.py",
}
# What it quotes people as saying.
SAID = {"I don’t know", "When did that last happen?", "very hard", "easy"}


def test_the_workshop_quotes_pages_as_they_read():
    agenda = (settings.BASE_DIR / "templates/guide/workshop.html").read_text("utf-8")

    assert set(re.findall("“([^”]+)”", agenda)) == {*QUOTED, *SAID}
    for words, place in QUOTED.items():
        assert words in (settings.BASE_DIR / place).read_text("utf-8")
