"""Load a version of the method from its folder of TOML, telling every mistake at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast, get_args

from appraisal.method.model import (
    GOALS,
    GROUPS,
    SCALE_LEVELS,
    Approach,
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
)
from appraisal.method.table import Problems, Table, read_table

VERSIONS = Path(__file__).parent / "versions"
CURRENT_VERSION = "2026.1"
GRADES = get_args(Grade)
STRONGEST = 2
MOST_CORE = 4


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
        self.approaches = tuple(self._approach(key) for key in table.texts("approaches"))
        self.criterion_tables = [
            (part.text("key"), part)
            for part in (t.at("criterion") for t in table.tables("criterion"))
        ]
        sections = tuple(self._section(part) for part in table.tables("section"))
        read_pages = [self._page(section.key, key) for section in sections for key in section.pages]
        questions = tuple(question for _, found in read_pages for question in found)
        goals = self._goals()
        loaded = Method(
            version=table.text("version"),
            hash=content_hash(self.folder),
            published=str(table.values.get("published", "")),
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
        )
        table.read.add("published")
        table.finish()
        self._check_whole(loaded)
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
            levels=levels,
            influences=self._influences(part) if kind in ("scale", "banded number") else (),
        )
        part.finish()
        self._check_question(part, question)
        return question

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
        )
        part.finish()
        return goal

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

    # Checks of more than one field

    def _check_question(self, part: Table, question: Question) -> None:
        if question.kind in ("scale", "banded number") and question.level_keys != SCALE_LEVELS:
            part.problem(f"its levels are {question.level_keys}. Give 1, 2, 3, 4 and 5, in order.")
        if question.kind == "choice" and len(question.levels) < 2:
            part.problem("it offers fewer than two choices. Offer two or more.")
        if question.kind == "banded number":
            self._check_bands(part, question)
        moves = question.influences or any(level.influences for level in question.levels)
        if moves and not question.scored:
            part.problem("it has influences but no criterion. Name the criterion it belongs to.")
        if question.kind == "text" and question.scored:
            part.problem("a text cannot be scored. Take out its criterion, or change its kind.")
        if question.criterion == GOALS:
            part.problem("only goals belong to “goals”. Name another criterion.")
        for key, count in Counter(question.level_keys).items():
            if count > 1 and question.kind == "choice":
                part.problem(f"it has {count} choices “{key}”. Give each its own key.")

    def _check_bands(self, part: Table, question: Question) -> None:
        bounds = [level.lower for level in question.levels if level.lower is not None]
        if bounds not in (sorted(bounds), sorted(bounds, reverse=True)) or len(set(bounds)) < 5:
            part.problem("its bands do not run in one direction. Order their lower bounds.")
        elif min(bounds) != 0:
            part.problem("its lowest band does not start at 0. Start it there.")

    def _check_whole(self, method: Method) -> None:
        self._check_weights(method)
        self._check_files("pages", [page.key for page in method.pages])
        self._check_files("approaches", [approach.key for approach in method.approaches])
        if GOALS not in method.criterion_by_key:
            self.problems.add("method", f"no criterion is called “{GOALS}”. Add it.")
        if not 2 <= len(method.core) <= MOST_CORE:
            count = len(method.core)
            self.problems.add("method", f"{count} approaches are core. Make it two to four.")
        asked = [question.key for question in method.questions]
        codes = [question.code for question in method.questions]
        self._check_once("question or goal", [*asked, *(goal.key for goal in method.goals)])
        self._check_once("code", [*codes, *(goal.code for goal in method.goals)])
        self._check_once("approach", [approach.key for approach in method.approaches])
        self._check_once("criterion", [criterion.key for criterion in method.criteria])
        self._check_once("page", [page.key for page in method.pages])
        self._check_once("source", [source.key for source in method.sources])
        self._check_once("reason", [influence.because for influence in all_influences(method)])

    def _check_weights(self, method: Method) -> None:
        for group in GROUPS:
            total = sum((part.weight for part in method.criteria_in(group)), Fraction(0))
            if total != 1:
                self.problems.add("method", f"weights of {group} add up to {total}. Make it 1.")
        if not 0 < method.fit_weight < 1:
            self.problems.add("method", "“fit_weight” must lie between 0 and 1.")

    def _check_files(self, folder: str, named: list[str]) -> None:
        for path in sorted((self.folder / folder).glob("*.toml")):
            if path.stem not in named:
                self.problems.add(folder, f"nothing names {path.name}. Name it, or delete it.")

    def _check_once(self, called: str, values: list[str]) -> None:
        for value, count in Counter(values).items():
            if count > 1 and value:
                self.problems.add(
                    "method", f"the {called} “{value}” stands {count} times. Make each its own."
                )


def all_influences(method: Method) -> Iterator[Influence]:
    """Yield every influence of the method: of questions, of their choices and of goals."""
    for question in method.questions:
        yield from question.influences
        for level in question.levels:
            yield from level.influences
    for goal in method.goals:
        yield from goal.influences
