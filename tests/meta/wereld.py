"""The world of the table of rights: one dossier, and for each role six people who stand in another relation to it.

- `eigen`: was klantenbeheerder of a dossier of their own, and then got the role (so a role without scope has lost it again);
- `collega`: in the team of the dossier;
- `ander`: in another team;
- `uitgenodigd`: in another team, with an invitation that runs;
- `verlopen`: in another team, with an invitation that ended a second ago;
- `vervanger`: in another team, standing in today for An, the klantenbeheerder.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dossiers.actions import (
    aanvragen,
    groepen,
    importeren,
    post_schrijven,
    tekstblokken,
    toegang,
    toewijzen,
)
from dossiers.choices import Aanvraagsoort, Toegangsoort
from dossiers.models import Aanvraag, Contactmoment, Dossier, DossierToegang, ImportRun, Overdracht, Toegangsvraag
from dossiers.register.poi import POI
from kern.actions import bestandswerk, bezorging, dageinde, mensen, meters, outbox, uitnodigingen, wissen
from kern.actions.pdf import bewaar_pdf
from kern.choices import Rechtsgrond, Rol
from kern.models import (
    Medewerker,
    Nachtnota,
    Notificatie,
    OutboxRegel,
    PdfDocument,
    Sluitingsdag,
    Taak,
    Team,
    Termijnregel,
    Uitnodiging,
    Vervanging,
    Werkregel,
    Wisverzoek,
)
from kern.outbox.keuzes import BijTwijfel
from kern.pdf import Pdf
from tests.dossiers.personen import maak_attest, maak_betrokkene
from tests.hulp import taken as taken_hulp
from tests.mensen import BACKEND, maak, vervang
from tests.meta.afspraken import zet_afspraak
from tests.meta.verslagen import zet_verslagen
from tests.wereld import (
    beloof,
    geef_toegang,
    geef_verlopen_toegang,
    krijg_mail,
    maak_dossier,
    maak_organisator,
    noteer_contact,
    scherm_af,
    schrijf_blad,
    schrijf_mail,
    vergun,
    voeg_document_toe,
    vraag_inspectie,
)

GEEN_ROL = "geen rol"
ANONIEM = "anoniem"


class Relatie(StrEnum):
    """How somebody stands to the dossier that is asked for."""

    EIGEN = "eigen"
    COLLEGA = "collega"
    ANDER = "ander"
    UITGENODIGD = "uitgenodigd"
    VERLOPEN = "verlopen"
    VERVANGER = "vervanger"


@dataclass(frozen=True)
class Persoon:
    """Somebody who knocks: a role (a value of `Rol`, "geen rol" or "anoniem") in one relation."""

    rol: str
    relatie: Relatie
    medewerker: Medewerker | None
    client: Client
    sessie: str = ""

    @property
    def is_rol(self) -> bool:
        """Whether this is a role in a relation, not somebody without role or login."""
        return self.rol not in (GEEN_ROL, ANONIEM)

    def __str__(self) -> str:
        return f"{self.rol} ({self.relatie})"


@dataclass
class Wereld:
    """What the addresses of the table point at."""

    an: Medewerker
    carla: Medewerker
    zoe: Medewerker
    sam: Medewerker
    dossier: Dossier
    vraag: Toegangsvraag
    toegang: DossierToegang
    adviesvraag: Uitnodiging
    notificatie: Notificatie
    sluitingsdag: Sluitingsdag
    termijnregel: Termijnregel
    document: PdfDocument
    bericht: OutboxRegel
    vervanging: Vervanging
    overdracht: Overdracht
    run: ImportRun
    aanvraag: Aanvraag
    wisverzoek: Wisverzoek
    ingetrokken_wisverzoek: Wisverzoek
    werkregel: Werkregel
    taak: Taak
    nachtnota: Nachtnota
    personen: list[Persoon] = field(default_factory=list)
    eigen: dict[int, tuple[Dossier, Toegangsvraag, DossierToegang]] = field(default_factory=dict)  # by pk of the person

    def _van(self, wie: Persoon) -> tuple[Dossier, Toegangsvraag, DossierToegang]:
        standaard = (self.dossier, self.vraag, self.toegang)
        return self.eigen.get(wie.medewerker.pk, standaard) if wie.medewerker else standaard

    def dossier_van(self, wie: Persoon) -> Dossier:
        """Return the dossier to which *wie* stands in their relation."""
        return self._van(wie)[0]

    def contact_bij(self, wie: Persoon) -> Contactmoment:
        """Return what An noted at that dossier."""
        return Contactmoment.objects.get(dossier=self.dossier_van(wie))

    def vraag_over(self, wie: Persoon) -> Toegangsvraag:
        """Return Zoë's request for that dossier."""
        return self._van(wie)[1]

    def toegang_op(self, wie: Persoon) -> DossierToegang:
        """Return Zita's grant on that dossier."""
        return self._van(wie)[2]


