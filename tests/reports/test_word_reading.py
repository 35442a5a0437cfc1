"""What the HTML of a report means in Word: each element in the style that Word has for it."""

from io import BytesIO

import pytest
from docx import Document

from reports.word.blocks import Contents, Entry, Paragraph, Picture, Table, Turn
from reports.word.columns import placed, widths
from reports.word.reading import read
from reports.word.writing import docx

ROOM = 9000
MADE_AT = 1_800_000_000


def blocks(body):
    return read(f"<!DOCTYPE html><html><body>{body}</body></html>").blocks


def said(body):
    """Return the style and the words of each paragraph."""
    return [(each.style, each.text) for each in blocks(body) if isinstance(each, Paragraph)]


def test_the_first_heading_is_the_title_and_the_others_keep_their_level():
    assert said("<h1>A</h1><h2>B</h2><h3>C</h3><h1>Annex</h1><h2>D</h2>") == [
        ("Title", "A"),
        ("Heading 2", "B"),
        ("Heading 3", "C"),
        ("Heading 1", "Annex"),
        ("Heading 2", "D"),
    ]


def test_words_between_blocks_are_paragraphs_too():
    found = said("<div>Before <p>Within</p> after <b>all</b></div>")

    assert found == [("Normal", "Before"), ("Normal", "Within"), ("Normal", "after all")]


def test_white_space_of_the_source_is_not_seen():
    assert said("<p>\n  One\n  <strong>two</strong>\n  three  </p><p> \n </p>") == [
        ("Normal", "One two three")
    ]


def test_what_a_person_typed_keeps_its_lines():
    assert said('<p class="typed">One\n\n  two</p>') == [("Normal", "One\n\n  two")]


def test_lists_go_three_deep_and_what_follows_in_an_item_goes_on():
    body = "<ul><li>A<p>more</p><ol><li>B<ul><li>C<ul><li>D</li></ul></li></ul></li></ol></li></ul>"

    assert said(body) == [
        ("List Bullet", "A"),
        ("List Continue", "more"),
        ("List Number 2", "B"),
        ("List Bullet 3", "C"),
        ("List Bullet 3", "D"),
    ]


def test_what_is_a_list_to_a_screen_reader_is_a_list():
    body = '<div role="list"><div role="listitem"><div>A</div><div class="note">b</div></div></div>'

    assert said(body) == [("List Bullet", "A"), ("Body Text Indent 3", "b")]


def test_each_numbered_list_is_one_of_its_own():
    found = blocks("<ol><li>A</li><li>B</li></ol><ol><li>C</li></ol>")

    assert [each.numbering for each in found] == [1, 1, 2]


def test_a_term_stands_on_one_line_with_its_description():
    assert said("<dl><div><dt>Due</dt><dd>18 March</dd></div><dt>By</dt><dd></dd></dl>") == [
        ("List", "Due\t18 March"),
        ("List", "By\t"),
    ]


def test_a_summary_box_its_lead_and_small_print_have_their_styles():
    assert said(
        '<div class="summary"><p class="lead">A</p><p>B</p></div><p class="note">C</p>'
    ) == [
        ("Intense Quote", "A"),
        ("Block Text", "B"),
        ("Body Text 3", "C"),
    ]


def test_a_tag_before_a_sentence_stands_on_a_line_of_its_own():
    assert said('<p><span class="tag">Leaning</span> It leans.</p>') == [
        ("Normal", "Leaning\nIt leans.")
    ]
    assert said('<h2><span class="tag">Leaning</span></h2><p>A <b class="tag">Exempt</b></p>') == [
        ("Title", "Leaning"),
        ("Normal", "A Exempt"),
    ]


def test_what_nobody_sees_is_not_written():
    assert said('<p>A<span class="govuk-visually-hidden"> b</span></p><script>c</script>') == [
        ("Normal", "A")
    ]


def test_what_is_kept_together_keeps_with_what_follows():
    found = blocks('<div class="keep"><p>A</p><p>B</p></div><p class="introduces">C</p><p>D</p>')

    assert [each.keeps_with_next for each in found] == [True, False, True, False]


def test_annexes_start_pages_and_wide_ones_turn_them():
    found = blocks(
        '<section class="annex"><h1>A</h1></section>'
        '<section class="annex follows"><p>B</p></section>'
        '<section class="annex"><p>C</p><table class="sums"><tr><td>1</td></tr></table></section>'
        '<section class="annex"><p>D</p></section>'
    )

    starts = [each.starts_page for each in found if isinstance(each, Paragraph)]
    assert starts == [True, False, False, True]
    assert [each for each in found if isinstance(each, Turn)] == [Turn(True), Turn(False)]


def test_contents_name_headings_and_where_they_are():
    found = blocks(
        '<ul class="contents"><li><a href="#b">B</a></li></ul><h1>A</h1><h2 id="b">B</h2>'
    )

    assert found[0] == Contents((Entry("B", "b"),))
    assert [each.anchors for each in found[1:]] == [(), ("b",)]


