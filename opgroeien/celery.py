"""Celery: the worker that is rung, and the beat that looks at the clock.

PostgreSQL is the truth and the queue only the bell: every task takes ids, calls one action, and may run twice without harm.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opgroeien.settings")

app = Celery("opgroeien")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What beat starts, and why. Every job guards itself against a second beat with a unique row (job, planned moment).
app.conf.beat_schedule = {}
