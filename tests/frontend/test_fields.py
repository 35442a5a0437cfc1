"""A form's fields as components: labels, hints and errors tied to the input, nothing unescaped."""

from datetime import date

import pytest
from django import forms
from django.utils.safestring import mark_safe

from frontend.dates import DateField
from frontend.fields import GovukBoundField, GovukRenderer, errors_of
from frontend.look import look
from tests.frontend.markup import attributes_of, tokens

PARTS = ("day", "month", "year")
PROVIDERS = [("one", "Only one"), ("few", "Two to five"), ("not_known", "Don’t know yet")]


class Landscape(forms.Form):
    default_renderer = GovukRenderer

    providers = look(
        forms.ChoiceField(
            label="How many providers could deliver?",
            help_text="Count those who could start within a year.",
            choices=PROVIDERS,
            widget=forms.RadioSelect,
            error_messages={"required": "Say how many providers could deliver"},
        ),
        size="m",
        hints={"one": "The present provider."},
        divider_before="not_known",
    )
    sure = look(
        forms.ChoiceField(
            label="How sure are you?",
            choices=[("low", "A guess"), ("high", "Sure")],
            widget=forms.RadioSelect,
            required=False,
        ),
        inline=True,
        small=True,
    )
    spend = look(
        forms.DecimalField(label="Yearly spend", required=False), prefix="£", suffix="a year"
    )
    note = look(
        forms.CharField(
            label="Note", max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
        ),
        count=True,
    )
    email = forms.EmailField(
        label="E-mail", required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    council = forms.ChoiceField(
        label="Council", required=False, choices=[("", "Choose"), ("kent", "Kent")]
    )
    people = look(
        forms.MultipleChoiceField(
            label="For whom?",
            required=False,
            choices=[("older", "Older people"), ("none", "None of these")],
            widget=forms.CheckboxSelectMultiple,
        ),
        exclusive="none",
    )
    share = forms.BooleanField(label="Share it", help_text="Without names.", required=False)
    decided = DateField(label="Decision date", help_text="For example, 27 3 2027", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def shown(form: forms.BaseForm, name: str, **said) -> str:
    field = form[name]
    assert isinstance(field, GovukBoundField)
    return field.as_component(**said)


def test_a_question_is_a_fieldset_whose_legend_is_the_question():
    html = shown(Landscape(), "providers")

    words = tokens(html)
    legend = words.index(
        ("legend", (("class", "govuk-fieldset__legend govuk-fieldset__legend--m"),))
    )
    assert words[legend + 1] == "How many providers could deliver?"


def test_hint_and_error_are_tied_to_the_group():
    html = shown(Landscape({}), "providers")

    described = attributes_of(html, class_="govuk-fieldset")["aria-describedby"]
    assert described == "id_providers-hint id_providers-error"
    assert "Count those who could start" in html.split('id="id_providers-hint"')[1]
    assert "Say how many providers" in html.split('id="id_providers-error"')[1]


def test_a_choice_has_its_own_hint_tied_to_it():
    html = shown(Landscape(), "providers")

    assert attributes_of(html, value="one")["aria-describedby"] == "id_providers-item-hint"
    assert "The present provider." in html.split('id="id_providers-item-hint"')[1]


def test_only_the_answer_given_is_checked():
    html = shown(Landscape(initial={"providers": "few"}), "providers")

    assert "checked" in attributes_of(html, value="few")
    assert "checked" not in attributes_of(html, value="one")


def test_nothing_is_checked_before_an_answer():
    assert "checked" not in shown(Landscape(), "providers")


def test_what_was_sent_is_shown_again_though_it_is_wrong():
    html = shown(Landscape({"spend": "lots"}), "spend")

    assert attributes_of(html, name="spend")["value"] == "lots"
    assert attributes_of(html, name="spend")["aria-describedby"] == "id_spend-error"


def test_or_stands_before_the_choice_it_divides():
    words = tokens(shown(Landscape(), "providers"))

    divider = words.index("or")
    assert words[divider - 1] == ("div", (("class", "govuk-radios__divider"),))
    assert "Two to five" in words[:divider]
    assert "Don’t know yet" in words[divider:]


def test_small_radios_beside_each_other():
    html = shown(Landscape(), "sure")

    assert 'class="govuk-radios govuk-radios--inline govuk-radios--small"' in html


def test_a_number_is_asked_for_as_text_with_a_number_keyboard():
    html = shown(Landscape(), "spend")

    box = attributes_of(html, name="spend")
    assert (box["type"], box["inputmode"], box["spellcheck"]) == ("text", "decimal", "false")
    assert "£" in html
    assert "a year" in html


def test_nothing_cuts_off_what_is_pasted():
    html = shown(Landscape(), "note")

    assert " maxlength=" not in html
    assert attributes_of(html, id="id_note")["rows"] == "3"
    assert 'data-maxlength="5000"' in html


def test_a_first_empty_line_of_a_note_survives_the_browser():
    html = shown(Landscape(initial={"note": "\nsecond line"}), "note")

    assert ">\n\nsecond line</textarea>" in html


def test_an_input_keeps_what_its_widget_says():
    box = attributes_of(shown(Landscape(), "email"), name="email")

    assert (box["type"], box["autocomplete"]) == ("email", "email")


def test_a_select_shows_the_choice_made():
    html = shown(Landscape({"council": "kent"}), "council")

    assert "selected" in attributes_of(html, value="kent")
    assert "selected" not in attributes_of(html, value="")


def test_checkboxes_show_every_choice_made():
    html = shown(Landscape({"people": ["older"]}), "people")

    assert "checked" in attributes_of(html, value="older")
    assert "checked" not in attributes_of(html, value="none")
    assert attributes_of(html, value="none")["data-behaviour"] == "exclusive"


def test_one_checkbox_is_labelled_and_hinted():
    html = shown(Landscape({"share": "on"}), "share")

    box = attributes_of(html, name="share")
    assert "checked" in box
    assert box["aria-describedby"] == "id_share-item-hint"
    assert "<fieldset" not in html


def test_a_date_is_three_boxes():
    html = shown(Landscape(initial={"decided": date(2027, 3, 9)}), "decided")

    values = [attributes_of(html, id=f"id_decided-{part}")["value"] for part in PARTS]
    assert values == ["9", "3", "2027"]
    assert attributes_of(html, class_="govuk-fieldset")["aria-describedby"] == "id_decided-hint"


@pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
def test_a_date_is_read_as_people_write_it(month):
    form = Landscape(
        {"providers": "one", "decided_day": "9", "decided_month": month, "decided_year": "2027"}
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["decided"] == date(2027, 3, 9)


@pytest.mark.parametrize(
    ("typed", "message", "link"),
    [
        (("31", "2", "2027"), "Enter a real date, such as 27 3 2027", "#id_decided-day"),
        (("1", "", ""), "The date must include a month and year", "#id_decided-month"),
        (("1", "2", "27"), "The year must include 4 numbers", "#id_decided-year"),
        (("x", "2", "2027"), "Enter a real date, such as 27 3 2027", "#id_decided-day"),
        (("1", "²", "2027"), "Enter a real date, such as 27 3 2027", "#id_decided-day"),
    ],
)
def test_a_wrong_date_says_what_to_mend_and_links_to_the_box(typed, message, link):
    boxes = {f"decided_{part}": each for part, each in zip(PARTS, typed, strict=True)}

    form = Landscape({"providers": "one", **boxes})

    assert list(errors_of(form)) == [{"text": message, "href": link}]
    html = shown(form, "decided")
    assert attributes_of(html, id=link[1:])["class"].endswith("govuk-input--error")
    assert [attributes_of(html, id=f"id_decided-{part}").get("value", "") for part in PARTS] == [
        *typed
    ]


def test_a_date_not_given_is_no_date():
    form = Landscape({"providers": "one"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["decided"] is None


def test_the_error_summary_links_to_the_first_input_of_each_group():
    form = Landscape({"council": "atlantis"})
    form.add_error("providers", "Say more")
    form.add_error(None, "The two do not agree")

    errors = list(errors_of(form))

    assert [error.get("href") for error in errors] == [
        None,
        "#id_providers",
        "#id_providers",
        "#id_council",
    ]
    assert 'id="id_providers"' in shown(form, "providers")


def test_several_errors_of_a_field_are_all_shown():
    form = Landscape({})
    form.add_error("providers", "And <another>")

    html = shown(form, "providers")

    assert "Say how many providers could deliver<br>And &lt;another&gt;" in html


def test_no_word_of_a_form_becomes_markup():
    bad = "<script>alert('x')</script>"

    class Bad(forms.Form):
        default_renderer = GovukRenderer
        text = forms.CharField(label=bad, help_text=bad)
        long = forms.CharField(label=bad, widget=forms.Textarea)
        pick = look(
            forms.ChoiceField(
                label=bad, help_text=bad, choices=[(bad, bad)], widget=forms.RadioSelect
            ),
            hints={bad: bad},
        )
        many = forms.MultipleChoiceField(
            label=bad, choices=[(bad, bad)], widget=forms.CheckboxSelectMultiple
        )
        one = forms.BooleanField(label=bad)
        choose = forms.ChoiceField(label=bad, choices=[(bad, bad)])
        when = DateField(label=bad)

    sent = {"text": bad, "long": bad, "pick": bad, "many": [bad], "choose": bad, "when_day": bad}
    form = Bad(sent)
    form.add_error("text", bad)

    for name in form.fields:
        html = shown(form, name)
        assert "<script" not in html, name
        assert "&lt;script&gt;" in html, name


def test_words_marked_safe_by_the_author_are_markup():
    class Linked(forms.Form):
        default_renderer = GovukRenderer
        name = forms.CharField(help_text=mark_safe('<a href="/method/">How</a>'))

    assert '<a href="/method/">How</a>' in shown(Linked(), "name")


def test_a_choice_reveals_another_field():
    class Other(forms.Form):
        default_renderer = GovukRenderer
        role = look(
            forms.ChoiceField(choices=[("other", "Other")], widget=forms.RadioSelect),
            reveals={"other": "which"},
        )
        which = forms.CharField(label="Which role?")

    html = shown(Other(), "role")

    assert attributes_of(html, value="other")["data-aria-controls"] == "conditional-id_role"
    assert 'name="which"' in html


def test_what_the_template_says_wins():
    html = shown(Landscape(), "providers", size="l", heading=True)

    assert '<h1 class="govuk-fieldset__heading">' in html
    assert "govuk-fieldset__legend--l" in html


def test_a_hidden_field_is_only_an_input():
    assert tokens(shown(Landscape(initial={"token": "t"}), "token")) == [
        ("input", (("id", "id_token"), ("name", "token"), ("type", "hidden"), ("value", "t")))
    ]


def test_fields_of_a_prefixed_form_keep_their_own_ids():
    html = shown(Landscape({}, prefix="a"), "providers")

    assert attributes_of(html, value="one")["id"] == "id_a-providers"
    assert attributes_of(html, value="one")["name"] == "a-providers"


def test_a_disabled_field_is_shown_disabled():
    form = Landscape()
    form.fields["providers"].disabled = form.fields["note"].disabled = True

    assert "disabled" in attributes_of(shown(form, "providers"), value="one")
    assert "disabled" in attributes_of(shown(form, "note"), id="id_note")


def test_a_widget_without_a_component_says_so():
    class Several(forms.Form):
        default_renderer = GovukRenderer
        towns = forms.MultipleChoiceField()

    with pytest.raises(NotImplementedError, match="has no component yet: towns"):
        shown(Several(), "towns")


def test_a_file_is_chosen_with_its_label_hint_and_error_tied_to_it():
    class Chosen(forms.Form):
        default_renderer = GovukRenderer
        file = forms.FileField(label="The file", help_text="2 MB at the most")

    html = shown(Chosen({}), "file")

    box = attributes_of(html, id="id_file")
    assert (box["type"], box["class"]) == ("file", "govuk-file-upload govuk-file-upload--error")
    assert box["aria-describedby"] == "id_file-hint id_file-error"
    assert "value" not in box
