"""Whoever breaks a gate, a form of agreement or another rule is told where and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appraisal.method.content import CURRENT_VERSION, VERSIONS, ContentError, load

GATES = "gates.toml"
WHAT = "pages/what-is-appraised.toml"


@pytest.fixture
def copy(tmp_path):
    """Return a folder with a copy of the content, free to be broken."""
    return Path(shutil.copytree(VERSIONS / CURRENT_VERSION, tmp_path / CURRENT_VERSION))


def change(folder, name, old, new):
    """Replace the first occurrence of some text in a file of content."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems_of(folder):
    with pytest.raises(ContentError) as caught:
        load(folder)
    return caught.value.problems


def only(problems):
    [problem] = problems
    return problem


# Names

MISNAMED = {
    "a gate's approach": (
        GATES,
        'approaches = ["competitive"]',
        'approaches = ["compettitive"]',
        "gates: price: “approaches” says “compettitive”, which is not known. "
        "Did you mean competitive",
    ),
    "a gate's kind": (
        GATES,
        'kind = "caution"',
        'kind = "cautious"',
        "gates: price: “kind” says “cautious”, which is not known. Did you mean caution",
    ),
    "a gate's source": (
        GATES,
        '"nao_market_2021"',
        '"nao_market_2012"',
        "gates: price: “sources” says “nao_market_2012”, which is not known. "
        "Did you mean nao_market_2021",
    ),
    "a warning's result": (
        GATES,
        'result = "thin_evidence"',
        'result = "thin_evidense"',
        "gates: evidence: “result” says “thin_evidense”, which is not known. "
        "Did you mean thin_evidence",
    ),
    "a condition's question": (
        GATES,
        'question = "payment_risk"',
        'question = "payment_risks"',
        "gates: cash_flow: “question” says “payment_risks”, which is not known. "
        "Did you mean payment_risk",
    ),
    "a blend's advice": (
        "blends.toml",
        'advice = "compatible"',
        'advice = "compatable"',
        "blends: place_based and relational: “advice” says “compatable”, which is not known. "
        "Did you mean compatible",
    ),
    "a form's approach": (
        "mechanisms.toml",
        'approaches = ["relational", "integrated"]',
        'approaches = ["relation", "integrated"]',
        "mechanisms: alliance: “approaches” says “relation”, which is not known. "
        "Did you mean relational",
    ),
    "a route's approach": (
        "law.toml",
        'approaches = ["relational", "personalised"]',
        'approaches = ["relational", "personal"]',
        "law: direct_award: “approaches” says “personal”, which is not known. "
        "Did you mean personalised",
    ),
    "a consequence's source": (
        "as_now.toml",
        '"light_touch_guidance_2024"',
        '"light_touch_guidance"',
        "as_now: agreements_end: “sources” says “light_touch_guidance”, which is not known. "
        "Did you mean light_touch_guidance_2024",
    ),
}


@pytest.mark.parametrize("mistake", MISNAMED.values(), ids=MISNAMED)
def test_a_name_that_is_not_known_is_told_with_the_nearest(copy, mistake):
    name, old, new, told = mistake
    change(copy, name, old, new)

    assert only(problems_of(copy)).startswith(told)


# Fields

MISSING = {
    "gates.toml": "action = ",
    "blends.toml": "because = ",
    "mechanisms.toml": "use_when = ",
    "law.toml": "ask = ",
    "as_now.toml": "says = ",
    "development.toml": "owner = ",
}


@pytest.mark.parametrize(("name", "field"), MISSING.items())
def test_a_misspelt_field_is_told_as_missing_and_as_meaning_nothing(copy, name, field):
    change(copy, name, field, f"x{field}")

    missing, unknown = problems_of(copy)

    word = field.removesuffix(" = ")
    assert f"“{word}” is missing. Add a text." in missing
    assert f"“x{word}” means nothing here." in unknown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "“read_on” is missing. Add a date, such as 2026-11-01."),
        ('read_on = "last year"\n', "“read_on” is 'last year'. Give a date, such as 2026-11-01."),
    ],
)
def test_a_law_without_the_day_it_was_read_is_told(copy, written, told):
    change(copy, "law.toml", "read_on = 2026-11-01\n", written)

    assert only(problems_of(copy)) == f"law: light_touch_competition: {told}"


def test_a_version_without_the_day_it_was_published_is_told(copy):
    change(copy, "method.toml", "published = 2026-11-22", "published = true")

    assert only(problems_of(copy)) == (
        "method: “published” is True. Give a date, such as 2026-11-01."
    )


def test_a_flag_that_may_be_left_out_must_be_true_or_false(copy):
    change(copy, WHAT, "defines_scope = true", 'defines_scope = "yes"')

    assert only(problems_of(copy)).endswith(
        "service: “defines_scope” is 'yes'. Give true or false."
    )


@pytest.mark.parametrize("name", [*MISSING])
def test_a_file_that_is_not_there_is_told(copy, name):
    (copy / name).unlink()

    found = problems_of(copy)

    where = name.removesuffix(".toml")
    assert f"{where}: there is no file {name}. Write it or take its name out." in found


# Conditions


def test_a_gate_that_nothing_can_fire_is_told(copy):
    change(copy, GATES, '  [[gate.any]]\n  question = "fee_against_cost"\n  at_most = 2\n', "")

    assert only(problems_of(copy)) == "gates: price: it has no “any” conditions. Add one."


