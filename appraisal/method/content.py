"""Load a version of the method from its folder of TOML, telling every mistake at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast, get_args

from appraisal.method.glossary import read_glossary
from appraisal.method.model import (
    GOALS,
    GROUPS,
    Approach,
    Change,
    Criterion,
    Goal,
    Grade,
    Group,
    Influence,
    Kind,
    Level,
    Method,
    Page,
    Question,
    Risk,
    Section,
    Source,
    Thresholds,
    Undecided,
)
from appraisal.method.reading_advice import AdviceReading
from appraisal.method.roles import read_roles
from appraisal.method.soundness import check_method, check_question
from appraisal.method.table import Problems, Table, read_table

VERSIONS = Path(__file__).parent / "versions"
CURRENT_VERSION = "2026.1"
GRADES = get_args(Grade)
STRONGEST = 2


class ContentError(Exception):
    """The content of a version cannot be used; ``problems`` says all that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@cache
def method(version: str) -> Method:
    """Return a published version of the method.

    Raises LookupError when there is no such version, ContentError when its content is wrong.
    """
    if version not in versions():
        raise LookupError(f"There is no method {version}. There are: {', '.join(versions())}.")
    return load(VERSIONS / version)


def versions() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in VERSIONS.iterdir() if folder.is_dir()))


def load(folder: Path) -> Method:
    """Return the method written in this folder, or raise ContentError with every problem."""
    problems = Problems()
    loaded = _Reading(folder, problems).method()
    if problems:
        raise ContentError(problems)
    return loaded


