"""The method's audit of itself: in bounds as published, and loud when it is not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from appraisal.management.commands import audit_method
from appraisal.method.model import GOALS
from appraisal.method.spread import spread
from appraisal.scoring.audit import audit, middle_ties
from appraisal.scoring.null_test import UNIFORM, few_shares, situations
from tests.scoring.landscapes import METHOD

FOUND = audit(METHOD)


def test_the_published_method_is_within_bounds():
    assert FOUND.problems == ()
    assert FOUND.middle_ties
    for firsts in (FOUND.first_uniform, FOUND.first_crowding):
        assert sum(firsts.values()) == 1
        assert all(Fraction(15, 100) <= share <= Fraction(35, 100) for share in firsts.values())


def test_every_further_approach_can_score_above_the_leading_core_one():
    assert set(FOUND.further_above) == {
        approach.key for approach in METHOD.approaches if not approach.core
    }
    assert all(0.05 < share < 0.35 for share in FOUND.further_above.values())


def test_leads_that_make_a_verdict_are_stable():
    stays = {band.lead: band.stays for band in FOUND.stability}

    assert sum(band.share for band in FOUND.stability) == pytest.approx(1)
    assert list(stays) == [
        "0 to under 1",
        "1 to under 2.5",
        "2.5 to under 5",
        "5 to under 10",
        "10 or more",
    ]
    assert stays["2.5 to under 5"] > 0.9
    assert stays["5 to under 10"] > 0.99
    assert list(stays.values()) == sorted(stays.values())


def test_an_approach_goes_with_itself_and_pairs_go_both_ways():
    for (one, other), found in FOUND.correlation.items():
        assert found == pytest.approx(FOUND.correlation[other, one])
        assert -1 <= found <= 1 + 1e-9
        assert (one == other) == (found > 0.99)


def test_the_short_route_covers_what_the_documents_say():
    assert float(FOUND.short_coverage) == pytest.approx(0.71, abs=0.005)
    assert 0.80 <= FOUND.short_agreement <= 0.90
    assert 0.20 <= FOUND.leader_changes <= 0.30


# Few goals


def test_few_goals_are_three_to_five_as_many_of_each_and_any_of_them():
    shares = few_shares(np.random.RandomState(1), 30_000, 13)

    weighed = (shares > 0).sum(axis=1)
    sizes, counts = np.unique(weighed, return_counts=True)
    assert shares.sum(axis=1) == pytest.approx(np.ones(30_000))
    assert sizes.tolist() == [3, 4, 5]
    assert counts / 30_000 == pytest.approx([1 / 3] * 3, abs=0.01)
    assert (shares > 0).mean(axis=0) == pytest.approx([4 / 13] * 13, abs=0.01)
    assert shares.mean(axis=0) == pytest.approx([1 / 13] * 13, abs=0.005)


def test_what_goals_alone_do_to_fit_is_as_on_paper():
    # Of n goals with mean square q about their mean, k are drawn without replacement. Their mean
    # has variance q (n - k) / (k (n - 1)); uniform shares of k add, within them,
    # q n (k - 1) / ((n - 1) k (k + 1)). With all n it is q / (n + 1).
    n = len(METHOD.goals)
    few = [(n - k) / (k * (n - 1)) + n * (k - 1) / ((n - 1) * k * (k + 1)) for k in (3, 4, 5)]
    weight = float(METHOD.criterion_by_key[GOALS].weight)
    for approach in METHOD.approaches:
        effects = [float(goal.effect(approach.key)) for goal in METHOD.goals]
        unit = 10 * weight * np.std(effects) / float(spread(METHOD)["fit"][approach.key])
        found = FOUND.goals_deviation[approach.key]
        assert found.all_goals == pytest.approx(unit * (1 / (n + 1)) ** 0.5, rel=0.02)
        assert found.few_goals == pytest.approx(unit * np.mean(few) ** 0.5, rel=0.02)


def test_only_the_goals_differ_when_few_have_points():
    every = situations(METHOD, UNIFORM)
    few = situations(METHOD, UNIFORM, few_goals=True)

    assert np.array_equal(every.leaves[:, ~every.of_goals], few.leaves[:, ~few.of_goals])
    assert every.of_goals.sum() == len(METHOD.goals)
    assert sum(FOUND.first_few_goals.values()) == 1


# Out of bounds


def without_core(method, *keys):
    """Return the method with some core approaches made further ones."""
    return replace(
        method,
        approaches=tuple(
            replace(part, core=part.core and part.key not in keys) for part in method.approaches
        ),
    )


def test_an_approach_that_comes_first_too_often_is_named():
    # Of two approaches one must come first in half of all situations.
    doctored = without_core(METHOD, "place_based", "outcome_based")

    found = audit(doctored).problems

    assert any(
        problem.startswith("relational comes first in ")
        and "with answers drawn evenly. It should be between 15% and 35%" in problem
        for problem in found
    )
    assert any("competitive" in problem and "crowding the middle" in problem for problem in found)


def test_a_scale_whose_middle_is_worth_something_is_told():
    def lopsided(question):
        if question.key != "lives_vary":
            return question
        # Level 1 became another level 3, so the mean of all levels lies above the middle.
        return replace(question, levels=(question.levels[2], *question.levels[1:]))

    doctored = replace(METHOD, questions=tuple(map(lopsided, METHOD.questions)))

    assert middle_ties(METHOD)
    assert not middle_ties(doctored)
    assert "All-middle answers do not tie at 50. Look at the centring." in audit(doctored).problems


def test_a_further_approach_that_never_stands_out_is_told():
    # It is moved by nothing that does not move the competitive approach just as much.
    def shadowed(influences):
        kept = tuple(part for part in influences if part.approach != "personalised")
        copies = tuple(
            replace(part, approach="personalised")
            for part in kept
            if part.approach == "competitive"
        )
        return kept + copies

    doctored = replace(
        METHOD,
        questions=tuple(
            replace(
                question,
                influences=shadowed(question.influences),
                levels=tuple(
                    replace(level, influences=shadowed(level.influences))
                    for level in question.levels
                ),
            )
            for question in METHOD.questions
        ),
        goals=tuple(replace(goal, influences=shadowed(goal.influences)) for goal in METHOD.goals),
    )

    assert audit(doctored).problems == (
        "personalised never scores above the leading core approach. Look at its influences.",
    )


# The command


def test_the_command_prints_the_audit_of_a_sound_method(capsys):
    call_command("audit_method")

    printed = capsys.readouterr().out
    assert printed.startswith("## The method audits itself")
    assert "| Competitive | 31" in printed
    assert "When only a few goals have points" in printed


def test_the_command_fails_when_the_method_is_out_of_bounds(capsys, monkeypatch):
    doctored = without_core(METHOD, "place_based", "outcome_based")
    monkeypatch.setattr(audit_method, "method", lambda version: doctored)

    with pytest.raises(CommandError, match="relational comes first in") as caught:
        call_command("audit_method")

    assert caught.value.returncode == 1
    assert "## The method audits itself" in capsys.readouterr().out


def test_the_command_names_the_versions_there_are():
    with pytest.raises(CommandError, match=r"There is no method 1999\.1") as caught:
        call_command("audit_method", version_of_method="1999.1")

    assert caught.value.returncode == 2
