#!/usr/bin/env python
"""Django's command line for Opgroeien klantenbeheer."""

import os
import sys
from importlib import import_module

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opgroeien.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        # Read here: Django keeps a fault in the settings to itself and then knows no commands.
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fout:
        naast = 'Naast een draaiende make demo: scripts/beheer.sh, of make beheer ARGS="…" (docs/beheer.md).'
        sys.exit(f"{fout}\n{naast}")
