"""What dossiers adds to the werkvoorraad: its kinds of work, how a dossier stands in a row, and what must agree."""

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.utils import timezone

from dossiers import werksoorten
from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.choices import OPEN_AANVRAGEN, Beloftestatus, Verslagstatus, Verzoekstatus
from dossiers.models import Aanvraag, Attest, Belofte, Dossier, Inspectieverzoek, Toegangsvraag, Verslag
from dossiers.personen import VERWITTIG
from kern import controle, werk
from kern.controle import Controle
from kern.inrichting_werk import afwijkingen
from kern.models import Medewerker
from kern.werk import Kaartje


def _dossiers(persoon: Medewerker, sleutels: Collection[str]) -> Mapping[str, Kaartje]:
    gevonden = Dossier.objects.zichtbaar_voor(persoon).met_weg(persoon).filter(pk__in=sleutels)
    return {
        str(d.pk): Kaartje(d.naam, f"{d.dossiernummer}, {d.gemeente}", d.get_absolute_url(), inhoud=d.weg != "")
        for d in gevonden.only("dossiernummer", "naam", "gemeente")
    }


def _organisatoren(persoon: Medewerker, sleutels: Collection[str]) -> Mapping[str, Kaartje]:
    gevonden = organisatoren_zichtbaar_voor(persoon).filter(pk__in=sleutels).only("nummer", "naam")
    return {str(o.pk): Kaartje(o.naam, o.nummer, o.get_absolute_url(), inhoud=True) for o in gevonden}


def _toegangsvragen(soort: werk.Werksoort) -> int:
    open_ = Toegangsvraag.objects.open()
    return afwijkingen(soort, open_, open_)


def _inspecties() -> int:
    open_ = Inspectieverzoek.objects.filter(status__in=Verzoekstatus.open())
    return afwijkingen(werksoorten.INSPECTIE, open_, open_)


def _attesten() -> int:
    # As the look of the night leaves it: just after midnight it may still have to come.
    vandaag = timezone.localdate()
    mag = Attest.objects.filter(vervallen_op=None, verloopt_op__lte=vandaag + VERWITTIG)
    er_nog = Q(betrokkene__tot=None) | Q(betrokkene__tot__gte=vandaag)
    return afwijkingen(werksoorten.ATTEST, mag.filter(er_nog), mag)


def _aanvragen() -> int:
    open_ = Aanvraag.objects.filter(status__in=[str(status) for status in OPEN_AANVRAGEN])
    return afwijkingen(werksoorten.AANVRAAG, open_, open_)


def _verslagen() -> int:
    open_ = Verslag.objects.filter(gewist_op=None).exclude(status__in=(Verslagstatus.VASTGESTELD, Verslagstatus.VERWORPEN))
    return afwijkingen(werksoorten.VERSLAG, open_, open_)


def _beloften() -> int:
    open_ = Belofte.objects.filter(status=Beloftestatus.OPEN)
    return afwijkingen(werksoorten.BELOFTE, open_.filter(gewist_op=None), open_)


werk.registreer(*werksoorten.ALLE)
werk.registreer_onderwerp(
    werk.Onderwerpsoort("dossiers.dossier", _dossiers), werk.Onderwerpsoort("dossiers.organisator", _organisatoren)
)
controle.registreer(
    Controle("dossiers.werk_attest", "elk attest dat weldra vervalt, staat in een werkvoorraad", _attesten),
    Controle("dossiers.werk_aanvraag", "elke open aanvraag staat in een werkvoorraad", _aanvragen),
    Controle("dossiers.werk_belofte", "elke belofte die nog loopt, staat in een werkvoorraad", _beloften),
    Controle("dossiers.werk_verslag", "elk verslag dat niet af is, staat in een werkvoorraad", _verslagen),
    Controle(
        "dossiers.werk_toegang_beslissen",
        "elke open vraag om toegang staat in de werkvoorraad van wie beslist",
        lambda: _toegangsvragen(werksoorten.TOEGANG_BESLISSEN),
    ),
    Controle(
        "dossiers.werk_toegang_krijgen",
        "elke open vraag om toegang staat in de werkvoorraad van wie ze stelde",
        lambda: _toegangsvragen(werksoorten.TOEGANG_KRIJGEN),
    ),
    Controle(
        "dossiers.werk_inspectie",
        "elk open inspectieverzoek staat in de werkvoorraad van wie de locatie volgt",
        _inspecties,
    ),
)
