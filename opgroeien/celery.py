"""Celery: the worker that is rung, and the beat that looks at the clock.

PostgreSQL is the truth and the queue only the bell: every task takes ids, calls one action, and may run twice without harm.
"""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init
from django.conf import settings
from django.utils.log import configure_logging
from kombu.transport.redis import QoS

from opgroeien import omgeving as env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opgroeien.settings")

# When the broker falls away while a message is not acknowledged, kombu tries to put it back over the lost connection, fails with
# an AttributeError, and the worker stands there alive and deaf. Nothing needs to be put back: the rows are the truth.
QoS.restore_at_shutdown = False

app = Celery("opgroeien", task_cls="opgroeien.taak:Taak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _ons_logboek(**_: object) -> None:
    """Let worker and beat write their lines as the rest of the program does."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


# Celery's own way to say: leave logging to us.
setup_logging.connect(_ons_logboek, weak=False)


def _weiger_onveilige_start(**_: object) -> None:
    """Refuse as the web server does: a worker sends mail and writes with the same settings and the same role."""
    from opgroeien.checks import weiger_onveilige_start  # the settings and the apps are there only now

    weiger_onveilige_start()


# Celery's own way to say: before the first task, and before the first beat. Neither is sent in the web server.
worker_init.connect(_weiger_onveilige_start, weak=False)
beat_init.connect(_weiger_onveilige_start, weak=False)

# What beat starts, and why. Every job guards itself against a second beat, and is caught up on when its moment passed while
# nothing ran, with a unique row (job, planned moment): `kern.rooster.eenmalig("name of the job")` on the task.
app.conf.beat_schedule = {
    # The bell may be missed (broker away, worker killed): look at the rows themselves. Its row is also the heartbeat of beat.
    "outbox-vegen": {
        "task": "kern.tasks.veeg_outbox",
        "schedule": env.geheel_getal("OUTBOX_VEEG_ELKE", 30),
        "options": {"expires": 25},  # a worker that was away need not sweep for every half minute it missed
    },
    # An import whose worker was killed begins again, and one that nobody rang for begins.
    "imports-vegen": {"task": "dossiers.tasks.veeg_imports", "schedule": 30.0, "options": {"expires": 25}},
    # A night without a worker must not lose a day's work.
    "gemiste-taken": {"task": "kern.tasks.haal_gemiste_taken_in", "schedule": 300.0, "options": {"expires": 250}},
    # Ended sessions cannot be loaded; this only keeps the table small.
    "sessies-opruimen": {"task": "kern.tasks.ruim_sessies_op", "schedule": crontab(hour="3", minute="50")},
    # A permit begins, ends or is suspended from a day on: the dossier keeps a copy of what it says today, and closes after it.
    "vergunningen-bijwerken": {"task": "dossiers.tasks.werk_vergunningen_bij", "schedule": crontab(hour="0", minute="5")},
    # Lists compute what is late; on the dossier it asks attention from the day after the term on.
    "inspecties-te-laat": {"task": "dossiers.tasks.markeer_late_inspecties", "schedule": crontab(hour="0", minute="10")},
    # Pages look at the date of an attest themselves; on the dossier it asks attention from sixty days before its end on.
    "attesten-nakijken": {"task": "dossiers.tasks.kijk_attesten_na", "schedule": crontab(hour="0", minute="15")},
    # A year without a visit goes by itself; a visit that is noted or taken back is looked at at once.
    "bezoeknorm-nakijken": {"task": "dossiers.tasks.kijk_bezoeknorm_na", "schedule": crontab(hour="0", minute="20")},
    # A note is fixed by itself after a day, and a worker that was killed may have left a report without its PDF.
    "verslagen-vegen": {"task": "dossiers.tasks.veeg_verslagen", "schedule": 120.0, "options": {"expires": 110}},
    # A file waits in quarantine until the scanner looked at it: also one whose worker was killed, or that nobody rang for.
    "bestanden-vegen": {"task": "kern.tasks.veeg_bestanden", "schedule": 60.0, "options": {"expires": 55}},
    # What was said on the phone lives in what it became; the words beside it go after two weeks.
    "telefoonbladen-legen": {"task": "dossiers.tasks.leeg_telefoonbladen", "schedule": crontab(hour="3", minute="30")},
    # Each calendar of a colleague is read every AGENDA_MINUTEN; this looks whose time came.
    "agendas-lezen": {"task": "kern.tasks.lees_agendas", "schedule": 60.0, "options": {"expires": 55}},
    # What lies in the mailbox for dossiers; without IMAP_URL there is none.
    "post-ophalen": {
        "task": "dossiers.tasks.haal_post_op",
        "schedule": env.geheel_getal("IMAP_ELKE", 60),
        "options": {"expires": 50},
    },
    # A mail stands on the timeline when it really left, and comes back to who wrote it when it did not.
    "post-volgen": {"task": "dossiers.tasks.volg_post", "schedule": 30.0, "options": {"expires": 25}},
    # The order of a day that is long over serves nobody; who comes back from leave still takes the last one along.
    "dagorde-opruimen": {"task": "kern.tasks.ruim_dagorde_op", "schedule": crontab(hour="3", minute="35")},
    # Everything due by now, for who wants to know at once; the rows say who was told, so a minute missed is caught up.
    "herinneringen": {
        "task": "kern.tasks.herinner",
        "schedule": env.geheel_getal("HERINNER_ELKE", 60),
        "options": {"expires": 55},
    },
    # One overview on working days, before the day begins; on a closed day it waits for the next working day.
    "overzichten": {"task": "kern.tasks.stuur_overzichten", "schedule": crontab(hour="7", minute="15")},
    # An answer that is waited for too long is the owner's to ask after, from the morning on.
    "taken-opvolgen": {"task": "kern.tasks.volg_taken_op", "schedule": crontab(hour="0", minute="25")},
    # That somebody was reminded two months ago serves nobody.
    "herinneringen-opruimen": {"task": "kern.tasks.ruim_herinneringen_op", "schedule": crontab(hour="3", minute="55")},
    # Who looked at what is nobody's business a day later.
    "aanwezigheid-opruimen": {"task": "kern.tasks.ruim_aanwezigheid_op", "schedule": crontab(hour="3", minute="45")},
    # A row per half minute: a month of them is enough.
    "rooster-opruimen": {"task": "kern.tasks.ruim_rooster_op", "schedule": crontab(hour="3", minute="40")},
    # Pages look at the date themselves; this writes down, once, that a term is over, so that people can be warned.
    "termijnen-verlopen": {"task": "kern.tasks.markeer_verlopen_termijnen", "schedule": 60.0, "options": {"expires": 55}},
    # A term that started while the calendar or its rule was being changed was computed with the old one.
    "termijnen-herrekenen": {"task": "kern.tasks.herreken_termijnen", "schedule": crontab(hour="2", minute="20")},
}