@contextmanager
def teruggedraaid() -> Iterator[None]:
    """Undo at the end whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bouw() -> Wereld:
    """Make the world through the actions."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    zoe = maak("zoe", "Zoë Aerts", Rol.JURIST)
    zita = maak("zita", "Zita Aerts", Rol.JURIST)
    mo = maak("mo", "Mo Lezer", Rol.MELDINGEN)
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    scherm_af(dossier, an)
    noteer_contact(dossier, an)
    vergun(dossier, an)
    vraag_inspectie(dossier, an)
    beloof(dossier, an)
    _document_bij(dossier, an)
    zet_verslagen(dossier, an, mo)
    schrijf_blad(an, over=dossier)
    zet_afspraak(dossier, an)
    _mail(dossier, an)
    krijg_mail(tekst="De poetshulp is ziek, schrijft Rita Verzonnen.")
    _mensen(dossier, an)
    vraag, lopend = _uitzonderingen(dossier, zoe, zita, an)
    van_allen = {"naam": "slapen-ok", "tekst": "<p>De slaapruimte is in orde.</p>"}
    tekstblokken.maak_blok(sleutel=uuid4(), eigenaar=None, team=None, door=carla, op=timezone.now(), **van_allen)
    wim = maak("wim", "Wim Smets", Rol.DPO)
    wereld = Wereld(
        an=an,
        carla=carla,
        zoe=zoe,
        sam=_starter(an, carla),
        dossier=dossier,
        vraag=vraag,
        toegang=lopend,
        adviesvraag=_adviesvraag(dossier, an, zoe),
        notificatie=_notificatie(an),
        sluitingsdag=Sluitingsdag.objects.filter(ingetrokken_op=None)[0],
        termijnregel=Termijnregel.objects.all()[0],
        document=_document(dossier),
        bericht=_bericht(dossier, zoe),
        vervanging=vervang(zoe, zita),
        overdracht=_overdracht(an, carla),
        run=_import(an),
        aanvraag=_aanvraag(an),
        wisverzoek=_wisverzoek(_adviesvraag(dossier, an, zoe), wim),
        ingetrokken_wisverzoek=wissen.trek_wisverzoek_in(
            verzoek=_wisverzoek(_adviesvraag(dossier, an, zoe), wim), door=wim, op=timezone.now()
        ),
        nachtnota=dageinde.schrijf_nachtnota(
            sleutel=uuid4(), tekst="De sleutel ligt bij de buren.", over=None, door=an, op=timezone.now()
        ),
        taak=taken_hulp.geef(an, "Bel terug over de tuin", sleutel=uuid4(), op=timezone.now(), punten=("Nummer opzoeken",)),
        werkregel=taken_hulp.onthoud(sleutel=uuid4(), titel="Bel terug", tegen=None, over=dossier, door=an, op=timezone.now()),
    )
    gemaakt: list[tuple[str, Relatie, Medewerker]] = []
    for rol in Rol:
        for relatie in Relatie:
            wie = _persoon(wereld, rol, relatie)
            if relatie is Relatie.EIGEN:
                eigen = Dossier.objects.get(naam=f"Van {wie.username}")
                noteer_contact(eigen, an)
                vergun(eigen, an)
                vraag_inspectie(eigen, an)
                beloof(eigen, an)
                _document_bij(eigen, an)
                zet_verslagen(eigen, an, mo)
                zet_afspraak(eigen, an)
                _mail(eigen, an)
                _mensen(eigen, an)
                wereld.eigen[wie.pk] = (eigen, *_uitzonderingen(eigen, zoe, zita, an))
            gemaakt.append((str(rol), relatie, wie))
    gemaakt.append((GEEN_ROL, Relatie.ANDER, maak("leeg", "Leo Leeg")))
    # Hashed once: a hundred times would be most of the time of this world.
    Medewerker.objects.update(password=make_password("een lang wachtwoord voor allen"))
    for rol_, relatie, wie in gemaakt:
        wereld.personen.append(Persoon(rol_, relatie, wie, *_aangemeld(Medewerker.objects.get(pk=wie.pk))))
    wereld.personen.append(Persoon(ANONIEM, Relatie.ANDER, None, Client()))
    return wereld


