import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0009_sharing_nationally")]

    operations = [
        migrations.CreateModel(
            name="ResultRow",
            fields=[
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="row",
                        serialize=False,
                        to="appraisal.outcome",
                    ),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("clear", "Clear"),
                            ("leaning", "Leaning"),
                            ("no_clear_difference", "No clear difference"),
                            ("too_early", "Too early to say"),
                        ],
                        max_length=20,
                    ),
                ),
                ("leader", models.CharField(blank=True, max_length=40)),
                ("best_score", models.FloatField()),
                ("readiness_place_based", models.FloatField()),
                ("readiness_outcome_based", models.FloatField()),
                ("readiness_relational", models.FloatField()),
                ("readiness_competitive", models.FloatField()),
                ("answers", models.JSONField()),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="appraisal.appraisal",
                    ),
                ),
            ],
        ),
    ]
