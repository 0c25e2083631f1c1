"""What a page reads, in a constant number of queries."""

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from dossiers.choices import Toegangsoort, Vraagstatus
from dossiers.models import Dossier, DossierToegang, Toegangsvraag
from dossiers.queries.nummers import nu_of_ooit
from dossiers.querysets import beslissers_van, lopende_toegangen
from kern.models import Medewerker

MIJN_LOCATIES = 100  # a klantenbeheerder follows about 90; more are reached through the list
LOCATIES_GETOOND = 150  # beside a dossier; the largest organisator has about as many
TOEGANG_GETOOND = timedelta(days=90)


def dossier_voor(user: Medewerker, dossiernummer: str) -> QuerySet[Dossier]:
    """Return the dossier as its page needs it: people fetched along, and by which way the content is open.

    A provisional number goes on leading to it after the real one came: it stands in messages and on paper.
    """
    rijen = Dossier.objects.zichtbaar_voor(user).met_weg(user).met_klantenbeheerder()
    return rijen.filter(nu_of_ooit(Dossier, [dossiernummer]))


def uitnodigingen_voor(user: Medewerker) -> list[Dossier]:
    """Return the locations that somebody of outside was invited to, at most a hundred."""
    return list(Dossier.objects.zichtbaar_voor(user).met_klantenbeheerder()[:MIJN_LOCATIES])


def vragen_van(user: Medewerker) -> QuerySet[Toegangsvraag]:
    """Return the requests *user* asked or decides about, with what a row shows."""
    return (
        Toegangsvraag.objects.zichtbaar_voor(user).select_related("vrager__team", "dossier", "beslist_door", "toegang").distinct()
    )


def open_vraag(dossier: Dossier, vrager: Medewerker) -> Toegangsvraag | None:
    """Return the request of *vrager* that waits for an answer, if any."""
    return Toegangsvraag.objects.filter(dossier=dossier, vrager=vrager, status=Vraagstatus.OPEN).first()


def toegangen_onder(user: Medewerker) -> QuerySet[DossierToegang]:
    """Return the grants on dossiers whose access *user* is in charge of, with what a row shows."""
    return DossierToegang.objects.filter(beslissers_van(user, "content_object__")).select_related(
        "user__team", "content_object", "verleend_door", "ingetrokken_door"
    )


def recente_toegangen(user: Medewerker, op: datetime) -> list[DossierToegang]:
    """Return the grants in charge of *user* that run, or ended in the last 90 days; newest first, at most 200."""
    return list(toegangen_onder(user).filter(verloopt_op__gte=op - TOEGANG_GETOOND)[:200])


def andere_locaties(dossier: Dossier) -> list[Dossier]:
    """Return the other locations of the same organisator; they are cards, open to every internal medewerker."""
    return list(Dossier.objects.filter(organisator=dossier.organisator_id).exclude(pk=dossier.pk)[:LOCATIES_GETOOND])


def einde_van_toegang(dossier: Dossier, user: Medewerker) -> datetime | None:
    """Return when the grant by which *user* reads this dossier ends; None when they read it by other ways."""
    if dossier.weg not in Toegangsoort.values:
        return None
    einde: datetime | None = lopende_toegangen(user).filter(content_object=dossier).aggregate(tot=Max("verloopt_op"))["tot"]
    return einde


def lopende_toegangen_op(dossier: Dossier, op: datetime) -> list[DossierToegang]:
    """Return who may read this dossier by exception now."""
    return list(dossier.toegangen.filter(verleend_op__lte=op, verloopt_op__gt=op).select_related("user__team", "verleend_door"))
