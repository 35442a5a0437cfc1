"""A checker that passes everything would be worse than none."""

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.verapdf import pdf_ua_failures

pytestmark = pytest.mark.verapdf

PAGE = '<html lang="en"><title>A report</title><h1>A report</h1><p>One finding.</p></html>'


def test_a_tagged_pdf_conforms(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"

    HTML(string=PAGE).write_pdf(report, pdf_variant="pdf/ua-1")

    assert pdf_ua_failures(report) == []


def test_an_untagged_pdf_is_found_out(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"

    HTML(string=PAGE).write_pdf(report)

    assert any("MarkInfo" in failure for failure in pdf_ua_failures(report))
