"""The project: settings, urls, celery, embedded services. Composition only; no models, no rules."""

from opgroeien.celery import app as celery_app

__all__ = ["celery_app"]
