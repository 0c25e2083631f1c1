"""The dossier as it was known is what the page showed then: random edits by the actions, replayed from the history.

Real commits: within one transaction the clock of the history stands still.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dossiers.actions import afspraken, attesten, beloften, documenten
from dossiers.actions import betrokkenen as mensen
from dossiers.actions import contactmomenten as contacten
from dossiers.actions import inspectieverzoeken as inspecties
from dossiers.actions import opvolging as opvolgingen
from dossiers.actions import vergunning as vergunningen
from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.actions.afspraakgevolg import Plan, plan_van
from dossiers.actions.dossiers import laat_afwijken, wijzig_dossier
from dossiers.actions.toewijzen import Gevraagd, draag_over
from dossiers.choices import (
    Afspraaksoort,
    Attestsoort,
    Belover,
    Betrokkenerol,
    Contactsoort,
    Ernst,
    Opvangtype,
    Opvolgingsoort,
    Prioriteit,
    Vergunningstand,
)
from dossiers.documentsoorten import Documentsoort
from dossiers.models import Afspraak, Belofte, Betrokkene, Contactmoment, Document, Dossier, Inspectieverzoek, Opvolging
from kern.actions import eigen_werk, taken
from kern.choices import Belang, Rol
from kern.fouten import DomeinFout
from kern.models import Medewerker, Taak
from kern.tijd import BRUSSEL
from tests.hulp.antwoord import tekst
from tests.hulp.databank import Databank
from tests.mensen import BACKEND, maak
from tests.wereld import beloof, maak_dossier, maak_organisator, voeg_document_toe, vraag_inspectie

_WEG = (
    r'<form class="aanwezig".*?</form>',
    r'<div class="rij handelingen">.*\Z',
    r'<a class="knop.*?</a>',
    r"<svg.*?</svg>",
)
# A kind of its own: what another test registers as blocking would make the permit refuse more places here.
_SOORT = "herspeeld.tekort"
_PANELEN = (
    "locatie", "organisator", "vergunning", "betrokkenen", "inspectieverzoeken", "opvolging", "overdrachten", "afspraken",
    "taken", "beloften", "documenten",
)  # fmt: skip


def tussen(html: str, begin: str, eind: str) -> str:
    """The words between two marks, without what one can only click."""
    stuk = html.split(begin, 1)[1].split(eind, 1)[0]
    for patroon in _WEG:
        stuk = re.sub(patroon, "", stuk, flags=re.DOTALL)
    stuk = re.sub(r'<th[^>]*><span class="alleen-lezer">Wijzigen.*?</th>|<a href="[^"]*">Wijzig<.*?</a>', "", stuk)
    return " ".join(re.sub(r"<[^>]+>", " ", stuk).split()).replace(" van toen.", ".")


def beeld(client: Client, dossier: Dossier, op: datetime | None = None) -> dict[str, str]:
    """What the two tabs say of the location: now, or as known at *op*."""
    vraag = {"op": op.astimezone(BRUSSEL).replace(tzinfo=None).isoformat()} if op else {}
    url = dossier.get_absolute_url()
    html, gegevens = (tekst(client.get(f"{url}{pad}", vraag)) for pad in ("", "gegevens/"))
    assert ("Terug naar nu" in html) == bool(op)
    return {
        "kop": tussen(html, "<h1>", "<nav aria-label"),
        "aandacht": tussen(html, 'id="aandacht"', "</section>"),
        "feiten": tussen(html, 'class="feitenkolom', 'class="kaart toenkaart"'),
        "tijdlijn": tussen(html, 'id="tijdlijn-kop">', "<form") + tussen(html, 'id="tijdlijn-regels">', "</ol>"),
        **{naam: tussen(gegevens, f'id="paneel-{naam}"', "</section>") for naam in _PANELEN},
    }


class Wereld:
    """One location, and everything that can be done to it."""

    def __init__(self, an: Medewerker, bart: Medewerker) -> None:
        self.an, self.bart, self.nummers = an, bart, count(1)
        self.dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
        self.buren = [maak_dossier(f"Buur {nr}", maak_organisator(f"Buur {nr} vzw", an)) for nr in (1, 2)]
        self.bewerkingen: list[Callable[[Random], object]] = [
            self.wijzig, self.wissel, self.vergun, self.noteer, self.verbeter, self.trek_in, self.zet_terug, self.open,
            self.sluit, self.neem_aan, self.hernoem, self.neem_afscheid, self.neem_terug,
            self.toon_attest, self.vraag_inspectie, self.wijzig_verzoek, self.zet_verzoek_verder, self.koppel, self.ontkoppel,
            self.hernoem_buur, self.draag_over, self.spreek_af, self.verplaats, self.sluit_afspraak, self.geef_taak,
            self.wijzig_taak, self.werk_taak_af, self.beloof, self.sluit_belofte, self.voeg_document_toe,
            self.wijzig_document,
        ]  # fmt: skip

    def doe(self, welke: int, zaad: int) -> None:
        """Do one edit; what the actions refuse leaves nothing."""
        self.dossier = Dossier.objects.select_related("organisator", "team", "klantenbeheerder").get(pk=self.dossier.pk)
        with suppress(ValidationError, DomeinFout):
            self.bewerkingen[welke % len(self.bewerkingen)](Random(zaad))

    def wijzig(self, kans: Random) -> None:
        wijzig_dossier(
            dossier=self.dossier, versie=self.dossier.versie, telefoon=f"0470 00 00 {kans.randrange(10, 99)}",
            plaatsen=self.dossier.plaatsen if kans.random() < 0.3 else kans.randrange(9, 40), door=self.an, op=timezone.now(),
        )  # fmt: skip

    def wissel(self, kans: Random) -> None:
        naar = kans.choice([self.bart, None])
        laat_afwijken(
            dossier=self.dossier, klantenbeheerder=naar, reden="dichter" if naar else "", door=self.an, op=timezone.now()
        )

    def vergun(self, kans: Random) -> None:
        vanaf = timezone.localdate() - timedelta(days=kans.randrange(0, 400))
        stand = kans.choice([Vergunningstand.VERGUND, Vergunningstand.GESCHORST])
        tot = vanaf + timedelta(days=kans.randrange(1, 90)) if stand == Vergunningstand.GESCHORST else None
        vergunningen.leg_periode_vast(
            dossier=self.dossier, periode=vergunningen.Periode(vanaf, tot, stand, Opvangtype.GROEP, kans.randrange(9, 30)),
            gezien=vergunningen.gezien_van(self.dossier), door=self.an, op=timezone.now(),
        )  # fmt: skip

    def inhoud(self, kans: Random) -> contacten.Inhoud:
        wanneer = timezone.now() - timedelta(days=kans.randrange(0, 900), minutes=5)
        soort = kans.choice([Contactsoort.TELEFOON, Contactsoort.BEZOEK, Contactsoort.MAIL])
        return contacten.Inhoud(soort, "uit", f"Persoon {kans.randrange(9)}", wanneer, f"Tekst {kans.randrange(99)}")

    def noteer(self, kans: Random) -> None:
        contacten.noteer_contact(sleutel=uuid4(), over=self.dossier, inhoud=self.inhoud(kans), door=self.an, op=timezone.now())

    def een_contact(self, kans: Random) -> Contactmoment:
        contact = kans.choice([*Contactmoment.objects.filter(dossier=self.dossier).order_by("genoteerd_op"), None])
        if contact is None:
            raise DomeinFout("geen contact")
        return contact

    def verbeter(self, kans: Random) -> None:
        contact = self.een_contact(kans)
        contacten.verbeter_contact(
            contact=contact, versie=contact.versie, inhoud=self.inhoud(kans), door=self.an, op=timezone.now()
        )

    def trek_in(self, kans: Random) -> None:
        contacten.trek_contact_in(contact=self.een_contact(kans), reden="Verkeerde locatie.", door=self.an, op=timezone.now())

    def zet_terug(self, kans: Random) -> None:
        contacten.zet_contact_terug(contact=self.een_contact(kans), door=self.an, op=timezone.now())

    def neem_aan(self, kans: Random) -> None:
        mensen.voeg_toe(
            organisator=self.dossier.organisator, dossier=self.dossier if kans.random() < 0.7 else None,
            rol=kans.choice(Betrokkenerol.values), naam=f"Mens {next(self.nummers)}", door=self.an, op=timezone.now(),
        )  # fmt: skip

    def een_mens(self, kans: Random) -> Betrokkene:
        mens = kans.choice([*Betrokkene.objects.filter(organisator=self.dossier.organisator).order_by("sorteersleutel"), None])
        if mens is None:
            raise DomeinFout("geen mens")
        return mens

    def hernoem(self, kans: Random) -> None:
        mens = self.een_mens(kans)
        mensen.wijzig(
            betrokkene=mens, versie=mens.versie, rol=kans.choice(Betrokkenerol.values), naam=f"Andere {next(self.nummers)}",
            geboortedatum=None, telefoon=f"0470 00 01 {kans.randrange(10, 99)}", email="", vanaf=None, door=self.an,
            op=timezone.now(),
        )  # fmt: skip

    def toon_attest(self, kans: Random) -> None:
        attesten.voeg_toe(
            betrokkene=self.een_mens(kans), soort=kans.choice(Attestsoort.values), afgegeven_op=timezone.localdate(),
            verloopt_op=timezone.localdate() + timedelta(days=kans.randrange(1, 900)), door=self.an, op=timezone.now(),
        )  # fmt: skip

    def neem_afscheid(self, kans: Random) -> None:
        mens, dag = self.een_mens(kans), timezone.localdate() - timedelta(days=kans.randrange(-3, 9))
        mensen.beeindig(betrokkene=mens, versie=mens.versie, tot=dag, door=self.an, op=timezone.now())

    def neem_terug(self, kans: Random) -> None:
        mens = self.een_mens(kans)
        mensen.hervat(betrokkene=mens, versie=mens.versie, door=self.an, op=timezone.now())

    def vraag_inspectie(self, kans: Random) -> None:
        vraag_inspectie(self.dossier, self.an, tegen=self.over_dagen(kans), prioriteit=kans.choice(Prioriteit.values))

    def over_dagen(self, kans: Random) -> date:
        return timezone.localdate() + timedelta(days=kans.randrange(90))

    def een_verzoek(self, kans: Random) -> Inspectieverzoek:
        alle = (
            Inspectieverzoek.objects.filter(dossier=self.dossier).select_related("dossier__organisator").order_by("gevraagd_op")
        )
        verzoek = kans.choice([*alle, None])
        if verzoek is None:
            raise DomeinFout("geen verzoek")
        return verzoek

    def wijzig_verzoek(self, kans: Random) -> None:
        verzoek = self.een_verzoek(kans)
        anders = inspecties.vraag_van(verzoek)._replace(tegen=self.over_dagen(kans), prioriteit=kans.choice(Prioriteit.values))
        inspecties.wijzig_verzoek(verzoek=verzoek, versie=verzoek.versie, gevraagd=anders, door=self.an, op=timezone.now())

    def zet_verzoek_verder(self, kans: Random) -> None:
        stap: Callable[..., object] = kans.choice(
            [
                partial(inspecties.bevestig, gepland_op=None),
                partial(inspecties.sluit_af, bezocht_op=timezone.localdate(), verslagnummer=f"ZI-{kans.randrange(9)}"),
                partial(inspecties.trek_in, reden="Niet meer nodig"),
            ]
        )
        stap(verzoek=self.een_verzoek(kans), door=self.an, op=timezone.now())

    def koppel(self, kans: Random) -> None:
        ander = kans.choice(self.buren)
        paar = [self.dossier, ander] if kans.random() < 0.8 else self.buren  # a link further on in the chain too
        voorganger, opvolger = kans.sample(paar, 2)
        opvolgingen.koppel(
            voorganger=voorganger, opvolger=opvolger, soort=kans.choice(list(Opvolgingsoort)), vanaf=timezone.localdate(),
            door=self.an, op=timezone.now(), reden="Het moet.",
        )  # fmt: skip

    def ontkoppel(self, kans: Random) -> None:
        lopend = Opvolging.objects.filter(vervallen_op=None, voorganger__in=[self.dossier, *self.buren]).order_by("pk")
        opvolging = kans.choice([*lopend.select_related("voorganger", "opvolger"), None])
        if opvolging is not None:
            opvolgingen.ontkoppel(opvolging=opvolging, reden="Verkeerd.", door=self.an, op=timezone.now())

    def hernoem_buur(self, kans: Random) -> None:
        buur = Dossier.objects.select_related("organisator", "team").get(pk=kans.choice(self.buren).pk)
        wijzig_dossier(dossier=buur, versie=buur.versie, naam=f"Buur {kans.randrange(99)}", door=self.an, op=timezone.now())

    def draag_over(self, kans: Random) -> None:
        naar = kans.choice([self.an, self.bart])
        door = self.dossier.klantenbeheerder
        if door is not None:
            gevraagd = [Gevraagd(self.dossier.pk, door.pk, "Neem over.")]
            draag_over(rijen=gevraagd, naar=naar, nota="", door=door, op=timezone.now())

    def spreek_af(self, kans: Random) -> None:
        begin = timezone.now() + timedelta(days=kans.randrange(1, 60))
        soort = kans.choice(Afspraaksoort.values)
        waar = (self.dossier,) if soort == Afspraaksoort.BEZOEK or kans.random() < 0.8 else ()
        plan = Plan(
            soort, begin, begin + timedelta(hours=1), aangekondigd=soort != Afspraaksoort.BEZOEK or kans.random() < 0.5,
            dossiers=waar, onderwerp="Jaarlijks",
        )  # fmt: skip
        afspraken.maak_afspraak(
            sleutel=uuid4(), over=self.dossier.organisator, plan=plan, eigenaar=kans.choice([self.an, self.bart]), door=self.an,
            op=timezone.now(), bevestig_meteen=kans.random() < 0.5,
        )  # fmt: skip

    def een_afspraak(self, kans: Random) -> Afspraak:
        alle = Afspraak.objects.filter(organisator=self.dossier.organisator).select_related("eigenaar", "organisator")
        afspraak = kans.choice([*alle.order_by("gemaakt_op"), None])
        if afspraak is None:
            raise DomeinFout("geen afspraak")
        return afspraak

    def verplaats(self, kans: Random) -> None:
        afspraak = self.een_afspraak(kans)
        begin = afspraak.begin + timedelta(days=kans.randrange(1, 9))
        plan = plan_van(afspraak)._replace(begin=begin, einde=begin + timedelta(hours=1))
        if afspraak.soort != Afspraaksoort.BEZOEK:  # a location comes or goes
            plan = plan._replace(dossiers=() if plan.dossiers else (self.dossier,))
        afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=plan, door=self.an, op=timezone.now())

    def sluit_afspraak(self, kans: Random) -> None:
        afspraken.annuleer(afspraak=self.een_afspraak(kans), reden="Ziek.", door=self.an, op=timezone.now())

    def geef_taak(self, kans: Random) -> None:
        inhoud = taken.Inhoud(titel=f"Taak {next(self.nummers)}", tegen=self.over_dagen(kans), belang=kans.choice(list(Belang)))
        voor = kans.choice([self.an, self.bart])
        taken.geef(sleutel=uuid4(), inhoud=inhoud, over=self.dossier, voor=voor, door=self.an, op=timezone.now())

    def een_taak(self, kans: Random) -> Taak:
        over = Taak.objects.filter(onderwerp_soort="dossiers.dossier", onderwerp_id=str(self.dossier.pk))
        taak = kans.choice([*over.select_related("voor", "gegeven_door").order_by("gegeven_op"), None])
        if taak is None:
            raise DomeinFout("geen taak")
        return taak

    def wijzig_taak(self, kans: Random) -> None:
        taak = self.een_taak(kans)
        if kans.random() < 0.3:
            eigen_werk.geef_taak_door(taak=taak, naar=kans.choice([self.an, self.bart]), door=self.an, op=timezone.now())
            return
        inhoud = taken.Inhoud(
            titel=f"Anders {next(self.nummers)}", tegen=self.over_dagen(kans), wacht_op=kans.choice(["", "het plan"])
        )
        taken.wijzig(taak=taak, inhoud=inhoud, versie=taak.versie, door=self.an, op=timezone.now())

    def werk_taak_af(self, kans: Random) -> None:
        stappen: list[Callable[..., object]] = [taken.werk_af, taken.heropen, taken.trek_in]
        kans.choice(stappen)(taak=self.een_taak(kans), door=self.an, op=timezone.now())

    def beloof(self, kans: Random) -> None:
        van = kans.choice(list(Belover))
        beloof(self.dossier, self.an, f"Belofte {next(self.nummers)}", van=van, tegen=self.over_dagen(kans))

    def sluit_belofte(self, kans: Random) -> None:
        belofte = kans.choice([*Belofte.objects.filter(dossier=self.dossier).order_by("gemaakt_op"), None])
        if belofte is None:
            raise DomeinFout("geen belofte")
        stappen: list[Callable[..., object]] = [beloften.houd, beloften.breek, beloften.trek_in]
        kans.choice(stappen)(belofte=belofte, uitleg="Zo kwam het.", door=self.an, op=timezone.now())

    def voeg_document_toe(self, kans: Random) -> None:
        voeg_document_toe(self.dossier, self.an, titel=f"Plan {next(self.nummers)}", ook_dubbel=True)

    def wijzig_document(self, kans: Random) -> None:
        document = kans.choice([*Document.objects.filter(dossier=self.dossier).order_by("toegevoegd_op"), None])
        if document is None:
            raise DomeinFout("geen document")
        doe = kans.randrange(3)
        if doe == 0:
            documenten.trek_in(document=document, reden="Hoort hier niet.", door=self.an, op=timezone.now())
        elif doe == 1:
            documenten.zet_terug(document=document, door=self.an, op=timezone.now())
        else:
            titel, soort = f"Ander plan {next(self.nummers)}", kans.choice(Documentsoort.values)
            documenten.wijzig(
                document=document, versie=document.versie, titel=titel, soort=soort, door=self.an, op=timezone.now()
            )

    def open(self, kans: Random) -> None:
        open_aandacht(
            dossier=self.dossier, soort=_SOORT, verwijzing=f"t{kans.randrange(3)}",
            reden=f"Tekort {kans.randrange(4)}", ernst=kans.choice(list(Ernst)), op=timezone.now(),
        )  # fmt: skip

    def sluit(self, kans: Random) -> None:
        sluit_aandacht(soort=_SOORT, verwijzing=f"t{kans.randrange(3)}", dossier=self.dossier, op=timezone.now())


@pytest.mark.traag
def test_zoals_bekend_op_is_wat_de_bladzijde_toen_toonde(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    bart = maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="antwerpen")
    client = Client()
    client.force_login(an, backend=BACKEND)
    gezien: set[str] = set()

    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10_000)), min_size=2, max_size=14))
    @example(
        [
            *((welke, 1) for welke in (3, 21, 24, 22, 25, 23, 26, 27, 29, 28, 30)),
            *((4, zaad) for zaad in range(5)),
            *((2, z) for z in range(5)),
        ]
    )
    def herspeel(bewerkingen: list[tuple[int, int]]) -> None:
        wereld = Wereld(an, bart)
        toen = [(timezone.now(), beeld(client, wereld.dossier))]
        for welke, zaad in bewerkingen:
            wereld.doe(welke, zaad)
            toen.append((timezone.now(), beeld(client, wereld.dossier)))
        for moment, getoond in toen:
            assert beeld(client, wereld.dossier, moment) == getoond
        gezien.update(" ".join(getoond.values()) for _, getoond in toen)

    herspeel()
    assert len(gezien) > 30  # the edits did something
    assert any("(vervallen)" in stuk for stuk in gezien)
    assert any("geschorst" in stuk for stuk in gezien)


def test_elk_deel_van_het_beeld_ziet_een_verandering(eigen_database: Databank) -> None:
    """The comparison above would see it, were a part not read from the history."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    bart = maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="antwerpen")
    client = Client()
    client.force_login(an, backend=BACKEND)
    wereld = Wereld(an, bart)
    eerst, moment = beeld(client, wereld.dossier), timezone.now()
    for welke in (17, 14, 20, 7, 0, 2, 3, 9, 21, 24, 27, 29):
        wereld.doe(welke, 5)
    nu = beeld(client, wereld.dossier)
    assert {naam for naam in nu if nu[naam] == eerst[naam]} == {"organisator"}
    assert beeld(client, wereld.dossier, moment) == eerst
