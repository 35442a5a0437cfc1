from django.db import migrations, models

import appraisal.models.appraisal


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0004_owners_and_references")]

    operations = [
        migrations.RemoveField(model_name="appraisal", name="owner"),
        migrations.AlterField(
            model_name="perspective",
            name="reference",
            field=models.CharField(
                default=appraisal.models.appraisal.new_reference, max_length=12, unique=True
            ),
        ),
    ]
