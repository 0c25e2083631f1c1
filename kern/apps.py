from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernConfig(AppConfig):
    name = "kern"
    verbose_name = "kern"

    def ready(self) -> None:
        """Let each app add its lines to the navigation and the palette (`<app>/navigatie.py`)."""
        autodiscover_modules("navigatie")
