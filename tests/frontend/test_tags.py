"""The template tags, and the shell every page stands in."""

from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from frontend.fields import GovukRenderer
from tests.frontend.markup import attributes_of


class Sure(forms.Form):
    default_renderer = GovukRenderer
    name = forms.CharField(label="Your name", error_messages={"required": "Enter your name"})


def page(template: str, **context) -> str:
    return Template("{% load govuk %}" + template).render(Context(context))


def test_a_component_by_its_name_and_params():
    html = page('{% govuk "button" text=words preventDoubleClick=True %}', words="A & <b>")

    assert "A &amp; &lt;b&gt;" in html
    assert attributes_of(html, type="submit")["data-prevent-double-click"] == "true"


def test_params_inside_params_are_written_with_two_underscores():
    html = page('{% govuk "phase-banner" tag__text="New" text="Take care" %}')

    assert "New" in html
    assert "Take care" in html


def test_params_made_in_python():
    rows = {"rows": [{"key": {"text": "Council"}, "value": {"text": "Kent"}}]}

    assert "Kent" in page('{% govuk "summary-list" params=rows %}', rows=rows)


def test_a_component_around_html():
    html = page(
        '{% govuk_block "details" summaryText="Notes" open=True %}<p>{{ note }}</p>'
        "{% govuk_field form.name %}{% endgovuk_block %}",
        note="<i>",
        form=Sure(),
    )

    assert "<p>&lt;i&gt;</p>" in html
    assert 'name="name"' in html


def test_a_field_and_how_it_looks():
    html = page('{% govuk_field form.name size="l" width="20" %}', form=Sure())

    assert "govuk-label--l" in html
    assert "govuk-input--width-20" in attributes_of(html, name="name")["class"]


def test_the_error_summary_links_to_the_field():
    html = page("{% govuk_error_summary form %}", form=Sure({}))

    assert '<a href="#id_name">Enter your name</a>' in html


def test_there_is_no_error_summary_when_all_is_well():
    assert page("{% govuk_error_summary form %}", form=Sure({"name": "Amina"})) == ""
    assert page("{% govuk_error_summary form %}", form=Sure()) == ""


def test_a_page_has_its_landmarks_language_and_title():
    html = render_to_string("404.html")

    assert '<html lang="en-GB"' in html
    assert "<title>Page not found – Strategic Commissioning Options Appraisal</title>" in html
    assert 'href="#main-content"' in html
    assert attributes_of(html, id="main-content")["class"] == "govuk-main-wrapper"


def test_the_title_of_a_page_with_errors_says_so():
    html = render_to_string("404.html", {"form": Sure({})})

    assert "<title>Error: Page not found" in html


def test_no_page_of_ours_has_inline_style_or_script():
    for name in ("404.html", "500.html", "403_csrf.html"):
        html = render_to_string(name)

        assert "style=" not in html
        assert "<style" not in html
        assert html.count("<script") == html.count('<script type="module" src=')
        assert "//" not in html.replace("http://www.w3.org", "")
