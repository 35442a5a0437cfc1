"""The arithmetic of section 3 of the method, written a second time from its text.

It reads only the JSON that the export_method command prints and an answers file. It shares no
code with the scoring core, so that a slip would have to be made twice, alike, to go unseen.
"""

from __future__ import annotations

from math import sqrt
from statistics import fmean
from typing import Any

Json = dict[str, Any]


def redo(method: Json, answers_file: Json) -> Json:
    """Return coverage, and for each approach its score, fit, readiness, interval and parts."""
    sheet = Sheet(method, answers_file)
    return {
        "coverage": sheet.coverage(),
        "approaches": {a["key"]: sheet.approach(a["key"]) for a in method["approaches"]},
    }


def redo_spread(method: Json) -> dict[str, dict[str, float]]:
    """Return sigma from the strengths and published weights, rounded to six decimals."""
    return {
        group: {
            a["key"]: round(sqrt(_variance(method, group, a["key"])), 6)
            for a in method["approaches"]
        }
        for group in ("fit", "readiness")
    }


def _variance(method: Json, group: str, approach: str) -> float:
    questions = {q["key"]: q for q in method["questions"]}
    total = 0.0
    for criterion in method["criteria"]:
        if criterion["group"] != group:
            continue
        if criterion["key"] == "goals":
            strengths = [goal["strengths"][approach] for goal in method["goals"]]
            n, m = len(strengths), fmean(strengths)
            inner = sum((e - m) ** 2 for e in strengths) / (n * (n + 1))
        else:
            u = 1 / len(criterion["questions"])
            inner = sum(
                u**2 * fmean(c**2 for c in centred(questions[key], approach).values())
                for key in criterion["questions"]
            )
        total += criterion["weight"] ** 2 * inner
    return total


def centred(question: Json, approach: str) -> dict[Any, float]:
    effects = {level["key"]: level["strengths"][approach] for level in question["levels"]}
    mean = fmean(effects.values())
    return {key: effect - mean for key, effect in effects.items()}


class Sheet:
    """One landscape on a sheet of paper: what was answered, and what each answer carries."""

    def __init__(self, method: Json, answers_file: Json) -> None:
        self.method = method
        self.questions = {q["key"]: q for q in method["questions"]}
        self.spread = redo_spread(method)
        self.points = answers_file.get("goals", {})
        self.said = {}
        self.guessed = set()
        for key, answer in answers_file.get("answers", {}).items():
            if isinstance(answer, dict):
                self.said[key] = answer["value"]
                if answer.get("confidence") == "guess" and answer["value"] not in (None, "n/a"):
                    self.guessed.add(key)
            else:
                self.said[key] = answer
        self._weigh(answers_file.get("weights", {}))

    def _weigh(self, weights: Json) -> None:
        """Set what each question, and the goals as one, carries within its group."""
        fit_weight: float = {"lambda": self.method["lambda"], **weights}["lambda"]
        self.group_weight = {"fit": fit_weight, "readiness": 1 - fit_weight}
        self.carries: dict[str, tuple[str, float]] = {}
        for group in self.group_weight:
            members = {}
            for criterion in self.method["criteria"]:
                if criterion["group"] != group:
                    continue
                if criterion["key"] == "goals":
                    applying = ["goals"]
                else:
                    applying = [k for k in criterion["questions"] if self.said.get(k) != "n/a"]
                if applying:
                    weight = weights.get(criterion["key"], criterion["weight"])
                    members[criterion["key"]] = (weight, applying)
            total = sum(weight for weight, _ in members.values())
            for weight, applying in members.values():
                for key in applying:
                    self.carries[key] = (group, weight / total / len(applying))

    def coverage(self) -> float:
        answered = 0.0
        for key, (group, share) in self.carries.items():
            known = bool(self.points) if key == "goals" else self.said.get(key) is not None
            answered += self.group_weight[group] * share * known
        return answered

    def approach(self, approach: str) -> Json:
        groups = {"fit": 0.0, "readiness": 0.0}
        low = high = 50.0
        parts = {}
        for key, (group, share) in self.carries.items():
            in_points = 10 * share / self.spread[group][approach]
            now, worst, best, each = self._effects(key, approach)
            groups[group] += in_points * now
            low += self.group_weight[group] * in_points * worst
            high += self.group_weight[group] * in_points * best
            for part, effect in each.items():
                parts[part] = self.group_weight[group] * in_points * effect
        fit, readiness = 50 + groups["fit"], 50 + groups["readiness"]
        return {
            "score": self.group_weight["fit"] * fit + self.group_weight["readiness"] * readiness,
            "fit": fit,
            "readiness": readiness,
            "low": low,
            "high": high,
            "contributions": parts,
        }

    def _effects(self, key: str, approach: str) -> tuple[float, float, float, dict[str, float]]:
        """Return the effect as answered, the worst and best it could be, and its parts."""
        if key == "goals":
            return self._goal_effects(approach)
        question = self.questions[key]
        c = centred(question, approach)
        level = self.said.get(key)
        if level is None:
            return 0.0, min(c.values()), max(c.values()), {key: 0.0}
        if key not in self.guessed:
            possible = [level]
        elif question["type"] == "choice":
            possible = list(c)
        else:
            possible = [other for other in c if abs(other - level) <= 1]
        effects = [c[other] for other in possible]
        return c[level], min(effects), max(effects), {key: c[level]}

    def _goal_effects(self, approach: str) -> tuple[float, float, float, dict[str, float]]:
        strengths = {goal["key"]: goal["strengths"][approach] for goal in self.method["goals"]}
        m = fmean(strengths.values())
        c = {key: e - m for key, e in strengths.items()}
        if not self.points:
            return 0.0, min(c.values()), max(c.values()), dict.fromkeys(c, 0.0)
        total = sum(self.points.values())
        parts = {key: self.points.get(key, 0) / total * c[key] for key in c}
        now = sum(parts.values())
        return now, now, now, parts
