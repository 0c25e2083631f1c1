"""The door through which gunicorn enters; it stays shut when production is not safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opgroeien.settings")

application = get_wsgi_application()

from opgroeien.checks import weiger_onveilige_start  # noqa: E402 the checks need the settings that the line above reads

weiger_onveilige_start()