def test_a_rule_cannot_ask_for_any_and_for_all(copy):
    change(
        copy,
        GATES,
        "  [[gate.any]]\n",
        '  [[gate.all]]\n  question = "volume"\n  at_most = 2\n\n  [[gate.any]]\n',
    )

    assert only(problems_of(copy)) == (
        "gates: price: “any” means nothing here. Correct its name or take it out."
    )


CONDITIONS = {
    "no answers at all": ("  at_most = 2\n", "", "Say which answers meet it, by one of: one_of"),
    "two kinds of answers": (
        "  at_most = 2\n",
        "  at_most = 2\n  at_least = 4\n",
        "Say which answers meet it, by one of: one_of, at_most, at_least.",
    ),
    "beyond the scale": (
        "at_most = 2",
        "at_most = 6",
        "“at_most” names no answer of the question. Use: 1, 2, 3, 4, 5.",
    ),
    "between two levels": (
        "at_most = 2",
        "at_most = 2.5",
        "“at_most” is 2.5. Give a whole number.",
    ),
    "a list of none": (
        "at_most = 2",
        "one_of = []",
        "“one_of” names no answer of the question. Use: 1, 2, 3, 4, 5.",
    ),
    "a list with one too many": (
        "at_most = 2",
        "one_of = [1, 6]",
        "“one_of” names no answer of the question. Use: 1, 2, 3, 4, 5.",
    ),
    "no list": ("at_most = 2", "one_of = 2", "“one_of” is 2. Give a list."),
}


@pytest.mark.parametrize("mistake", CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_that_names_no_answer_is_told(copy, mistake):
    old, new, told = mistake
    change(copy, GATES, old, new)

    found = problems_of(copy)

    assert any(each.startswith(f"gates: price: fee_against_cost: {told}") for each in found)


def test_a_choice_has_no_least_and_no_most(copy):
    change(copy, GATES, 'one_of = ["lt6"]', "at_most = 2")

    assert only(problems_of(copy)) == (
        "gates: time: contract_end: “at_most” names no answer of the question. "
        "Use: lt6, m6_18, m19_36, gt36, open."
    )


def test_no_condition_can_be_set_on_a_text(copy):
    change(
        copy,
        GATES,
        'question = "fee_against_cost"\n  at_most = 2',
        'question = "life_now"\n  one_of = ["bad"]',
    )

    assert only(problems_of(copy)) == (
        "gates: price: life_now: “one_of” names no answer of the question. "
        "A text has none; name another question."
    )


def test_some_levels_may_be_named_one_by_one(copy):
    change(copy, GATES, "at_most = 2", "one_of = [2, 1]")

    gate = next(each for each in load(copy).gates if each.key == "price")

    assert gate.rule is not None
    assert gate.rule.conditions[0].levels == (1, 2)


# Pairs


@pytest.mark.parametrize(
    "pair", ['["relational"]', '["relational", "relational"]', '["a_b", "c", "d"]']
)
def test_a_blend_of_other_than_two_is_told(copy, pair):
    change(copy, "blends.toml", '["place_based", "relational"]', pair)

    assert any("“pair” must name two approaches." in each for each in problems_of(copy))


# Once each

TWICE = {
    "gate": (GATES, 'key = "measurability"', 'key = "price"', "gates: the key “price” stands"),
    "code": (GATES, 'code = "G2"', 'code = "G1"', "gates: the code “G1” stands"),
    "blend": (
        "blends.toml",
        'pair = ["place_based", "strengths_based"]',
        'pair = ["relational", "place_based"]',
        "blends: the pair “place_based and relational” stands",
    ),
    "form": (
        "mechanisms.toml",
        'key = "lead_provider"',
        'key = "alliance"',
        "mechanisms: the key “alliance” stands",
    ),
    "route": (
        "law.toml",
        'key = "direct_award"',
        'key = "light_touch_competition"',
        "law: the key “light_touch_competition” stands",
    ),
    "consequence": (
        "as_now.toml",
        'key = "providers_leave"',
        'key = "agreements_end"',
        "as_now: the key “agreements_end” stands",
    ),
}


@pytest.mark.parametrize("mistake", TWICE.values(), ids=TWICE)
def test_what_stands_twice_is_told(copy, mistake):
    name, old, new, told = mistake
    change(copy, name, old, new)

    assert only(problems_of(copy)) == f"{told} 2 times. Keep one."


# Actions


def test_a_readiness_answer_that_nothing_would_raise_is_told(copy):
    change(copy, "development.toml", 'question = "unpaid_carers"', 'question = "coproduction"')

    twice, missing = problems_of(copy)

    assert twice == "development: the action for “coproduction” stands 2 times. Keep one."
    assert missing == "development: unpaid_carers has no action to raise it. Write one."


@pytest.mark.parametrize("key", ["lives_vary", "contract_end", "life_now"])
def test_an_action_for_what_is_no_scale_of_readiness_is_told(copy, key):
    path = copy / "development.toml"
    more = f'\n[[action]]\nquestion = "{key}"\ndo = "Try."\nowner = "A"\nmonths = "6"\n'
    path.write_text(path.read_text("utf-8") + more + 'sources = ["desk_judgement"]\n', "utf-8")

    assert only(problems_of(copy)) == (
        f"development: {key} is no scale of readiness. Take its action out."
    )
