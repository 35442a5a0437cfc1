"""Several points of view: where they differ, and what each would lead to. Nothing is averaged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring.moves import leader_of
from appraisal.scoring.perspectives import Spread, Voice, compare, overlaid, talking_points
from appraisal.scoring.scores import coverage, fits
from tests.scoring.landscapes import METHOD, SCALES, documents, landscape, tried_a_little


def voice(name, group, answers=None, goals=None):
    return Voice(name, group, landscape({"answers": answers or {}, "goals": goals or {}}))


AGREED = landscape({"answers": {"lives_vary": 3}, "goals": {"prevention": 100}})


MIDDLE = landscape({"answers": {question.key: 3 for question in SCALES}})


def spread_of(question, *voices):
    found = {each.question: each for each in compare(METHOD, AGREED, voices).spreads}
    return found.get(question)


# Where they differ


def test_a_spread_counts_who_gave_which_level():
    found = spread_of(
        "lives_vary",
        voice("Amina", "council", {"lives_vary": 2}),
        voice("Ben", "providers", {"lives_vary": 5}),
        voice("Carys", "providers", {"lives_vary": 5}),
    )

    assert found == Spread(
        "lives_vary",
        counts={2: 1, 5: 2},
        by_group={"council": {2: 1}, "providers": {5: 2}},
        agreed=3,
        distance=3,
    )


def test_each_groups_answers_stand_beside_what_was_agreed():
    found = spread_of(
        "provider_trust",
        voice("1", "council", {"provider_trust": 5}),
        voice("2", "provider", {"provider_trust": 2}),
        voice("3", "provider", {"provider_trust": 4}),
        voice("4", "person_drawing_on_support", {"provider_trust": 2}),
        voice("5", "provider", {"provider_trust": 2}),
        voice("6", "nhs", {"provider_trust": None}),
    )

    assert found.agreed is None
    # Roles as the method orders them, then other groups; those without an opinion are left out.
    assert list(found.by_group.items()) == [
        ("provider", {2: 2, 4: 1}),
        ("person_drawing_on_support", {2: 1}),
        ("council", {5: 1}),
    ]


def test_that_a_question_was_agreed_not_to_apply_is_told():
    agreed = landscape({"answers": {"fee_against_cost": "n/a"}})

    [found] = compare(METHOD, agreed, (voice("Ben", "", {"fee_against_cost": 2}),)).spreads

    assert found.agreed == "n/a"


def test_talking_points_come_widest_apart_first_and_then_as_they_are_asked():
    one = {"lives_vary": 3, "service": "homecare", "provider_count": 5, "shared_learning": 2}
    other = {"lives_vary": 5, "service": "carehomes", "provider_count": 1, "shared_learning": 3}

    found = compare(METHOD, AGREED, (voice("Amina", "", one), voice("Ben", "", other)))

    assert [(each.question, each.distance) for each in talking_points(found)] == [
        ("provider_count", 4),
        ("service", 2),
        ("lives_vary", 2),
    ]


def test_two_levels_apart_is_a_talking_point_and_one_is_not():
    def apart(*levels):
        voices = [voice(str(at), "", {"lives_vary": level}) for at, level in enumerate(levels)]
        return spread_of("lives_vary", *voices).is_talking_point

    assert apart(2, 4)
    assert apart(1, 3, 2)
    assert not apart(2, 3)
    assert not apart(4, 4)


def test_any_two_choices_are_a_talking_point():
    def apart(*choices):
        voices = [voice(str(at), "", {"service": each}) for at, each in enumerate(choices)]
        return spread_of("service", *voices).is_talking_point

    assert apart("homecare", "carehomes")
    assert not apart("homecare", "homecare")


def test_dont_know_and_not_applicable_are_no_opinion():
    found = spread_of(
        "fee_against_cost",
        voice("Amina", "", {"fee_against_cost": 2}),
        voice("Ben", "", {"fee_against_cost": None}),
        voice("Carys", "", {"fee_against_cost": "n/a"}),
    )

    assert found == Spread(
        "fee_against_cost", counts={2: 1}, by_group={"": {2: 1}}, agreed=None, distance=0
    )


def test_a_question_nobody_answered_and_a_text_have_no_spread():
    words = voice("Amina", "", {"life_now": "Long waits."})

    assert compare(METHOD, AGREED, (words, voice("Ben", ""))).spreads == ()


# What each would lead to


def test_a_voice_is_laid_over_the_agreed_answers():
    theirs = landscape({"answers": {"lives_vary": 5, "provider_count": None}})

    found = overlaid(
        landscape({"answers": {"lives_vary": 3, "provider_count": 2}, "goals": {"innovation": 1}}),
        theirs,
    )

    assert {key: answer.value for key, answer in found.answers.items()} == {
        "lives_vary": 5,
        "provider_count": 2,
    }
    assert found.goals == {"innovation": 1}


def test_what_does_not_apply_in_a_voices_view_is_laid_over_too():
    theirs = landscape({"answers": {"fee_against_cost": "n/a"}})

    found = overlaid(landscape({"answers": {"fee_against_cost": 2}}), theirs)

    assert found.answers["fee_against_cost"].value == "n/a"


def test_a_voice_that_weighs_goals_replaces_all_agreed_points():
    theirs = landscape({"goals": {"innovation": 100}})

    assert overlaid(AGREED, theirs).goals == {"innovation": 100}


@tried_a_little
@given(documents(), st.lists(documents(), min_size=1, max_size=3))
def test_each_ranking_is_the_agreed_answers_scored_again_with_that_voices_own(agreed, others):
    base = landscape(agreed)
    voices = tuple(
        Voice(str(at), "providers" if at else "council", landscape(document))
        for at, document in enumerate(others)
    )

    found = compare(METHOD, base, voices)

    for ranking, each in zip(found.rankings, voices, strict=True):
        theirs = overlaid(base, each.landscape)
        if coverage(METHOD, theirs) < METHOD.thresholds.enough_coverage:
            assert (ranking.order, ranking.leader, ranking.lead) == ((), None, "too_early")
            continue
        again = fits(METHOD, theirs)
        scores = {fit.approach.key: fit.score for fit in again if fit.approach.core}
        assert ranking.leader == leader_of(scores)
        ranked = [scores[key] for equals in ranking.order for key in equals]
        assert ranked == sorted(scores.values(), reverse=True)
        assert [len({scores[key] for key in equals}) for equals in ranking.order] == [1] * len(
            set(scores.values())
        )
    for group, leads in found.leads.items():
        assert sum(leads.values()) == sum(each.group == group for each in voices)


def test_a_group_tells_for_how_many_of_its_members_each_approach_leads():
    relational = {"lives_vary": 5, "harm_of_change": 5, "specification_stable": 1}
    found = compare(
        METHOD,
        MIDDLE,
        (
            voice("Amina", "council", relational),
            voice("Ben", "providers", relational),
            voice("Carys", "providers"),
        ),
    )

    assert found.leads == {"council": {"relational": 1}, "providers": {"relational": 1, "tie": 1}}
    assert [(each.name, each.group) for each in found.rankings] == [
        ("Amina", "council"),
        ("Ben", "providers"),
        ("Carys", "providers"),
    ]


def test_equal_scores_stand_together_without_a_leader():
    [found] = compare(METHOD, MIDDLE, (voice("Amina", "council"),)).rankings

    assert found.order == (("place_based", "outcome_based", "relational", "competitive"),)
    assert (found.leader, found.lead) == (None, "tie")


def test_too_little_answered_gives_a_voice_no_ranking():
    found = compare(METHOD, landscape({}), (voice("Amina", "council", {"lives_vary": 5}),))

    assert [each.order for each in found.rankings] == [()]
    assert found.leads == {"council": {"too_early": 1}}
