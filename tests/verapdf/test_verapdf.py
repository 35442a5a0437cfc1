"""A checker that passes everything would be worse than none."""

from io import BytesIO

import pytest
from weasyprint import HTML

from tests.verapdf import failures

pytestmark = pytest.mark.verapdf

PAGE = '<html lang="en"><title>A report</title><h1>A report</h1><p>One finding.</p></html>'


def made(variant: str | None) -> bytes:
    target = BytesIO()
    HTML(string=PAGE).write_pdf(target, pdf_variant=variant)
    return target.getvalue()


def test_it_finds_out_what_does_not_conform() -> None:
    found = failures({"untagged": made(None), "tagged": made("pdf/ua-1")})

    broken = [each for each in found if each.startswith("ua1")]
    assert any("untagged.pdf" in each and "MarkInfo" in each for each in broken)
    assert not any("\ttagged.pdf" in each for each in broken)


def test_a_pdf_that_is_tagged_is_not_yet_one_to_keep() -> None:
    found = failures({"tagged": made("pdf/ua-1")}, profiles=("3a",))

    assert any("OutputIntent" in each for each in found)
