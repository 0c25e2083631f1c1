"""Start-up checks: production refuses an unsafe setting, each with one sentence that names the remedy.

What can be seen in the settings is a Django system check, so that every `manage.py` command refuses too (`migrate` included).
What only the database can tell is asked when the web server (`opgroeien/wsgi.py`), a worker or beat (`opgroeien/celery.py`)
starts. The demo and the tests may do all of this; they say so in OMGEVING, and whoever forgets OMGEVING has production.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.db import Error as DatabankFout
from django.db import connection, connections

KORTSTE_SLEUTEL = 50  # characters of SECRET_KEY
WERKT_NIET = 3  # the exit code with which gunicorn, too, stops instead of trying another worker


@dataclass(frozen=True)
class Eis:
    """One thing that must hold in production, and the sentence for who must mend it."""

    code: str
    klopt: Callable[[], bool]
    zin: str


def _is_https(adres: str) -> bool:
    return urlsplit(adres).scheme == "https"


def _sleutels_zijn_sterk() -> bool:
    sleutels = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return all(len(s) >= KORTSTE_SLEUTEL and len(set(s)) > 9 and "alleen-voor-demo" not in s for s in sleutels)


def _imap_is_veilig(url: str) -> bool:
    return url.startswith("imaps://") or "tls=starttls" in url


def _oidc() -> dict[str, Any]:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0] if apps else {}


EISEN = [
    Eis("E001", lambda: not settings.DEBUG, "DEBUG staat aan en toont broncode en gegevens bij een fout: zet DEBUG=nee."),
    Eis(
        "E002",
        _sleutels_zijn_sterk,
        f"SECRET_KEY (of een sleutel in SECRET_KEY_OUD) is die van de demo of korter dan {KORTSTE_SLEUTEL} tekens: maak een "
        'nieuwe met python -c "import secrets; print(secrets.token_urlsafe(60))"',
    ),
    Eis(
        "E003",
        lambda: _is_https(settings.BASIS_URL),
        "BASIS_URL begint niet met https://: zet er het adres dat mensen intypen, zoals https://klantenbeheer.opgroeien.be.",
    ),
    Eis(
        "E004",
        lambda: bool(settings.ALLOWED_HOSTS) and not any("*" in host for host in settings.ALLOWED_HOSTS),
        "ALLOWED_HOSTS is leeg of bevat *: zet de naam of namen waaronder deze toepassing bereikt wordt, met komma's ertussen.",
    ),
    Eis(
        "E005",
        lambda: len(settings.METRICS_TOKEN) >= 20,
        "METRICS_TOKEN ontbreekt of is korter dan 20 tekens: zet er een lange willekeurige waarde en geef die aan Prometheus.",
    ),
    Eis(
        "E006",
        lambda: bool(_oidc().get("client_id") and _oidc().get("secret")),
        "OIDC_ISSUER, OIDC_CLIENT_ID of OIDC_SECRET ontbreekt: vul in wat u bij de registratie bij ACM/IDM kreeg.",
    ),
    Eis(
        "E007",
        lambda: not settings.OIDC_ISSUER or _is_https(settings.OIDC_ISSUER),
        "OIDC_ISSUER begint niet met https://: het antwoord van de aanbieder wordt alleen langs https vertrouwd.",
    ),
    Eis(
        "E008",
        lambda: settings.MAIL_URL.startswith(("smtp://", "smtps://")) and bool(settings.MAIL_AFZENDER),
        "MAIL_URL of MAIL_AFZENDER ontbreekt of is die van de demo: zet het adres van de mailserver (smtp://… of smtps://…) "
        "en het adres waarvan brieven en mails vertrekken.",
    ),
    Eis(
        "E009",
        lambda: not settings.SMS_URL.startswith("demo:"),
        "SMS_URL is die van de demo: zet het https-adres van de sms-dienst, of laat de variabele weg zonder sms-dienst.",
    ),
    Eis(
        "E010",
        lambda: bool(settings.MFA_VERPLICHT),
        "MFA_VERPLICHT staat op nee: zet MFA_VERPLICHT=ja, een wachtwoord alleen is hier niet genoeg.",
    ),
    Eis(
        "E011",
        lambda: settings.ALLAUTH_TRUSTED_PROXY_COUNT >= 1,
        "VERTROUWDE_PROXYS is 0: zet het aantal eigen proxy's voor deze toepassing (meestal 1), anders telt iedereen als één.",
    ),
    Eis(
        "E012",
        lambda: 5 <= settings.SESSIE_MINUTEN <= 120,
        "SESSIE_MINUTEN ligt niet tussen 5 en 120: zet na hoeveel minuten zonder werk een sessie eindigt, bijvoorbeeld 30.",
    ),
    Eis(
        "E013",
        lambda: 8 * max(settings.MAIL_TIMEOUT, settings.SMS_TIMEOUT) <= settings.OUTBOX_LEASE,
        "OUTBOX_LEASE is korter dan acht keer MAIL_TIMEOUT of SMS_TIMEOUT: zet ze langer, anders wordt trage post een twijfel.",
    ),
    Eis(
        "E014",
        lambda: (
            not settings.IMAP_URL
            or (bool(settings.POST_VERTROUWDE_AUTH) and "@" in settings.POST_ADRES and _imap_is_veilig(settings.IMAP_URL))
        ),
        "IMAP_URL staat aan zonder POST_ADRES, zonder POST_VERTROUWDE_AUTH of zonder versleuteling: zet het adres voor post in "
        "dossiers, de naam waarmee uw mailserver Authentication-Results schrijft, en imaps://… of ?tls=starttls.",
    ),
]


def instellingen(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check what the settings themselves tell (Django system check, tag security)."""
    if not settings.IS_PRODUCTIE:
        return []
    return [Error(eis.zin, id=f"opgroeien.{eis.code}") for eis in EISEN if not eis.klopt()]