def content_hash(folder: Path) -> str:
    """Return the SHA-256 of all content files, names included, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(
        folder.rglob("*.toml"), key=lambda path: path.relative_to(folder).as_posix()
    ):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


@dataclass
class _Reading:
    """One pass over a folder of content."""

    folder: Path
    problems: Problems

    def method(self) -> Method:
        table = read_table(self.folder / "method.toml", "method", self.problems)
        self.sources = self._sources()
        self.roles = read_roles(self.folder, self.problems)
        self.approaches = tuple(self._approach(key) for key in table.texts("approaches"))
        self.criterion_tables = [
            (part.text("key"), part)
            for part in (t.at("criterion") for t in table.tables("criterion"))
        ]
        sections = tuple(self._section(part) for part in table.tables("section"))
        read_pages = [self._page(section.key, key) for section in sections for key in section.pages]
        questions = tuple(question for _, found in read_pages for question in found)
        goals = self._goals()
        advice = AdviceReading(self.folder, self.problems, questions, self.approaches, self.sources)
        actions = advice.actions()
        questions = tuple(replace(part, action=actions.get(part.key)) for part in questions)
        loaded = Method(
            version=table.text("version"),
            hash=content_hash(self.folder),
            published=table.day("published"),
            changes=tuple(self._change(part) for part in table.tables("change")),
            fit_weight=table.fraction("fit_weight"),
            thresholds=self._thresholds(table),
            approaches=self.approaches,
            sections=sections,
            pages=tuple(page for page, _ in read_pages),
            criteria=tuple(
                self._criterion(part, questions, goals) for _, part in self.criterion_tables
            ),
            questions=questions,
            goals=goals,
            sources=self.sources,
            roles=self.roles,
            gates=advice.gates(),
            blends=advice.blends(),
            mechanisms=advice.mechanisms(),
            legal_routes=advice.legal_routes(),
            consequences=advice.consequences(),
            glossary=read_glossary(self.folder, self.problems),
        )
        table.finish()
        check_method(self.problems, self.folder, loaded)
        return loaded

    # Parts

    def _sources(self) -> tuple[Source, ...]:
        table = read_table(self.folder / "sources.toml", "sources", self.problems)
        found = tuple(self._source(part) for part in table.tables("source"))
        table.finish()
        return found

    def _source(self, part: Table) -> Source:
        key = part.text("key")
        part.at(key)
        source = Source(
            key=key,
            kind=part.text("kind"),
            title=part.text("title"),
            author=part.text("author"),
            year=part.text("year"),
            seen=part.text("seen"),
            address=part.text("address", default=""),
        )
        part.finish()
        return source

    def _approach(self, key: str) -> Approach:
        path = self.folder / "approaches" / f"{key}.toml"
        table = read_table(path, f"approaches: {key}", self.problems)
        if table.text("key") != key:
            table.problem(f"“key” differs from the name of the file. Write “{key}”.")
        approach = Approach(
            key=key,
            name=table.text("name"),
            core=table.flag("core"),
            summary=table.text("summary"),
            what=table.text("what"),
            needs=table.texts("needs"),
            suits=table.texts("suits"),
            poor_fit=table.texts("poor_fit"),
            evidence=table.text("evidence"),
            evidence_grade=table.text("evidence_grade"),
            sources=self._known_sources(table),
            law=table.text("law"),
            steps=table.texts("steps"),
            risks=tuple(
                Risk(risk=part.text("risk"), mitigation=part.text("mitigation"))
                for part in table.tables("risk")
            ),
        )
        table.finish()
        return approach

    def _section(self, part: Table) -> Section:
        key = part.text("key")
        part.at(key)
        section = Section(
            key=key, title=part.text("title"), intro=part.text("intro"), pages=part.texts("pages")
        )
        part.finish()
        return section

    def _page(self, section: str, key: str) -> tuple[Page, list[Question]]:
        path = self.folder / "pages" / f"{key}.toml"
        table = read_table(path, f"{section}: {key}", self.problems)
        title, intro = table.text("title"), table.text("intro")
        questions = [self._question(section, key, part) for part in table.tables("question")]
        table.finish()
        keys = tuple(question.key for question in questions)
        if not 3 <= len(keys) <= 6:
            table.problem(f"it asks {len(keys)} questions. A page holds three to six.")
        return Page(key=key, section=section, title=title, intro=intro, questions=keys), questions

    def _question(self, section: str, page: str, part: Table) -> Question:
        key = part.text("key")
        part.at(key)
        criterion = part.text("criterion", default="") or None
        if criterion:
            part.must_be_one_of("criterion", criterion, [key for key, _ in self.criterion_tables])
        kind = cast(Kind, part.one_of("kind", get_args(Kind)))
        levels = tuple(self._levels(kind, part))
        question = Question(
            key=key,
            code=part.text("code"),
            section=section,
            page=page,
            kind=kind,
            text=part.text("text"),
            hint=part.text("hint"),
            why=part.text("why"),
            where=part.text("where"),
            short_route=part.flag("short_route"),
            not_applicable=part.flag("not_applicable"),
            grade=self._grade(part) if criterion else None,
            criterion=criterion,
            unit=part.text("unit") if kind == "banded number" else "",
            maximum=part.fraction("maximum") if kind == "banded number" else None,
            note=part.text("note", default=""),
            defines_scope=part.flag("defines_scope", default=False),
            evidence_from=self._evidence_from(part),
            levels=levels,
            influences=self._influences(part) if kind in ("scale", "banded number") else (),
            undecided=self._undecided(part),
        )
        part.finish()
        check_question(part, question)
        return question

    def _evidence_from(self, part: Table) -> tuple[str, ...]:
        keys = part.texts("evidence_from", default=())
        for key in keys:
            part.must_be_one_of("evidence_from", key, [role.key for role in self.roles])
        return keys

    def _levels(self, kind: Kind, part: Table) -> Iterator[Level]:
        if kind == "choice":
            for choice in part.tables("choice"):
                key = choice.text("key")
                choice.at(key)
                yield Level(
                    key=key, label=choice.text("label"), influences=self._influences(choice)
                )
                choice.finish()
        elif kind != "text":
            for level in part.tables("level"):
                number = level.whole("key")
                level.at(f"level {number}")
                lower = level.fraction("from") if kind == "banded number" else None
                yield Level(key=number, label=level.text("label"), lower=lower)
                level.finish()

    def _goals(self) -> tuple[Goal, ...]:
        table = read_table(self.folder / "goals.toml", "goals", self.problems)
        found = tuple(self._goal(part) for part in table.tables("goal"))
        table.finish()
        return found

    def _goal(self, part: Table) -> Goal:
        key = part.text("key")
        part.at(key)
        goal = Goal(
            key=key,
            code=part.text("code"),
            text=part.text("text"),
            hint=part.text("hint"),
            why=part.text("why"),
            where=part.text("where"),
            swing_from=part.text("swing_from"),
            swing_to=part.text("swing_to"),
            grade=self._grade(part),
            influences=self._influences(part),
            undecided=self._undecided(part),
        )
        part.finish()
        return goal

    def _undecided(self, part: Table) -> tuple[Undecided, ...]:
        return tuple(self._left_open(table) for table in part.tables("undecided"))

    def _left_open(self, part: Table) -> Undecided:
        approach = part.one_of("approach", [approach.key for approach in self.approaches])
        undecided = Undecided(approach=approach, because=part.at(approach).text("because"))
        part.finish()
        return undecided

    def _influences(self, part: Table) -> tuple[Influence, ...]:
        found = tuple(self._influence(table) for table in part.tables("influence"))
        for approach, count in Counter(influence.approach for influence in found).items():
            if count > 1:
                part.problem(f"{approach} has {count} influences. Keep one.")
        return found

    def _influence(self, part: Table) -> Influence:
        approach = part.one_of("approach", [approach.key for approach in self.approaches])
        part.at(approach)
        strength = part.fraction("strength")
        if not strength or abs(strength) > STRONGEST or (2 * strength).denominator != 1:
            part.problem(f"“strength” is {float(strength):g}. Use -2 to 2 in half steps, not 0.")
        influence = Influence(
            approach=approach,
            strength=strength,
            because=part.text("because"),
            sources=self._known_sources(part),
            grade=self._grade(part),
        )
        part.finish()
        return influence

    def _known_sources(self, part: Table) -> tuple[str, ...]:
        keys = part.texts("sources")
        for key in keys:
            part.must_be_one_of("sources", key, [source.key for source in self.sources])
        return keys

    def _grade(self, part: Table) -> Grade:
        return cast(Grade, part.one_of("grade", GRADES))

    def _criterion(
        self, part: Table, questions: tuple[Question, ...], goals: tuple[Goal, ...]
    ) -> Criterion:
        key = part.text("key")
        part.at(key)
        members = tuple(question.key for question in questions if question.criterion == key)
        criterion = Criterion(
            key=key,
            name=part.text("name"),
            meaning=part.text("meaning"),
            group=cast(Group, part.one_of("group", GROUPS)),
            weight=part.fraction("weight"),
            questions=tuple(goal.key for goal in goals) if key == GOALS else members,
        )
        part.finish()
        if not criterion.questions:
            part.problem("no question belongs to it. Give it one or take it out.")
        return criterion

    def _change(self, part: Table) -> Change:
        version = part.text("version")
        part.at(f"change {version}")
        change = Change(version=version, what=part.text("what"), moved=part.text("moved"))
        part.finish()
        return change

    def _thresholds(self, table: Table) -> Thresholds:
        part = table.table("thresholds")
        thresholds = Thresholds(
            enough_coverage=part.fraction("enough_coverage"),
            full_coverage=part.fraction("full_coverage"),
            clear_lead=part.fraction("clear_lead"),
            clear_share=part.fraction("clear_share"),
            leaning_lead=part.fraction("leaning_lead"),
            leaning_share=part.fraction("leaning_share"),
            joint_margin=part.fraction("joint_margin"),
        )
        part.finish()
        return thresholds