def test_a_link_leads_to_the_web_or_within_and_nowhere_else():
    body = "".join(
        f'<a href="{each}">x</a> '
        for each in ("https://a.example", "#b", "file:///etc/passwd", "javascript:c", "\\\\d\\e")
    )

    [found] = blocks(f"<p>{body}</p>")

    assert [each.link for each in found.words if each.link] == ["https://a.example", "#b"]


def test_a_picture_has_its_words_and_an_ornament_is_left_out():
    found = blocks(
        '<figure><figcaption><p>Cap</p><p>More</p></figcaption><svg viewBox="0 0 340 20">'
        "<title>A\n b</title><desc>C</desc></svg></figure><svg viewBox='0 0 1 1'></svg>"
    )

    caption, more, picture = found
    assert (caption.style, caption.keeps_with_next) == ("Caption", True)
    assert (more.style, more.keeps_with_next) == ("Normal", True)
    assert isinstance(picture, Picture)
    assert (picture.title, picture.description) == ("A b", "C")
    assert (picture.units_wide, picture.units_high) == (340, 20)


TABLE = """
<h2>Above</h2>
<table>
  <thead>
    <tr><th rowspan="2">Answer</th><th colspan="2">One</th></tr>
    <tr><th class="number">Influence</th><th class="number">Points</th></tr>
  </thead>
  <tbody>
    <tr><th>A long question about something that takes room</th><td>1</td><td>+2.5</td></tr>
    <tr class="total"><th>All</th><td colspan="2">3</td></tr>
  </tbody>
</table>
"""


@pytest.fixture
def table():
    [found] = [each for each in blocks(TABLE) if isinstance(each, Table)]
    return found


def test_a_table_without_a_caption_is_about_the_heading_above(table):
    assert table.title == "Above"
    assert table.heads == ("Answer", "One", "Influence", "Points")
    assert [row.is_head for row in table.rows] == [True, True, False, False]


def test_a_hidden_caption_is_heard_and_not_seen():
    hidden = '<table><caption class="govuk-visually-hidden">T</caption><tr><td>a</td></tr></table>'

    [found] = blocks(hidden)

    assert isinstance(found, Table) and found.title == "T"
    assert said("<table><caption>T</caption><tr><td>a</td></tr></table>") == [("Caption", "T")]


def test_cells_that_go_on_below_keep_their_column(table):
    rows = [[(each.column, each.goes_on) for each in places] for _, places in placed(table.rows)]

    assert rows == [
        [(0, False), (1, False)],
        [(0, True), (1, False), (2, False)],
        [(0, False), (1, False), (2, False)],
        [(0, False), (1, False)],
    ]


def test_columns_fill_the_room_and_long_texts_get_most_of_it(table):
    question, influence, points = widths(table, ROOM)

    assert question + influence + points == ROOM
    assert question > ROOM / 2
    assert influence > points


def test_a_table_wider_than_its_page_is_made_to_fit():
    row = "".join(f"<td>{'Unbreakable' * 3}</td>" for _ in range(9))

    [found] = blocks(f"<table><tr>{row}</tr></table>")

    assert isinstance(found, Table)
    made = widths(found, ROOM)
    assert sum(made) == ROOM and min(made) > 900


def test_words_of_weight_are_strong_and_no_style_turns_them_back():
    file = docx(read("<h1>A <b>b</b></h1><p>C <b>d</b> <em>e</em></p>"), made_at=MADE_AT)

    title, plain = Document(BytesIO(file)).paragraphs
    assert [run.style.name for run in title.runs] == ["Default Paragraph Font"] * 2
    assert [run.style.name for run in plain.runs if run.text.strip()] == [
        "Default Paragraph Font",
        "Strong",
        "Emphasis",
    ]


def test_the_edges_of_every_page_say_whose_it_is_and_what():
    edges = 'data-header="Council" data-marks="Draft · Part A" data-footer="F"'
    file = docx(read(f"<body {edges}><h1>A</h1>"), made_at=MADE_AT)

    section = Document(BytesIO(file)).sections[0]
    assert section.header.paragraphs[0].text == "Council · Draft · Part A"
    assert section.footer.paragraphs[0].text.startswith("F · Page ")


def test_headings_have_the_colour_that_the_report_sets():
    styled = "<head><style>:root { --colour: #7a1f5c }</style></head><body><h1>A</h1>"
    file = docx(read(styled), made_at=MADE_AT)

    colour = Document(BytesIO(file)).styles["Title"].font.color.rgb
    assert str(colour) == "7A1F5C"


def test_what_a_file_says_of_itself_is_no_longer_than_word_allows():
    file = docx(read(f'<meta name="description" content="{"Much " * 90}"><h1>A</h1>'), MADE_AT)

    said = Document(BytesIO(file)).core_properties.subject
    assert len(said) == 255 and said.endswith("…")
