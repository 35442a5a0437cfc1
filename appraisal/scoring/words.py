"""The few sentences a result is told in, made of the method's own words."""

from __future__ import annotations

from appraisal.method.model import GOALS, LevelKey, Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.moves import Move
from appraisal.scoring.perspectives import VoiceRanking
from appraisal.scoring.tipping import MOST_ANSWERS, Tipping

# The goals are weighed together, so none of their own questions asks for it.
GOALS_ASKED = "How many points should each goal have?"
GOALS_FOUND = "Agree them with those who will decide, before you see any ranking."
NUMBERS = ("no", "one", "two", "three")


def asked(method: Method, key: str) -> tuple[str, str]:
    """Return a question as it is asked, or that of the goals, and where to find the answer."""
    if key == GOALS:
        return GOALS_ASKED, GOALS_FOUND
    question = method.question_by_key[key]
    return question.text, question.where


def another_answer(method: Method, landscape: Landscape, move: Move) -> str:
    """Say which question would have to be answered otherwise, and how."""
    question = method.question_by_key[move.question]
    now = landscape.answer(question).value
    instead = "not known" if now is None else _label(question, now)
    return f"“{question.text}” answered {_label(question, move.level)} instead of {instead}"


def _label(question: Question, level: LevelKey) -> str:
    return f"“{question.level(level).label}”"


def tipping_point(method: Method, tipping: Tipping) -> str:
    """Say how few other answers would put an approach first, or that no three would."""
    name = method.approach_by_key[tipping.approach].name
    count = len(tipping.moves)
    if not count:
        return f"No {NUMBERS[MOST_ANSWERS]} other answers would be enough to put {name} first."
    answers = "other answer" if count == 1 else "other answers together"
    return f"{NUMBERS[count].capitalize()} {answers} would put {name} first."


def whose_reading(method: Method, ranking: VoiceRanking) -> str:
    role = method.role_by_key.get(ranking.group)
    speaks_as = role.name if role else ranking.group
    return f"The agreed answers overlaid with those of {ranking.name} ({speaks_as})"
