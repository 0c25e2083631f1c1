from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernConfig(AppConfig):
    name = "kern"
    verbose_name = "kern"

    def ready(self) -> None:
        """Let each app add its lines to the navigation and the palette, and tell the mechanisms of kern what it owns."""
        import_module("kern.eigen_navigatie")
        autodiscover_modules("navigatie", "inrichting")
