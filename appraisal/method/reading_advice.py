"""Read what a method advises by rule: gates, blends, mechanisms, legal routes, actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

from appraisal.method.advice import (
    Action,
    Blend,
    Blending,
    Condition,
    Consequence,
    Gate,
    GateKind,
    LegalRoute,
    Mechanism,
    Rule,
)
from appraisal.method.model import Approach, LevelKey, Question, Source
from appraisal.method.table import Problems, Table, read_table

RESULTS = ("thin_evidence", "contradictory_pair")


class AdviceReading:
    """One pass over the advice of a folder of content, once its questions are known."""

    def __init__(
        self,
        folder: Path,
        problems: Problems,
        questions: tuple[Question, ...],
        approaches: tuple[Approach, ...],
        sources: tuple[Source, ...],
    ) -> None:
        self.folder = folder
        self.problems = problems
        self.questions: Mapping[str, Question] = {part.key: part for part in questions}
        self.approaches = [approach.key for approach in approaches]
        self.sources = [source.key for source in sources]

    def gates(self) -> tuple[Gate, ...]:
        found = tuple(self._gate(part) for part in self._parts("gates", "gate"))
        self._once("gates", "key", [gate.key for gate in found])
        self._once("gates", "code", [gate.code for gate in found])
        return found

    def blends(self) -> tuple[Blend, ...]:
        found = tuple(self._blend(part) for part in self._parts("blends", "blend"))
        self._once("blends", "pair", [" and ".join(sorted(blend.pair)) for blend in found])
        return found

    def mechanisms(self) -> tuple[Mechanism, ...]:
        found = tuple(self._mechanism(part) for part in self._parts("mechanisms", "mechanism"))
        self._once("mechanisms", "key", [mechanism.key for mechanism in found])
        return found

    def legal_routes(self) -> tuple[LegalRoute, ...]:
        found = tuple(self._legal_route(part) for part in self._parts("law", "route"))
        self._once("law", "key", [route.key for route in found])
        return found

    def consequences(self) -> tuple[Consequence, ...]:
        found = tuple(self._consequence(part) for part in self._parts("as_now", "consequence"))
        self._once("as_now", "key", [consequence.key for consequence in found])
        return found

    def actions(self) -> dict[str, Action]:
        found = [self._action(part) for part in self._parts("development", "action")]
        self._once("development", "action for", [question for question, _ in found])
        return dict(found)

    def _once(self, where: str, called: str, names: list[str]) -> None:
        for name, count in Counter(names).items():
            if count > 1 and name:
                self.problems.add(where, f"the {called} “{name}” stands {count} times. Keep one.")

    # Parts

    def _parts(self, name: str, field: str) -> Iterator[Table]:
        table = read_table(self.folder / f"{name}.toml", name, self.problems)
        for part in table.tables(field):
            yield part
            part.finish()
        table.finish()

    def _gate(self, part: Table) -> Gate:
        key = part.text("key")
        part.at(key)
        kind = cast(GateKind, part.one_of("kind", get_args(GateKind)))
        about_outcome = kind == "warning"
        return Gate(
            key=key,
            code=part.text("code"),
            kind=kind,
            approaches=() if about_outcome else self._approaches(part, "approaches"),
            rule=None if about_outcome else self._rule(part),
            result=part.one_of("result", RESULTS) if about_outcome else "",
            says=part.text("says"),
            action=part.text("action"),
            sources=self._sources(part),
            about_change=not about_outcome and part.flag("about_change", default=False),
        )

    def _blend(self, part: Table) -> Blend:
        pair = self._approaches(part, "pair")
        part.at(" and ".join(pair))
        if len(set(pair)) != 2:
            part.problem("“pair” must name two approaches.")
        return Blend(
            pair=frozenset(pair),
            advice=cast(Blending, part.one_of("advice", get_args(Blending))),
            because=part.text("because"),
        )

    def _mechanism(self, part: Table) -> Mechanism:
        key = part.text("key")
        part.at(key)
        use_any = self.conditions(part, "use_any", required=False)
        return Mechanism(
            key=key,
            name=part.text("name"),
            summary=part.text("summary"),
            approaches=self._approaches(part, "approaches", empty=True),
            use=Rule("all", self.conditions(part, "use")),
            use_any=Rule("any", use_any) if use_any else None,
            avoid=Rule("any", self.conditions(part, "avoid")),
            use_when=part.text("use_when"),
            avoid_when=part.text("avoid_when"),
            evidence=part.text("evidence"),
            law=part.text("law"),
            sources=self._sources(part),
        )

    def _legal_route(self, part: Table) -> LegalRoute:
        key = part.text("key")
        part.at(key)
        conditions = self.conditions(part, "when", required=False)
        return LegalRoute(
            key=key,
            name=part.text("name"),
            says=part.text("says"),
            approaches=self._approaches(part, "approaches", empty=True),
            rule=Rule("any", conditions) if conditions else None,
            ask=part.text("ask"),
            read_on=part.day("read_on"),
            verified=part.flag("verified"),
            source=part.text("source"),
        )

    def _consequence(self, part: Table) -> Consequence:
        key = part.text("key")
        part.at(key)
        return Consequence(
            key=key,
            rule=self._rule(part),
            says=part.text("says"),
            sources=self._sources(part),
        )

    def _action(self, part: Table) -> tuple[str, Action]:
        question = part.one_of("question", self.questions)
        part.at(question)
        return question, Action(
            do=part.text("do"),
            owner=part.text("owner"),
            months=part.text("months"),
            sources=self._sources(part),
        )

    # Fields

    def _approaches(self, part: Table, field: str, empty: bool = False) -> tuple[str, ...]:
        if empty and part.values.get(field) == []:
            part.read.add(field)
            return ()
        keys = part.texts(field)
        for key in keys:
            part.must_be_one_of(field, key, self.approaches)
        return keys

    def _sources(self, part: Table) -> tuple[str, ...]:
        keys = part.texts("sources")
        for key in keys:
            part.must_be_one_of("sources", key, self.sources)
        return keys

    def _rule(self, part: Table) -> Rule:
        need = "all" if "all" in part.values else "any"
        return Rule("all" if need == "all" else "any", self.conditions(part, need))

    def conditions(self, part: Table, field: str, required: bool = True) -> tuple[Condition, ...]:
        """Return the conditions on answers that stand under a name."""
        found = tuple(self._condition(table) for table in part.tables(field))
        if required and not found:
            part.problem(f"it has no “{field}” conditions. Add one.")
        return found

    def _condition(self, part: Table) -> Condition:
        key = part.one_of("question", self.questions)
        part.at(key)
        question = self.questions.get(key)
        levels = self._levels(part, question) if question else ()
        if question:
            part.finish()
        return Condition(question=key, levels=levels)

    def _levels(self, part: Table, question: Question) -> tuple[LevelKey, ...]:
        fields = [field for field in ("one_of", "at_most", "at_least") if field in part.values]
        if len(fields) != 1:
            part.read.update(fields)
            part.problem("Say which answers meet it, by one of: one_of, at_most, at_least.")
            return ()
        [field] = fields
        levels = tuple(self._named(part, question, field))
        if not levels:
            allowed = ", ".join(str(key) for key in question.level_keys)
            advice = f"Use: {allowed}." if allowed else "A text has none; name another question."
            part.problem(f"“{field}” names no answer of the question. {advice}")
        return levels

    def _named(self, part: Table, question: Question, field: str) -> list[LevelKey]:
        """Return the levels a condition names; none when any of them is not of the question."""
        keys = question.level_keys
        if field == "one_of":
            named = part.list_of(field)
            return [key for key in keys if key in named] if all(n in keys for n in named) else []
        bound = part.whole(field)
        if question.kind == "choice" or bound not in keys:
            return []
        if field == "at_most":
            return [key for key in keys if int(key) <= bound]
        return [key for key in keys if int(key) >= bound]
