from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="user", name="groups"),
        migrations.RemoveField(model_name="user", name="is_superuser"),
        migrations.RemoveField(model_name="user", name="user_permissions"),
        migrations.AddField(
            model_name="user",
            name="is_administrator",
            field=models.BooleanField(
                default=False,
                help_text="Looks after accounts and organisations, here.",
                verbose_name="administrator",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="is_analyst",
            field=models.BooleanField(
                default=False,
                help_text="Sees the anonymised national picture.",
                verbose_name="LGA analyst",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(max_length=254, unique=True, verbose_name="e-mail address"),
        ),
        migrations.AlterField(
            model_name="user",
            name="is_active",
            field=models.BooleanField(
                default=True,
                help_text="Untick to shut this account out at once.",
                verbose_name="may sign in",
            ),
        ),
    ]
