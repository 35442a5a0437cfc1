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

    def broken(profile: str, name: str) -> str:
        return "".join(each for each in found if each.startswith(f"{profile}\t{name}.pdf"))

    assert "MarkInfo" in broken("ua1", "untagged")
    assert not broken("ua1", "tagged")
    # What is accessible is not yet fit to keep.
    assert "OutputIntent" in broken("3a", "tagged")
