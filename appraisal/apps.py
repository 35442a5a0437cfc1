from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "appraisal"

    def ready(self) -> None:
        # Importing registers them.
        from appraisal import account, checks, claiming  # noqa: F401
