"""The workbook as a file: what is in it, that it is text where it is text, and that it stays so."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from odfdo import Document

from appraisal.models import Outcome
from reports.edition import Edition
from reports.exempt import LEFT_OUT
from reports.issuing.formats import FORMATS
from reports.workbook import ods, workbook, xlsx
from reports.workbook.excel import MOST_CHARACTERS
from reports.workbook.formulas import letter, open_formula, position
from reports.workbook.opendocument import as_ods
from reports.workbook.places import Places
from reports.workbook.sheet import Blank, Choices, Formula, Number, Sheet, Text, Workbook, row, text
from tests.reports.exempt import SECRET, canary, marked
from tests.reports.outcomes import METHOD, demonstrated, outcome

PUBLIC = Edition(is_public=True)
# Every spreadsheet program has these, and none needs its formulas to be entered in a special way.
ORDINARY = {
    *("ABS", "AND", "AVERAGE", "CHOOSE", "COUNTIF", "IF", "IFERROR", "INDEX", "ISNUMBER", "LARGE"),
    *("MATCH", "MAX", "MIN", "OR", "ROUND", "SUM", "SUMPRODUCT"),
}
LONG = "Ŵyneb y tŷ a'r dŵr. " * 250
HOSTILE = {
    "kind_of_place": '=HYPERLINK("https://example.org","click")',
    "stability": "@SUM(1+1)*cmd|' /C calc'!A0",
    "provider_trust": "+1\n-2",
    "shared_learning": "\t=1+1",
    "leadership_backing": "bell \x07, null \x00 and \ufffe",
    "room_for_manoeuvre": LONG,
}


@pytest.fixture(scope="module")
def hostile() -> Outcome:
    return demonstrated(title="=1+1 & <b>", **HOSTILE)


@pytest.fixture(scope="module")
def excel(hostile) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx(hostile)))


@pytest.fixture(scope="module")
def values(hostile) -> openpyxl.Workbook:
    """Return the Excel file as a viewer shows it that calculates nothing."""
    return openpyxl.load_workbook(BytesIO(xlsx(hostile)), data_only=True)


@pytest.fixture(scope="module")
def opened(hostile) -> Document:
    return Document(BytesIO(ods(hostile)))


def cells(book: Workbook):
    for sheet in book.sheets:
        for at, line in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(line):
                if cell is not None:
                    yield sheet, f"{letter(column)}{at}", cell


def test_the_excel_file_holds_every_cell_as_what_it_is(hostile, excel, values):
    for sheet, address, cell in cells(workbook(hostile)):
        stated, shown = excel[sheet.name][address], values[sheet.name][address]
        where = f"{sheet.name} {address}"
        match cell:
            case Text():
                assert stated.data_type in ("s", "n"), where
                assert (stated.value or "") == cell.text, where
            case Number():
                assert stated.value == pytest.approx(cell.value, rel=1e-14), where
            case Formula():
                assert stated.value == f"={cell.formula}", where
                assert same(shown.value, cell.value), where
            case Blank():
                assert stated.value is None, where


def same(shown: object, value: float | str) -> bool:
    if isinstance(value, str):
        return (shown or "") == value
    return bool(shown == pytest.approx(value, rel=1e-14))


def test_the_opendocument_file_holds_the_same_cells(hostile, opened):
    for sheet in workbook(hostile).sheets:
        table = opened.body.get_table(name=sheet.name)
        assert table is not None
        for at, (line, made) in enumerate(zip(sheet.rows, table.iter_rows(), strict=True), start=1):
            for column, (cell, found) in enumerate(zip(line, made.get_cells(), strict=False)):
                where = f"{sheet.name} {letter(column)}{at}"
                formula = open_formula(cell.formula) if isinstance(cell, Formula) else None
                assert found.formula == formula, where
                match cell:
                    case Text(text=str() as words) | Formula(value=str() as words):
                        assert found.type == "string", where
                        lines = [str(each).rstrip("\n") for each in found.children]
                        assert "\n".join(lines) == words, where
                    case Number(value=value) | Formula(value=value):
                        assert float(found.value) == value, where
                    case _:
                        assert found.value is None, where


def test_formulas_use_only_what_every_spreadsheet_has(hostile):
    formulas = [
        cell.formula for _, _, cell in cells(workbook(hostile)) if isinstance(cell, Formula)
    ]

    used = {name for each in formulas for name in re.findall(r"([A-Z]+)\(", each)}

    assert used <= ORDINARY
    assert max(map(len, formulas)) < 2_000


def test_what_people_wrote_is_never_a_formula(hostile):
    texts = [cell.text for _, _, cell in cells(workbook(hostile)) if isinstance(cell, Text)]

    assert not [each for each in texts if each.startswith(("=", "+", "-", "@", "\t", "\r"))]
    for note in (HOSTILE["kind_of_place"], HOSTILE["provider_trust"], HOSTILE["shared_learning"]):
        assert f"'{note}" in texts
    assert "bell , null  and " in texts


def test_a_long_note_with_welsh_letters_is_kept_whole(excel, opened):
    row = Places(METHOD).answer_rows["room_for_manoeuvre"]
    table = opened.body.get_table(name="Answers")
    assert table is not None

    assert excel["Answers"][f"K{row}"].value == LONG
    found = table.get_cell((position(f"K{row}")[1], row - 1))
    assert "".join(map(str, found.children)).rstrip("\n") == LONG


def test_a_text_that_no_cell_of_excel_could_hold_says_where_it_was_cut():
    book = demonstrated(kind_of_place="x" * (MOST_CHARACTERS + 1))

    written = openpyxl.load_workbook(BytesIO(xlsx(book)))

    note = written["Answers"][f"K{Places(METHOD).answer_rows['kind_of_place']}"].value
    assert len(note) == MOST_CHARACTERS
    assert note.endswith("the whole is in the report)")


@pytest.mark.parametrize("make", [xlsx, ods])
def test_the_same_outcome_gives_the_same_bytes(make, hostile):
    assert make(hostile) == make(hostile)


@pytest.mark.parametrize("make", [xlsx, ods])
def test_no_part_of_the_file_tells_another_time_than_when_it_was_found(make, hostile):
    with zipfile.ZipFile(BytesIO(make(hostile))) as archive:
        times = {info.date_time for info in archive.infolist()}
        first = archive.infolist()[0]

    assert len(times) == 1
    if make is ods:
        assert times == {(2027, 3, 1, 12, 0, 0)}
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_file_says_what_it_is_and_in_which_language(excel, opened):
    assert excel.properties.title == "Strategic commissioning options appraisal: =1+1 & <b>"
    assert excel.properties.created == datetime(2027, 3, 1, 12, 0)
    assert excel.custom_doc_props["Language"].value == "en-GB"
    assert opened.meta.title == excel.properties.title
    assert opened.meta.language == "en-GB"


def test_heads_stay_in_view_and_are_repeated_on_paper(excel):
    for name in ("Answers", "Scores", "Influences", "Reasons"):
        sheet = excel[name]
        frozen = int(re.sub(r"\D", "", sheet.freeze_panes))
        heads = [cell for cell in sheet[frozen - 1] if cell.value]
        assert all(cell.font.bold for cell in heads), name
        assert sheet.print_title_rows == f"${frozen - 1}:${frozen - 1}"
    for sheet in excel:
        assert sheet.page_setup.orientation == "landscape"
        # One page wide, which is what a file means that says nothing of it, and any number high.
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.oddFooter.right.text == "Page &P of &N"


def test_heads_stay_in_view_and_are_repeated_in_opendocument_too(opened, excel):
    settings = opened.get_part("settings.xml").root
    kept = settings.get_element("//config:config-item-set").get_attribute("config:name")
    views = {
        each.get_attribute("config:name"): {
            item.get_attribute("config:name"): item.text
            for item in each.get_elements("config:config-item")
        }
        for each in settings.get_elements(
            "//config:config-item-map-named/config:config-item-map-entry"
        )
    }

    assert kept == "ooo:view-settings"
    # LibreOffice passes over settings whose owner it is not told.
    assert 'xmlns:ooo="http://openoffice.org/2004/office"' in settings.serialize(with_ns=True)
    for name in ("Answers", "Scores", "Influences", "Reasons"):
        down, across = position(excel[name].freeze_panes)
        view = views[name]
        assert (view["VerticalSplitMode"], view["HorizontalSplitMode"]) == ("2", "2")
        assert (view["VerticalSplitPosition"], view["HorizontalSplitPosition"]) == (
            str(down),
            str(across),
        )
        table = opened.body.get_table(name=name)
        assert len(table.get_elements("table:table-header-rows/table:table-row")) == 1


def test_the_list_of_files_names_all_that_are_there(hostile):
    with zipfile.ZipFile(BytesIO(ods(hostile))) as archive:
        there = set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        listed = set(
            re.findall(r'full-path="([^"]+)"', archive.read("META-INF/manifest.xml").decode())
        )

    assert {each for each in listed if not each.endswith("/")} <= there


# Choosing


def test_every_question_with_a_list_offers_all_its_answers_and_the_answer_given(hostile, excel):
    rules = {
        rule.cell: rule
        for sheet in workbook(hostile).sheets
        if sheet.name == "Answers"
        for rule in sheet.rules
        if isinstance(rule, Choices)
    }
    for question in METHOD.questions:
        if not question.levels:
            continue
        cell = f"C{Places(METHOD).answer_rows[question.key]}"
        offered = in_range(excel, rules[cell].range)
        assert offered[: len(question.levels)] == [level.label for level in question.levels]
        assert ("Does not apply here" in offered) == question.not_applicable
        assert "Don’t know yet" in offered
        assert excel["Answers"][cell].value in offered
        assert rules[f"D{cell[1:]}"].words == ("Evidence", "Professional judgement", "A guess")


def in_range(book: openpyxl.Workbook, address: str) -> list[str]:
    sheet, span = address.replace("$", "").split("!")
    return [line[0].value for line in book[sheet][span]]


def test_a_label_is_found_by_a_formula_and_no_other_with_it():
    for question in METHOD.questions:
        labels = [level.label.casefold() for level in question.levels]
        assert len(set(labels)) == len(labels), question.key
        # MATCH takes these for patterns, and gives up on a longer text.
        assert not [each for each in labels if set(each) & set("*?~") or len(each) > 255]


def test_on_the_short_route_what_was_not_asked_says_so():
    found = outcome({"kind_of_place": "sparse"}, route="short")
    sheet = openpyxl.load_workbook(BytesIO(xlsx(found)))["Answers"]

    rows = Places(METHOD).answer_rows
    for question in METHOD.questions:
        if question.levels and question.key != "kind_of_place":
            said = "Not answered" if question.short_route else "Not asked on the short route"
            assert sheet[f"C{rows[question.key]}"].value == said


# What was found


def test_as_found_shows_the_stored_numbers_to_the_last_digit(hostile, values):
    sheet, places = values["As found"], Places(METHOD)
    for found in hostile.result["approaches"]:
        row = places.found_rows[found["key"]]
        stored = [found[key] for key in ("score", "fit", "readiness", "low", "high")]
        shown = [sheet[f"{column}{row}"].value for column in "DFHJK"]
        assert shown == pytest.approx(stored, rel=1e-14)
        shares = [sheet[f"{column}{row}"].value for column in "LMNO"]
        assert [each for each in shares if each is not None] == found["rank_shares"]
        at = places.approaches.index(METHOD.approach_by_key[found["key"]])
        for part in found["contributions"]:
            line = places.found_parts_top + 1 + places.parts.index(part["question"])
            points = sheet[f"{letter(3 + at)}{line}"].value
            assert points == pytest.approx(part["points"], rel=1e-14)
    whole = [sheet[f"B{places.whole_top + line}"].value for line in (2, 3)]
    stored = [hostile.result["lead"], hostile.result["coverage"]]
    assert whole == pytest.approx(stored, rel=1e-14)


def test_every_reason_of_the_method_is_there_with_its_sources(excel):
    written = "\n".join(
        str(value)
        for line in excel["Reasons"].iter_rows(values_only=True)
        for value in line
        if value
    )
    influences = [
        *(each for goal in METHOD.goals for each in goal.influences),
        *(each for question in METHOD.questions for each in question.influences),
        *(
            each
            for question in METHOD.questions
            for level in question.levels
            for each in level.influences
        ),
    ]

    assert len(influences) > 300
    for each in influences:
        assert each.because in written
        assert all(METHOD.source_by_key[key].title in written for key in each.sources)


# Editions


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_public_workbook_leaves_out_what_is_exempt_and_nothing_else(make):
    whole, public = words_of(make(marked())), words_of(make(marked(), PUBLIC))

    for question in METHOD.questions:
        kind = "words" if question.kind == "text" else "note"
        secret = question.key in SECRET
        assert canary(question, kind) in whole
        assert (canary(question, kind) in public) != secret
        if question.kind != "text":
            for part in ("title", "address", "date"):
                assert canary(question, part) in whole
                assert (canary(question, part) in public) != secret
    assert LEFT_OUT in public and LEFT_OUT not in whole


def words_of(content: bytes) -> str:
    """Return everything written anywhere in a file, hidden or not."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_draft_says_so_on_its_first_sheet_and_on_every_page(make):
    draft, whole = (
        words_of(make(demonstrated(), each)) for each in (Edition(is_draft=True), Edition())
    )

    assert "Draft: not yet approved" in draft and "Draft. Appraisal K7M2" in draft
    assert "Draft: " not in whole and "Draft. " not in whole


@pytest.mark.parametrize(("key", "make"), [("xlsx", xlsx), ("ods", ods)])
def test_both_can_be_asked_for_and_are_not_offered_short(key, make, hostile):
    kind = FORMATS[key]

    assert kind.edition(Edition(is_short=True, is_draft=True)) == Edition(is_draft=True)
    assert kind.make(hostile, Edition()) == make(hostile)


def test_spaces_and_tabs_in_a_text_outlive_opendocument():
    words = "two  spaces,\ta tab \n  and a new line"
    book = Workbook(
        "Title", "Subject", "Footer", 10**9, (Sheet("Only", (row(text(words)),), (20,)),)
    )

    table = Document(BytesIO(as_ods(book))).body.get_table(name="Only")

    assert table is not None
    lines = [str(each).rstrip("\n") for each in table.get_cell((0, 0)).children]
    assert lines == words.split("\n")
