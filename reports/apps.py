from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        # Importing registers them.
        from reports.committee import checks  # noqa: F401
        from reports.issuing import account  # noqa: F401
