"""What a result says in words is made of the method's own."""

from __future__ import annotations

from appraisal.scoring.document import as_document
from appraisal.scoring.moves import Move
from appraisal.scoring.perspectives import VoiceRanking
from appraisal.scoring.result import appraise
from appraisal.scoring.tipping import Tipping
from appraisal.scoring.words import another_answer, tipping_point, whose_reading
from tests.scoring.landscapes import METHOD, SCALES, landscape


def move(question, level):
    return Move(question, level, distance=1, points={})


def test_another_answer_is_told_beside_the_present_one():
    given = landscape({"answers": {"lives_vary": 5}})

    assert another_answer(METHOD, given, move("lives_vary", 1)) == (
        "“How different are the situations of the people this support is for?” answered "
        "“Much the same for most people” instead of “Nearly every situation is different”"
    )


def test_an_answer_that_is_not_known_is_told_so():
    said = another_answer(METHOD, landscape({}), move("provider_count", 2))

    assert said.endswith("answered “2 or 3 providers” instead of not known")


def test_a_tipping_point_says_how_few_answers_would_do_it():
    def said(*moves):
        return tipping_point(METHOD, Tipping("relational", moves))

    one, two = move("lives_vary", 5), move("provider_count", 1)
    assert said(one) == "One other answer would put Relational first."
    assert said(one, two) == "Two other answers together would put Relational first."
    assert said() == "No three other answers would be enough to put Relational first."


def test_a_persons_ranking_is_labelled_as_the_agreed_answers_overlaid():
    said = whose_reading(METHOD, VoiceRanking("Amina", "council", ()))

    assert said == "The agreed answers overlaid with those of Amina (council)"


def test_a_ranking_names_the_role_and_not_its_key():
    said = whose_reading(METHOD, VoiceRanking("Ben", "person_drawing_on_support", ()))

    assert said.endswith("those of Ben (Person who draws on support)")


def test_an_outcome_tells_its_tipping_points_and_what_to_find_out_in_words():
    answers = {question.key: 3 for question in SCALES[8:]}

    found = as_document(
        appraise(METHOD, landscape({"answers": answers, "goals": {"prevention": 100}}))
    )

    tipping = found["certainty"]["tipping"]
    assert all(each["says"].endswith("first.") for each in tipping)
    assert all(each["says"].startswith("“") for part in tipping for each in part["answers"])
    told = found["to_find_out"]
    assert [each["top"] for each in told] == [True] * 5 + [False] * (len(told) - 5)
    question = METHOD.question_by_key[told[0]["question"]]
    assert (told[0]["text"], told[0]["where"]) == (question.text, question.where)


def test_unweighed_goals_are_asked_for_in_words_too():
    [told] = [
        each
        for each in as_document(appraise(METHOD, landscape({})))["to_find_out"]
        if each["question"] == "goals"
    ]

    assert told["text"] == "How many points should each goal have?"
    assert told["where"].startswith("Agree them with those who will decide")
