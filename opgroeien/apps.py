from django.apps import AppConfig


class OpgroeienConfig(AppConfig):
    name = "opgroeien"
    verbose_name = "Opgroeien klantenbeheer"

    def ready(self) -> None:
        """Register the start-up checks."""
        from opgroeien import checks

        checks.registreer()
