from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations

from appraisal.coded import coded

AT_ONCE = 500


def write_rows(apps: Any, schema_editor: Any) -> None:
    Outcome = apps.get_model("appraisal", "Outcome")
    ResultRow = apps.get_model("appraisal", "ResultRow")
    kept = {field.name for field in ResultRow._meta.get_fields()}
    without = Outcome.objects.filter(row=None).order_by("pk")
    for outcomes in few_at_once(without.iterator(chunk_size=AT_ONCE)):
        ResultRow.objects.bulk_create(
            ResultRow(
                outcome=outcome,
                appraisal_id=outcome.appraisal_id,
                **{name: each for name, each in coded(outcome).items() if name in kept},
            )
            for outcome in outcomes
        )


def few_at_once(outcomes: Iterator[Any]) -> Iterator[list[Any]]:
    while few := list(islice(outcomes, AT_ONCE)):
        yield few


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0010_result_rows")]

    operations = [migrations.RunPython(write_rows, migrations.RunPython.noop)]