def _uitzonderingen(
    dossier: Dossier, vrager: Medewerker, lezer: Medewerker, door: Medewerker
) -> tuple[Toegangsvraag, DossierToegang]:
    vraag = toegang.vraag_toegang(dossier=dossier, door=vrager, reden="Ik lees mee over de huur.", op=timezone.now())
    return vraag, geef_toegang(dossier, lezer, door)


def _document_bij(dossier: Dossier, door: Medewerker) -> None:
    """A drawing that may be opened, with its small image."""
    voeg_document_toe(dossier, door, titel="Plan van Rita Verzonnen")
    bestandswerk.maak_voorbeelden(klok=timezone.now)


def _mail(dossier: Dossier, door: Medewerker) -> None:
    """A mail that An is writing, with an attachment."""
    concept = schrijf_mail(dossier, door, tekst="Rita Verzonnen mag blijven.")
    inhoud = BytesIO(b"Alles over de sluiting.")
    post_schrijven.neem_bijlage(bericht=concept, inhoud=inhoud, naam="brief van Rita.txt", door=door, op=timezone.now())


def _mensen(dossier: Dossier, door: Medewerker) -> None:
    """Two people at the location, the first of whom showed an attest; its organisator belongs to a groep."""
    rita = maak_betrokkene(dossier, door, "Rita Verzonnen")
    maak_betrokkene(dossier, door, "Verzonnen Rita")
    maak_attest(rita, door, None)
    nu = timezone.now()
    groep = groepen.maak_groep(naam=f"Groep {dossier.dossiernummer}", soort="groep", door=door, op=nu)
    groepen.voeg_lid_toe(groep=groep, organisator=dossier.organisator, vanaf=timezone.localdate(), door=door, op=nu)


def _starter(meter: Medewerker, door: Medewerker) -> Medewerker:
    """Make somebody new who reads along with *meter*."""
    sam = maak("sam", "Sam Starters", Rol.STARTER, team="antwerpen")
    vandaag = timezone.localdate()
    meters.koppel_meter(starter=sam, meter=meter, vanaf=vandaag, tot=vandaag, door=door, op=timezone.now())
    return sam


def _adviesvraag(dossier: Dossier, door: Medewerker, aan: Medewerker) -> Uitnodiging:
    return uitnodigingen.vraag_advies(
        sleutel=uuid4(),
        onderwerp_soort="dossiers.dossier",
        onderwerp_id=str(dossier.pk),
        aan=aan,
        vraag="Mag dit zo?",
        tegen=timezone.localdate(),
        door=door,
        op=timezone.now(),
    )


def _import(door: Medewerker) -> ImportRun:
    inhoud = [b"poi_id,naam,adres,lon,lat\n"]
    return importeren.zet_klaar(formaat=POI, bestandsnaam="register.csv", inhoud=inhoud, door=door, op=timezone.now())


