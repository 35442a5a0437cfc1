"""Whoever breaks the content is told where, what, and what to do; everything at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from appraisal import checks
from appraisal.method import content
from appraisal.method.content import (
    CURRENT_VERSION,
    VERSIONS,
    ContentError,
    content_hash,
    load,
    method,
)

PROVIDERS = "pages/who-could-deliver.toml"
PEOPLE = "pages/people-and-their-needs.toml"
WHAT = "pages/what-is-appraised.toml"
LIFE = "pages/what-life-is-like.toml"
RELATIONSHIPS = "pages/relationships.toml"


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


def test_the_copy_is_sound_before_it_is_broken(copy):
    assert load(copy).version == CURRENT_VERSION


# Names


def test_a_misspelt_approach_is_told_with_the_nearest_name(copy):
    change(copy, PROVIDERS, 'approach = "relational"', 'approach = "relatonal"')

    found = only(problems_of(copy))

    assert found == (
        "market: who-could-deliver: provider_count: “approach” says “relatonal”, "
        "which is not known. Did you mean relational?"
    )


def test_a_name_like_no_other_is_told_with_all_that_may_be_used(copy):
    change(copy, PROVIDERS, 'grade = "strong"', 'grade = "xxxx"')

    found = only(problems_of(copy))

    assert "“grade” says “xxxx”" in found
    assert "Use one of: judgement, moderate, strong, weak." in found


def test_an_unknown_source_is_told(copy):
    change(copy, PROVIDERS, '"needham_2023"', '"needham_2032"')

    assert "“sources” says “needham_2032”" in only(problems_of(copy))
    assert "Did you mean needham_2023" in only(problems_of(copy))


def test_an_unknown_criterion_is_told(copy):
    change(copy, PROVIDERS, 'criterion = "market"', 'criterion = "markets"')

    assert "provider_count: “criterion” says “markets”" in only(problems_of(copy))


# Fields


def test_a_missing_field_is_told(copy):
    change(copy, PROVIDERS, 'unit = "providers"\n', "")

    assert only(problems_of(copy)) == (
        "market: who-could-deliver: provider_count: “unit” is missing. Add a text."
    )


def test_a_field_nobody_asked_for_is_told(copy):
    change(copy, PROVIDERS, "unit =", 'becuase = "x"\nunit =')

    assert only(problems_of(copy)) == (
        "market: who-could-deliver: provider_count: “becuase” means nothing here. "
        "Correct its name or take it out."
    )


def test_a_field_of_the_wrong_kind_is_told(copy):
    change(copy, PROVIDERS, "short_route = true", 'short_route = "yes"')

    assert "“short_route” is 'yes'. Give true or false." in only(problems_of(copy))


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_text_is_told(copy, blank):
    change(copy, PROVIDERS, 'unit = "providers"', f'unit = "{blank}"')

    assert "provider_count: “unit” is empty. Write it" in only(problems_of(copy))


def test_an_influence_without_a_source_is_told(copy):
    change(copy, PROVIDERS, 'sources = ["needham_2023", "brown_potoski_2005"]', "sources = []")

    assert "“sources” must be a list of texts, none of them empty." in only(problems_of(copy))


def test_a_single_table_where_a_list_belongs_is_told(copy):
    path = copy / LIFE
    text = path.read_text("utf-8").split("[[question]]")
    path.write_text(f"{text[0]}[question]{text[1]}", "utf-8")

    found = problems_of(copy)

    assert any(
        "“question” must be a list of tables. Head each with [[question]]." in p for p in found
    )


def test_thresholds_of_the_wrong_kind_are_told(copy):
    change(copy, "method.toml", "[thresholds]", "thresholds = 3\n[other]")

    assert any("“thresholds” is" in problem for problem in problems_of(copy))


# Strengths


@pytest.mark.parametrize("strength", ["3", "-2.5", "0.3", "0.25", "0", "0.0"])
def test_a_strength_off_the_scale_is_told(copy, strength):
    change(copy, PROVIDERS, "strength = -1\n", f"strength = {strength}\n")

    assert only(problems_of(copy)) == (
        "market: who-could-deliver: provider_count: relational: "
        f"“strength” is {float(strength):g}. Use -2 to 2 in half steps, not 0."
    )


def test_two_influences_on_one_approach_are_told(copy):
    change(copy, PROVIDERS, 'approach = "relational"', 'approach = "competitive"')

    assert "provider_count: competitive has 2 influences. Keep one." in only(problems_of(copy))


def test_a_reason_used_twice_is_told(copy):
    text = (copy / PROVIDERS).read_text("utf-8")
    one, other = [line for line in text.splitlines() if "because = " in line][:2]
    change(copy, PROVIDERS, other, one)

    found = only(problems_of(copy))

    assert found.startswith("method: the reason “")
    assert found.endswith("stands 2 times. Make each its own.")


# Keys


def test_a_key_used_twice_is_told(copy):
    change(copy, PROVIDERS, 'key = "provider_count"', 'key = "lives_vary"')

    # What named the old key is told as well.
    assert "method: the question or goal “lives_vary” stands 2 times. Make each its own." in (
        problems_of(copy)
    )


def test_a_choice_offered_twice_is_told(copy):
    change(copy, WHAT, 'key = "carehomes"', 'key = "homecare"')

    assert "service: it has 2 choices “homecare”. Give each its own key." in only(problems_of(copy))


def test_a_source_listed_twice_is_told(copy):
    change(copy, "sources.toml", 'key = "needham_2023"', 'key = "psta_call_2022"')

    assert "method: the source “psta_call_2022” stands 2 times. Make each its own." in (
        problems_of(copy)
    )


def test_an_approach_listed_twice_is_told(copy):
    change(copy, "method.toml", '"competitive",', '"competitive", "human_learning",')

    assert "method: the approach “human_learning” stands 2 times. Make each its own." in (
        problems_of(copy)
    )


# Weights


def test_weights_that_do_not_add_up_to_one_are_told(copy):
    change(copy, "method.toml", "weight = 0.1\n", "weight = 0.2\n")

    assert only(problems_of(copy)) == "method: weights of fit add up to 11/10. Make it 1."


def test_a_lambda_beyond_its_range_is_told(copy):
    change(copy, "method.toml", "fit_weight = 0.6", "fit_weight = 1")

    assert only(problems_of(copy)) == "method: “fit_weight” must lie between 0 and 1."


def test_a_criterion_without_questions_is_told(copy):
    change(copy, "method.toml", 'key = "timing"', 'key = "tempo"')

    found = problems_of(copy)

    assert any("tempo: no question belongs to it" in problem for problem in found)
    assert any("“criterion” says “timing”" in problem for problem in found)


def test_a_method_without_a_criterion_for_its_goals_is_told(copy):
    change(copy, "method.toml", 'key = "goals"\nname', 'key = "aims"\nname')

    assert "method: no criterion is called “goals”. Add it." in problems_of(copy)


def test_a_question_among_the_goals_is_told(copy):
    change(copy, PROVIDERS, 'criterion = "market"', 'criterion = "goals"')

    assert "only goals belong to “goals”. Name another criterion." in only(problems_of(copy))


# Levels


def test_bands_that_do_not_run_in_one_direction_are_told(copy):
    change(copy, PROVIDERS, "from = 4\n", "from = 12\n")

    assert only(problems_of(copy)) == (
        "market: who-could-deliver: provider_count: its bands do not run in one direction. "
        "Order their lower bounds."
    )


def test_two_bands_with_one_bound_are_told(copy):
    change(copy, PROVIDERS, "from = 4\n", "from = 2\n")

    assert "its bands do not run in one direction." in only(problems_of(copy))


def test_bands_that_leave_out_zero_are_told(copy):
    change(copy, PROVIDERS, "from = 0\n", "from = 1\n")

    assert "its lowest band does not start at 0. Start it there." in only(problems_of(copy))


def test_a_missing_level_is_told(copy):
    change(copy, PEOPLE, "key = 5\n", "key = 6\n")

    assert "its levels are (1, 2, 3, 4, 6). Give 1, 2, 3, 4 and 5, in order." in (
        only(problems_of(copy))
    )


def test_a_level_between_two_is_told(copy):
    change(copy, PEOPLE, "key = 5\n", "key = 4.5\n")

    assert any("“key” is 4.5. Give a whole number." in p for p in problems_of(copy))


def test_a_text_that_would_be_scored_is_told(copy):
    change(copy, LIFE, 'kind = "text"', 'kind = "text"\ncriterion = "needs"\ngrade = "weak"')

    assert "a text cannot be scored." in only(problems_of(copy))


def test_a_single_choice_is_told(copy):
    second = '  [[question.choice]]\n  key = "no"\n  label = "No, it is social care only"\n'
    change(copy, WHAT, second, "")

    assert only(problems_of(copy)).endswith(
        "health_care_in_scope: it offers fewer than two choices. Offer two or more."
    )


def test_influences_without_a_criterion_are_told(copy):
    change(copy, PROVIDERS, 'criterion = "market"\n', "")

    assert any(
        "provider_count: it has influences but no criterion." in problem
        for problem in problems_of(copy)
    )


# Roles


def test_a_question_that_needs_evidence_from_an_unknown_role_is_told(copy):
    change(copy, RELATIONSHIPS, 'evidence_from = ["provider"]', 'evidence_from = ["providers"]')

    assert only(problems_of(copy)) == (
        "market: relationships: provider_trust: “evidence_from” says “providers”, "
        "which is not known. Did you mean provider?"
    )


def test_evidence_from_nobody_is_told(copy):
    change(copy, RELATIONSHIPS, 'evidence_from = ["provider"]', "evidence_from = []")

    assert "“evidence_from” must be a list of texts, none of them empty." in only(problems_of(copy))


def test_a_role_named_twice_for_one_question_is_told(copy):
    twice = 'evidence_from = ["provider", "provider"]'
    change(copy, RELATIONSHIPS, 'evidence_from = ["provider"]', twice)

    assert "provider_trust: “evidence_from” names a role twice." in only(problems_of(copy))


def test_evidence_for_a_question_that_is_not_scored_is_told(copy):
    change(
        copy, LIFE, "short_route =", 'note = "Ask."\nevidence_from = ["provider"]\nshort_route ='
    )

    assert "life_now: it is not scored, so it needs no evidence." in only(problems_of(copy))


def test_evidence_from_a_role_without_a_word_on_why_is_told(copy):
    change(copy, PROVIDERS, "unit =", 'evidence_from = ["provider"]\nunit =')

    assert "provider_count: it needs evidence from a role. Say so, and why, in its “note”." in (
        only(problems_of(copy))
    )


def test_a_role_without_its_sentence_is_told(copy):
    change(copy, "roles.toml", 'speak_from = "Answer from what you see as a provider', 'x = "')

    found = problems_of(copy)

    assert "roles: provider: “speak_from” is missing. Add a text." in found
    assert "roles: provider: “x” means nothing here. Correct its name or take it out." in found


def test_two_roles_with_one_key_or_one_group_are_told(copy):
    change(copy, "roles.toml", 'key = "housing"', 'key = "nhs"')
    change(copy, "roles.toml", 'group = "Housing"', 'group = "Finance"')

    assert problems_of(copy) == (
        "method: the role “nhs” stands 2 times. Make each its own.",
        "method: the group of a role “Finance” stands 2 times. Make each its own.",
    )


# The glossary


def test_a_term_that_states_law_says_when_it_was_read_and_where(copy):
    change(copy, "glossary.toml", "read_on = 2026-11-01\n", "")

    assert only(problems_of(copy)).endswith(
        ": “read_on” is missing. Add a date, such as 2026-11-01."
    )


def test_two_terms_by_one_name_are_told(copy):
    change(copy, "glossary.toml", 'also = ["alliance contract"]', 'also = ["Swing"]')
    change(copy, "glossary.toml", 'key = "tupe"', 'key = "swing"')

    assert problems_of(copy) == (
        "method: the term “swing” stands 2 times. Make each its own.",
        "method: the name of a term “swing” stands 2 times. Make each its own.",
    )


def test_terms_stand_in_the_order_of_the_alphabet(copy):
    change(copy, "glossary.toml", 'name = "swing"', 'name = "Aim"')

    assert (
        only(problems_of(copy)) == "glossary: “alliance” is out of order. Sort the terms by name."
    )


# Files


def test_a_missing_file_is_told(copy):
    (copy / "approaches" / "relational.toml").unlink()

    assert only(problems_of(copy)) == (
        "approaches: relational: there is no file relational.toml. Write it or take its name out."
    )


def test_a_file_that_nothing_names_is_told(copy):
    change(copy, "method.toml", '"timing-and-measures"', '"timing-and-measure"')

    assert "pages: nothing names timing-and-measures.toml. Name it, or delete it." in (
        problems_of(copy)
    )


def test_a_file_that_is_not_toml_is_told_and_the_others_are_still_read(copy):
    (copy / PROVIDERS).write_text("[[question]\n", "utf-8")
    change(copy, PEOPLE, 'approach = "relational"', 'approach = "relatonal"')

    found = problems_of(copy)

    assert any("who-could-deliver.toml cannot be read:" in problem for problem in found)
    assert any("relatonal" in problem for problem in found)


@pytest.mark.parametrize("bytes_", [b"\xff", b"fit_weight = inf\n", b"fit_weight = nan\n"])
def test_a_file_that_cannot_be_read_is_told(copy, bytes_):
    (copy / "method.toml").write_bytes(bytes_)

    assert any("method.toml cannot be read:" in problem for problem in problems_of(copy))


def test_an_empty_folder_is_told_and_does_not_fall_over(tmp_path):
    found = problems_of(tmp_path)

    assert "method: there is no file method.toml. Write it or take its name out." in found


@pytest.mark.parametrize("kept", [2, 7])
def test_a_page_with_too_few_or_too_many_questions_is_told(copy, kept):
    text = (copy / LIFE).read_text("utf-8")
    head, *questions = text.split("[[question]]")
    (copy / LIFE).write_text("[[question]]".join([head, *(questions * 3)[:kept]]), "utf-8")

    assert any(
        f"it asks {kept} questions. A page holds three to six." in problem
        for problem in problems_of(copy)
    )


# All at once


def test_every_problem_is_told_at_once(copy):
    change(copy, PROVIDERS, 'unit = "providers"\n', "")
    change(copy, PROVIDERS, "strength = -1\n", "strength = 3\n")
    change(copy, "goals.toml", 'swing_to = "', 'swing_two = "')
    change(copy, "method.toml", "fit_weight = 0.6", "fit_weight = 6")
    change(copy, "approaches/relational.toml", "core = true", "core = 1")

    found = problems_of(copy)

    wanted = ["“unit” is missing", "“strength” is 3", "swing_two", "fit_weight", "“core” is 1"]
    assert all(any(words in problem for problem in found) for words in wanted)


def test_the_system_check_tells_every_problem(copy, monkeypatch):
    change(copy, PROVIDERS, 'unit = "providers"\n', "")
    change(copy, PROVIDERS, "strength = -1\n", "strength = 3\n")
    monkeypatch.setattr(content, "VERSIONS", copy.parent)
    monkeypatch.setattr(checks, "VERSIONS", copy.parent)

    with pytest.raises(SystemCheckError) as caught:
        call_command("check")

    assert "2026.1: market: who-could-deliver: provider_count: “unit” is missing" in (
        str(caught.value)
    )
    assert "“strength” is 3" in str(caught.value)


def test_the_system_check_is_silent_about_sound_content():
    assert checks.content_is_sound(None) == []


# Versions


def test_an_unknown_version_is_named_with_those_there_are():
    with pytest.raises(LookupError, match=r"There is no method 1999\.1\. There are: 2026\.1\."):
        method("1999.1")


@pytest.mark.parametrize("name", [PROVIDERS, "method.toml", "goals.toml", "sources.toml"])
def test_the_hash_changes_when_any_byte_changes(copy, name):
    before = content_hash(copy)

    (copy / name).write_bytes((copy / name).read_bytes() + b"\n")

    assert content_hash(copy) != before


def test_the_hash_changes_when_a_file_is_renamed(copy):
    before = content_hash(copy)

    (copy / PROVIDERS).rename(copy / "pages/who-could-provide.toml")

    assert content_hash(copy) != before


def test_the_hash_is_the_same_wherever_the_content_stands(copy):
    assert content_hash(copy) == content_hash(VERSIONS / CURRENT_VERSION) == load(copy).hash
