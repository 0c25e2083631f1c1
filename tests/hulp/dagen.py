"""Days around today, asked each time: a run may pass midnight."""

from datetime import date, timedelta

from django.utils import timezone

EEN_DAG = timedelta(days=1)


def vandaag() -> date:
    return timezone.localdate()


def morgen() -> date:
    return vandaag() + EEN_DAG


def gisteren() -> date:
    return vandaag() - EEN_DAG


def straks() -> date:
    return vandaag() + 30 * EEN_DAG