def _overdracht(van: Medewerker, naar: Medewerker) -> Overdracht:
    weg = maak_dossier("De Overgang", maak_organisator("Overgang vzw", van))
    uitkomst = toewijzen.draag_over(
        rijen=[toewijzen.Gevraagd(weg.pk, van.pk)], naar=naar, nota="Bel eerst.", door=van, op=timezone.now()
    )
    assert uitkomst.overdracht
    return uitkomst.overdracht


def _aanvraag(van: Medewerker) -> Aanvraag:
    return aanvragen.dien_in(
        soort=Aanvraagsoort.START,
        organisator=maak_organisator("Begin vzw", van),
        team=Team.objects.get(code="antwerpen"),
        gewenst_vanaf=timezone.localdate(),
        plek=aanvragen.Plek("Het Begin", "groep", "Statielei", "2640", "Mortsel"),
        door=van,
        op=timezone.now(),
    )


def _notificatie(aan: Medewerker) -> Notificatie:
    bezorging.verwerk(klok=timezone.now)
    return Notificatie.objects.filter(ontvanger=aan)[0]


def _bericht(over: Dossier, door: Medewerker) -> OutboxRegel:
    return outbox.mail(
        sleutel="meta",
        over=over,
        aan=["iemand@voorbeeld.example"],
        titel="Een bericht",
        tekst="Met een bijlage.",
        bij_twijfel=BijTwijfel.TONEN,
        bijlagen=[outbox.Bijlage("brief.pdf", "application/pdf", b"%PDF-1.7")],
        door=door,
        op=timezone.now(),
    )


def _wisverzoek(over: Uitnodiging, door: Medewerker) -> Wisverzoek:
    return wissen.vraag_wissen(
        onderwerp_soort="kern.uitnodiging",
        onderwerp_id=str(over.pk),
        rechtsgrond=Rechtsgrond.VERZOEK,
        reden="De betrokkene vraagt het.",
        door=door,
        op=timezone.now(),
    )


def _document(over: Dossier) -> PdfDocument:
    inhoud = b"%PDF-1.7"
    pdf = Pdf(inhoud=inhoud, sha256=sha256(inhoud).hexdigest(), paginas=1)
    return bewaar_pdf(pdf=pdf, soort="kern.logboek_uittreksel", over=over, titel="Uittreksel", door=None, op=timezone.now())


def _persoon(wereld: Wereld, rol: Rol, relatie: Relatie) -> Medewerker:
    team = {Relatie.EIGEN: "limburg", Relatie.COLLEGA: "antwerpen", Relatie.VERVANGER: "limburg"}.get(relatie, "oost-vlaanderen")
    # Whoever owned a dossier or stands in was an internal medewerker when that began.
    eerst = {Relatie.EIGEN: Rol.KLANTENBEHEERDER, Relatie.VERVANGER: Rol.JURIST}.get(relatie, rol)
    wie = maak(f"{rol}-{relatie}", f"{relatie.capitalize()} {rol.capitalize()}", eerst, team=team)
    match relatie:
        case Relatie.EIGEN:
            maak_dossier(f"Van {wie.username}", maak_organisator(f"{wie.username} bv", wie))
        case Relatie.UITGENODIGD:
            geef_toegang(wereld.dossier, wie, wereld.an, soort=Toegangsoort.UITNODIGING, duur=timedelta(days=1))
        case Relatie.VERLOPEN:
            geef_verlopen_toegang(wereld.dossier, wie, wereld.an, soort=Toegangsoort.UITNODIGING)
        case Relatie.VERVANGER:
            vervang(wereld.an, wie)
    if rol is not eerst:
        mensen.wijzig_rollen(
            medewerker=wie, rollen=[rol], team=Team.objects.get(code=team), door=wereld.carla, op=timezone.now(), reden="rol"
        )
    return wie


def _aangemeld(wie: Medewerker) -> tuple[Client, str]:
    client = Client()
    client.force_login(wie, backend=BACKEND)
    return client, client.cookies[settings.SESSION_COOKIE_NAME].value
