"""Where everything stands in the workbook: the one map that all its formulas are written by.

Rows are counted from 1 and columns have letters, as in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from appraisal.method.model import GROUPS, Approach, Criterion, Group, Method, Question
from reports.workbook.formulas import fixed, letter, on, span

READ_ME = "Read me"
RANKING = "Ranking"
ANSWERS = "Answers"
WEIGHTS = "Goals and weights"
SCORES = "Scores"
INFLUENCES = "Influences"
REASONS = "Reasons"
GATES = "Gates"
AS_FOUND = "As found"

# The rows above the first line of each table.
ANSWERS_TOP = 6
INFLUENCES_TOP = 5
SCORES_SPREADS = 5
SCORES_TOP = SCORES_SPREADS + len(GROUPS) + 1
LAMBDA = 8
CRITERIA_TOP = 12

# What an answer can be besides a level: every list ends with these, the last where it is allowed.
BESIDES = 2


@dataclass(frozen=True)
class Block:
    """Rows that stand together."""

    first: int
    last: int

    def of(self, column: str) -> str:
        return span(column, self.first, self.last)


@dataclass(frozen=True, eq=False)
class Places:
    method: Method

    # What stands in order everywhere

    @cached_property
    def approaches(self) -> tuple[Approach, ...]:
        """Return the core approaches, then the further ones."""
        return (*self.method.core, *(each for each in self.method.approaches if not each.core))

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(each for group in GROUPS for each in self.method.criteria_in(group))

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        return tuple(
            question for each in self.criteria for question in self.method.questions_of(each)
        )

    @cached_property
    def listed(self) -> tuple[Question, ...]:
        """Return every question answered from a list: those that score, then the others."""
        return (
            *self.scored,
            *(each for each in self.method.questions if not each.scored and each.levels),
        )

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Return every question: those with a list, then those in the council's own words."""
        return (*self.listed, *(each for each in self.method.questions if not each.levels))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Return the parts of a score in order: goals and questions, by criterion."""
        return tuple(key for each in self.criteria for key in each.questions)

    # Answers

    @cached_property
    def answer_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.asked], ANSWERS_TOP)

    def answer(self, key: str) -> str:
        return on(ANSWERS, fixed("C", self.answer_rows[key]))

    def confidence(self, key: str) -> str:
        return on(ANSWERS, fixed("D", self.answer_rows[key]))

    def level(self, key: str) -> str:
        """Return where it stands which of its levels answers a question; 0 when not known."""
        return on(ANSWERS, fixed("E", self.answer_rows[key]))

    def applies(self, key: str) -> str:
        return on(ANSWERS, fixed("F", self.answer_rows[key]))

    def known(self, key: str) -> str:
        return on(ANSWERS, fixed("G", self.answer_rows[key]))

    @cached_property
    def checks(self) -> str:
        """Return where it stands whether each answer is on its list."""
        rows = [self.answer_rows[each.key] for each in self.listed]
        return on(ANSWERS, span("H", rows[0], rows[-1]))

    # Influences

    @cached_property
    def goal_strength_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.method.goals], INFLUENCES_TOP)

    @cached_property
    def levels(self) -> dict[str, Block]:
        """Return the rows of each question's levels."""
        blocks, row = {}, INFLUENCES_TOP + len(self.method.goals)
        for question in self.listed:
            blocks[question.key] = Block(row + 1, row + len(question.levels))
            row += len(question.levels) + self.besides(question)
        return blocks

    @staticmethod
    def besides(question: Question) -> int:
        return BESIDES + question.not_applicable

    def options(self, question: Question) -> str:
        """Return the range of all that a question may be answered with."""
        block = self.levels[question.key]
        return on(INFLUENCES, span("D", block.first, block.last + self.besides(question)))

    def labels(self, question: Question) -> str:
        return on(INFLUENCES, self.levels[question.key].of("D"))

    def strengths(self, key: str, at: int) -> str:
        """Return the range of one approach's strengths: of a question, or of all goals."""
        return on(INFLUENCES, self.levels[key].of(self.strength_column(at)))

    def goal_strengths(self, at: int) -> str:
        rows = list(self.goal_strength_rows.values())
        return on(INFLUENCES, span(self.strength_column(at), rows[0], rows[-1]))

    @staticmethod
    def strength_column(at: int) -> str:
        return letter(4 + at)

    # Goals and weights

    @property
    def fit_weight(self) -> str:
        return on(WEIGHTS, fixed("D", LAMBDA))

    def of_group(self, group: Group) -> str:
        return on(WEIGHTS, fixed("D", LAMBDA + GROUPS.index(group)))

    @cached_property
    def criterion_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.criteria], CRITERIA_TOP)

    def criteria_in(self, group: Group) -> Block:
        rows = [self.criterion_rows[each.key] for each in self.method.criteria_in(group)]
        return Block(rows[0], rows[-1])

    @property
    def every_criterion(self) -> Block:
        rows = list(self.criterion_rows.values())
        return Block(rows[0], rows[-1])

    @property
    def coverage_row(self) -> int:
        return self.every_criterion.last + 1

    @property
    def goals_top(self) -> int:
        return self.coverage_row + 3

    @cached_property
    def goal_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.method.goals], self.goals_top)

    @property
    def every_goal(self) -> Block:
        rows = list(self.goal_rows.values())
        return Block(rows[0], rows[-1])

    @property
    def coverage(self) -> str:
        return on(WEIGHTS, fixed("I", self.coverage_row))

    # Scores

    @cached_property
    def part_rows(self) -> dict[str, int]:
        return _rows(self.parts, SCORES_TOP)

    def parts_of(self, group: Group) -> Block:
        criteria = self.method.criteria_in(group)
        return Block(
            self.part_rows[criteria[0].questions[0]], self.part_rows[criteria[-1].questions[-1]]
        )

    def parts_in(self, criterion: Criterion) -> Block:
        keys = criterion.questions
        return Block(self.part_rows[keys[0]], self.part_rows[keys[-1]])

    @property
    def every_part(self) -> Block:
        return Block(SCORES_TOP + 1, SCORES_TOP + len(self.parts))

    def columns(self, at: int) -> tuple[str, str]:
        """Return the columns of an approach's centred influences and points: the core's first."""
        core = len(self.method.core)
        if at < core:
            return letter(6 + at), letter(6 + core + at)
        further = len(self.approaches) - core
        return letter(6 + core + at), letter(6 + core + further + at)

    def spread(self, group: Group, at: int) -> str:
        return fixed(self.columns(at)[1], SCORES_SPREADS + 1 + GROUPS.index(group))

    # Ranking

    RANKED_TOP = 6
    THRESHOLDS = ("enough_coverage", "full_coverage", "leaning_lead", "clear_lead", "joint_margin")

    @property
    def said_top(self) -> int:
        return self.RANKED_TOP + len(self.method.core) + 3

    @property
    def word(self) -> str:
        return fixed("B", self.said_top + 1)

    @property
    def lead(self) -> str:
        return fixed("B", self.said_top + 2)

    @property
    def covered(self) -> str:
        return fixed("B", self.said_top + 3)

    def threshold(self, name: str) -> str:
        return fixed("B", self.said_top + 4 + self.THRESHOLDS.index(name))

    @property
    def made_top(self) -> int:
        return self.said_top + 3 + len(self.THRESHOLDS) + 4

    @cached_property
    def made_rows(self) -> dict[str, int]:
        """Return the row of each approach in the table of how its score is made."""
        return _rows([each.key for each in self.approaches], self.made_top)

    @property
    def every_core(self) -> Block:
        return Block(self.made_top + 1, self.made_top + len(self.method.core))

    @property
    def criteria_points_top(self) -> int:
        return self.made_top + len(self.approaches) + 3

    # Gates

    STATUS_TOP = 5

    @property
    def gates_top(self) -> int:
        return self.STATUS_TOP + len(self.approaches) + 3

    @cached_property
    def status_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.approaches], self.STATUS_TOP)

    @cached_property
    def gate_rows(self) -> dict[str, int]:
        return _rows(
            [each.key for each in self.method.gates if each.rule is not None], self.gates_top
        )

    @cached_property
    def conditions(self) -> dict[str, Block]:
        """Return the rows of each gate's conditions."""
        blocks, row = {}, self.conditions_top
        for gate in self.method.gates:
            if gate.rule is not None:
                blocks[gate.key] = Block(row + 1, row + len(gate.rule.conditions))
                row += len(gate.rule.conditions)
        return blocks

    @property
    def conditions_top(self) -> int:
        return self.gates_top + len(self.gate_rows) + 3

    # As found

    FOUND_TOP = 6

    @cached_property
    def found_rows(self) -> dict[str, int]:
        return _rows([each.key for each in self.approaches], self.FOUND_TOP)

    @property
    def every_found(self) -> Block:
        return Block(self.FOUND_TOP + 1, self.FOUND_TOP + len(self.approaches))

    @property
    def whole_top(self) -> int:
        return self.every_found.last + 3

    @property
    def found_word(self) -> str:
        return on(AS_FOUND, fixed("B", self.whole_top + 1))

    @property
    def found_inputs_changed(self) -> str:
        return on(AS_FOUND, fixed("B", self.whole_top + 4))

    @property
    def found_results_changed(self) -> str:
        return on(AS_FOUND, fixed("B", self.whole_top + 5))

    @property
    def found_inputs_top(self) -> int:
        return self.whole_top + 5 + 3

    @property
    def found_inputs_count(self) -> int:
        return 1 + len(self.criteria) + len(self.method.goals) + 2 * len(self.listed)

    @property
    def found_parts_top(self) -> int:
        return self.found_inputs_top + self.found_inputs_count + 3


def _rows(keys: Sequence[str], top: int) -> dict[str, int]:
    return {key: top + at for at, key in enumerate(keys, start=1)}
