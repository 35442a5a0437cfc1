"""Attacks on the national picture, each as somebody might try it, and what they find."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reports.national.policy import VERSION_1, Policy
from tests.national.brute import learned, learned_by_any_one, least_and_most
from tests.national.worlds import (
    NO_LOT,
    NotAudited,
    cells,
    counted,
    crowd,
    releases,
    rules,
    says,
    secret_for,
    sights,
)

VALUES = ("yes", "no")


def seen_without_an_audit(quarters, policy=NO_LOT, secret=b"%032d" % 0):
    return NotAudited.releases(quarters, policy, secret)


# Differencing over time


def test_a_newcomer_is_not_seen_by_what_changed():
    before = crowd("a", 6, 6)

    first, second = releases([before, (*before, says("new", "yes"))])

    assert counted(first) == {"nation"}
    assert counted(second) == set()
    assert cells(second, "nation") == cells(first, "nation")


def test_nor_is_one_who_leaves():
    before = crowd("a", 6, 6)

    first, second = releases([before, before[1:]])

    assert counted(second) == set()
    assert cells(second, "nation") == cells(first, "nation")


def test_nor_are_four_who_changed_their_minds():
    before = crowd("a", 6, 6)
    after = (*(replace(each, version="2") for each in before[:4]), *before[4:])

    _, second = releases([before, after])

    assert counted(second) == set()


def test_nor_is_one_who_moves_to_another_region():
    before = (*crowd("e", 6, 5, "East"), *crowd("w", 5, 6, "West"))
    moved = (replace(before[0], region="West"), *before[1:])

    first, second = releases([before, moved])

    assert counted(first) == {"nation", "east", "west"}
    assert counted(second) == set()


def test_five_who_come_and_go_do_not_leave_the_one_who_came_with_them():
    before, guests = crowd("a", 6, 6), crowd("guest", 3, 2)
    newcomer = says("new", "yes")

    first, second, third = releases([before, (*before, *guests, newcomer), (*before, newcomer)])

    assert [counted(each) for each in (first, second, third)] == [{"nation"}, {"nation"}, set()]


def test_the_same_group_by_another_name_does_not_open_the_gate():
    before = (*crowd("e", 5, 5, "East", "Town"), *crowd("w", 5, 5, "West"))
    after = (*before, says("new", "yes", "East", "Town"))

    first, second = releases([before, after])

    assert counted(first) == {"nation", "east", "west"}
    assert counted(second) == set()


def leap():
    """Five newcomers who all say yes, to twenty of whom sixteen did."""
    before = crowd("a", 16, 4)
    return [
        before,
        (
            *before,
            *crowd("new", 5, 0),
        ),
    ]


def leaps(found):
    return [cells(each, "nation") for each in found] == [
        {"yes": 15, "no": 5},
        {"yes": 25, "no": 5},
    ]


def test_a_leap_by_which_one_newcomer_could_know_the_others_is_held_back():
    secret = secret_for(leap(), leaps)
    bare = seen_without_an_audit(leap(), secret=secret)

    _, second = releases(leap(), secret=secret)

    assert learned_by_any_one(sights(bare), VALUES, rules(NO_LOT))
    assert counted(second) == set()


# Complements


def test_those_left_of_a_nation_without_a_region_are_not_the_difference():
    given = (*crowd("e", 6, 6, "East"), *crowd("w", 2, 1, "West"))

    (release,) = releases([given])

    assert counted(release) == {"nation"}


def test_nor_are_those_left_without_two_regions():
    given = (
        *crowd("e", 6, 6, "East"),
        *crowd("w", 5, 5, "West"),
        *crowd("x", 2, 2),
    )

    (release,) = releases([given])

    assert counted(release) == {"nation", "east"}


def test_nor_are_newcomers_to_a_region_that_is_kept_as_it_was():
    east, west = crowd("e", 6, 6, "East"), crowd("w", 6, 6, "West")
    more = (*crowd("f", 3, 3, "East"), *crowd("v", 1, 1, "West"))

    first, second = releases([(*east, *west), (*east, *west, *more)])

    assert counted(first) == {"nation", "east", "west"}
    assert counted(second) == {"nation"}


def test_a_city_of_its_own_is_not_the_difference_between_a_region_and_a_type():
    towns = crowd("t", 6, 6, "East", "Town")

    (release,) = releases([(*towns, says("city", "yes", "East"))])

    assert counted(release) == {"nation"}


# Existence, rare answers, uniform answers


def test_nobody_can_tell_nine_contributors_from_none():
    others = crowd("w", 10, 10, "West")

    (with_nine,) = releases([(*others, *crowd("e", 5, 4, "East"))])
    (with_none,) = releases([others])

    def east(release):
        groups = json.loads(release.bytes)["groups"]
        return next(each for each in groups if each["group"] == "east")

    assert east(with_nine) == east(with_none) == {"group": "east", "state": "not_shown"}


def test_nothing_tells_who_or_how_many_contribute_but_the_number_rounded_down():
    given = (*crowd("council", 7, 6, "East"),)

    (release,) = releases([given])

    assert json.loads(release.bytes)["groups"][0]["contributors"] == 10
    assert b"council" not in release.bytes
    assert b"13" not in release.bytes.replace(release.catalogue.encode(), b"")


def test_those_who_agree_almost_wholly_are_not_shown_to():
    for no in (0, 1, 2):
        (release,) = releases([crowd("a", 10, no)])
        assert cells(release, "nation") is None
    (release,) = releases([crowd("a", 10, 3)])
    assert cells(release, "nation") is not None


# Being held back


def test_being_held_back_tells_nothing_as_a_lot_may_always_have_done_it():
    given = [crowd("a", 6, 6)]
    policy = VERSION_1

    found = [counted(releases(given, policy, secret=b"%032d" % at)[0]) for at in range(60)]

    assert set() in found
    assert {"nation"} in found
    assert found.count(set()) < 20


def test_the_reason_for_holding_back_is_the_same_for_the_lot_and_for_the_audit():
    secret = secret_for(leap(), leaps)
    _, audited = releases(leap(), secret=secret)
    (by_lot,) = releases([crowd("a", 6, 6)], replace(NO_LOT, lot=1))

    assert audited.reasons["nation"].split(":")[0] == by_lot.reasons["nation"].split(":")[0]
    assert audited.reasons["nation"].startswith("Held back")


# Each constant is needed: with a lower one an attack succeeds


def nine_are_seen(policy: Policy) -> bool:
    (release,) = releases([crowd("e", 5, 4, "East")], policy)
    return bool(counted(release))


def three_of_four_who_changed_learn_of_the_fourth(policy: Policy) -> bool:
    """They pool what they said before and after, and chance falls as they like it."""
    others = crowd("a", 4, 3)
    before = (says("c0", "no"), says("c1", "yes"), says("c2", "no"), says("d", "no"))
    after = tuple(
        says(name, said, version="2")
        for name, said in (("c0", "yes"), ("c1", "no"), ("c2", "no"), ("d", "yes"))
    )
    secret = secret_for(
        [(*others, *before), (*others, *after)],
        lambda found: (
            [cells(each, "nation") for each in found]
            == [{"yes": 5, "no": 10}, {"yes": 10, "no": 5}]
        ),
        replace(NO_LOT, change=4),
    )
    found = releases([(*others, *before), (*others, *after)], policy, secret=secret)
    known = {
        (each.organisation, each.version): str(each.answers["said"])
        for each in (*before, *after)
        if each.organisation != "d"
    }
    return bool(learned(sights(found), VALUES, rules(policy), known))


def three_of_four_in_no_region_learn_of_the_fourth(policy: Policy) -> bool:
    """They take the regions from the nation, and chance falls as they like it."""
    rest = crowd("r", 2, 2)
    given = (*crowd("e", 3, 7, "East"), *crowd("w", 3, 7, "West"), *rest)

    def wanted(found):
        (release,) = found
        return cells(release, "nation") == {"yes": 10, "no": 20} and cells(
            release, "east"
        ) == cells(release, "west") == {"yes": 5, "no": 5}

    secret = secret_for([given], wanted, replace(NO_LOT, remainder=4))
    found = releases([given], policy, secret=secret)
    known = {(each.organisation, "1"): str(each.answers["said"]) for each in rest[:3]}
    knows = learned(sights(found), VALUES, rules(policy), known)
    return any(name == "r3" for (name, _), _ in knows)


def an_answer_that_all_but_two_gave_is_known_to_be_common(policy: Policy) -> bool:
    (release,) = releases([crowd("a", 8, 2)], policy)
    least, _ = least_and_most(sights([release]), VALUES, "yes", rules(policy))
    return least > 0


def an_answer_that_four_gave_never_looks_like_one_nobody_gave(policy: Policy) -> bool:
    given = crowd("a", 4, 8)
    found = (releases([given], policy, secret=b"%032d" % at)[0] for at in range(40))
    return not any((cells(each, "nation") or {})["yes"] == 0 for each in found)


LOWER = (
    (nine_are_seen, {"group": 9}),
    (three_of_four_who_changed_learn_of_the_fourth, {"change": 4}),
    (three_of_four_in_no_region_learn_of_the_fourth, {"remainder": 4}),
    (an_answer_that_all_but_two_gave_is_known_to_be_common, {"dissent": 2}),
    (an_answer_that_four_gave_never_looks_like_one_nobody_gave, {"base": 4}),
)


@pytest.mark.parametrize(("succeeds", "lower"), LOWER, ids=[each.__name__ for each, _ in LOWER])
def test_every_constant_is_as_low_as_it_may_be(succeeds, lower):
    assert not succeeds(NO_LOT)
    assert succeeds(replace(NO_LOT, **lower))


# What the policy does not promise


def test_three_newcomers_of_five_who_pool_what_they_said_may_learn_of_the_others():
    """The policy withstands any one insider. Three of the same five are more than it promises."""
    before, after = crowd("a", 4, 8), crowd("new", 2, 3)
    quarters = [before, (*before, *after)]
    secret = secret_for(
        quarters,
        lambda found: (
            [cells(each, "nation") for each in found]
            == [{"yes": 0, "no": 10}, {"yes": 10, "no": 10}]
        ),
    )

    found = releases(quarters, secret=secret)

    known = {(each.organisation, "1"): str(each.answers["said"]) for each in after[2:]}
    assert counted(found[1]) == {"nation"}
    assert learned_by_any_one(sights(found), VALUES, rules(NO_LOT)) == set()
    assert {name for (name, _), _ in learned(sights(found), VALUES, rules(NO_LOT), known)} == {
        "new0",
        "new1",
    }