def registreer() -> None:
    """Let Django run the checks at every command."""
    register(instellingen, Tags.security)


# One statement: what the role of this connection is and may. A role that may act as another counts as that other.
_ROL = """
SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(current_user, c.relowner, 'MEMBER')),
       to_regclass('public.kern_logregel') IS NULL,
       coalesce(has_table_privilege(to_regclass('public.kern_logregel'), 'UPDATE, DELETE, TRUNCATE'), false),
       to_regclass('public.kern_cache') IS NULL
"""


def databank() -> list[str]:
    """Return what is wrong in the database: with the role, with the tables, with accounts that anybody can open."""
    from kern.aanmelden import demo

    with connection.cursor() as cursor:
        cursor.execute(_ROL)
        superuser, eigenaar, geen_tabellen, wijzigt_logboek, geen_cache = cursor.fetchone() or (None,) * 5
    if geen_tabellen:
        return ["De tabellen ontbreken: voer eerst als eigenaar python manage.py migrate uit."]
    zinnen = []
    if superuser:
        zinnen.append("DATABASE_URL meldt zich aan als superuser: gebruik de rol opgroeien_app (opgroeien/sql/rollen.sql).")
    elif eigenaar:
        zinnen.append(
            "DATABASE_URL meldt zich aan als eigenaar van de tabellen: gebruik de rol opgroeien_app; alleen migrate is eigenaar."
        )
    elif wijzigt_logboek:
        zinnen.append(
            "De rol van DATABASE_URL kan het logboek wijzigen: voer als eigenaar opnieuw migrate uit, dat neemt dit recht af."
        )
    if geen_cache:
        zinnen.append("De tabel voor de aanmeldpogingen ontbreekt: voer als eigenaar python manage.py createcachetable uit.")
    if open_ := demo.open_accounts():
        zinnen.append(f"Er staan demo-accounts met een gekend wachtwoord in deze databank ({', '.join(open_)}): deactiveer ze.")
    return zinnen


def weiger_onveilige_start() -> None:
    """Stop the process, with one line per thing to mend, when production is not safe. Called before the first request or task.

    Raises:
        SystemExit: something must be mended first.
    """
    if not settings.IS_PRODUCTIE:
        return
    zinnen = [
        str(bericht.msg) for bericht in run_checks(tags=[Tags.security]) if bericht.id and bericht.id.startswith("opgroeien.")
    ]
    try:
        zinnen += databank()
    except DatabankFout as fout:
        zinnen.append(f"De databank van DATABASE_URL antwoordt niet ({type(fout).__name__}): start ze of verbeter het adres.")
    finally:
        connections.close_all()  # gunicorn and the worker fork after this; a connection cannot be shared
    if zinnen:
        sys.stderr.write("\n".join(["Opgroeien klantenbeheer start niet:", *(f"- {zin}" for zin in zinnen), ""]))
        sys.stderr.flush()
        sys.exit(WERKT_NIET)
