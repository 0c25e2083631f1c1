"""Writing on the timeline and asking attention: corrections keep what was shown, two at once lose nothing, erasing empties."""

from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.actions.tijdlijn import laat_vervallen, schrijf, vervang
from dossiers.choices import Ernst
from dossiers.models import Aandacht, Dossier, Tijdlijnregel
from kern import wissen
from kern.choices import Rol
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten as uitkomsten_van
from tests.hulp.tegelijk import tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.usefixtures("proefsoorten")
NU = datetime(2026, 3, 12, 14, 0, tzinfo=BRUSSEL)


def meld(dossier: Dossier, verwijzing: str = "m1", door: Medewerker | None = None, **meer: object) -> Tijdlijnregel:
    gegevens: dict[str, object] = {"titel": "Melding van een ouder", "op": NU, "bekend_sinds": NU}
    return schrijf(over=dossier, soort="test.melding", verwijzing=verwijzing, door=door, **gegevens | meer)  # type: ignore[arg-type]


def test_een_regel_zegt_wat_waar_wanneer_en_door_wie(an: Medewerker, zonnebloem: Dossier) -> None:
    later = NU + timedelta(days=2)
    regel = meld(zonnebloem, door=an, titel=f"{'x' * 300}\n y", kort="z" * 500, bekend_sinds=later, url="/meldingen/1/")
    regel.refresh_from_db()
    assert (regel.dossier, regel.organisator) == (zonnebloem, zonnebloem.organisator)
    assert (regel.op, regel.bekend_sinds, regel.door_naam) == (NU, later, "An Peeters")
    assert (len(regel.titel), regel.titel[-1], len(regel.kort)) == (200, "…", 400)


def test_een_regel_over_de_organisator_hangt_aan_geen_locatie(zonnebloem: Dossier) -> None:
    regel = schrijf(
        over=zonnebloem.organisator, soort="test.nota", verwijzing="n1", titel="Fusie", op=NU, bekend_sinds=NU, door=None
    )
    assert (regel.dossier, regel.organisator, regel.door_naam) == (None, zonnebloem.organisator, "")


def test_hetzelfde_staat_er_geen_twee_keer(zonnebloem: Dossier) -> None:
    meld(zonnebloem)
    with pytest.raises(IntegrityError):
        meld(zonnebloem)


def test_een_verbetering_laat_de_oude_regel_staan_met_zijn_einde(an: Medewerker, zonnebloem: Dossier) -> None:
    oud = meld(zonnebloem, door=an, url="/meldingen/1/", overgenomen=True)
    gisteren, morgen = NU - timedelta(days=1), NU + timedelta(days=1)
    nieuw = vervang(
        soort="test.melding", verwijzing="m1", titel="Melding van een buur", op=gisteren, bekend_sinds=morgen, door=None
    )
    oud.refresh_from_db()
    assert (oud.titel, oud.vervallen_op) == ("Melding van een ouder", morgen)
    assert (nieuw.op, nieuw.bekend_sinds, nieuw.vervallen_op) == (gisteren, morgen, None)
    assert (nieuw.dossier, nieuw.url, nieuw.overgenomen, nieuw.door_naam) == (zonnebloem, "/meldingen/1/", True, "")


def test_wat_niet_op_de_tijdlijn_staat_valt_niet_te_verbeteren(zonnebloem: Dossier) -> None:
    assert laat_vervallen(soort="test.melding", verwijzing="m1", op=NU) is None
    with pytest.raises(Tijdlijnregel.DoesNotExist, match="staat niet op de tijdlijn"):
        vervang(soort="test.melding", verwijzing="m1", titel="x", op=NU, bekend_sinds=NU, door=None)


def test_wat_ingetrokken_is_kan_opnieuw_gemeld_worden(zonnebloem: Dossier) -> None:
    meld(zonnebloem)
    laat_vervallen(soort="test.melding", verwijzing="m1", op=NU)
    meld(zonnebloem)
    assert zonnebloem.tijdlijn.filter(soort="test.melding").geldig().count() == 1


def test_aandacht_met_een_andere_reden_is_een_nieuwe_rij(zonnebloem: Dossier) -> None:
    open_ = partial(open_aandacht, dossier=zonnebloem, soort="test.tekort", verwijzing="t1")
    eerste = open_(reden="Brandveiligheid", op=NU)
    assert open_(reden="Brandveiligheid", op=NU + timedelta(hours=1)) == eerste
    tweede = open_(reden="Brandveiligheid en slapen", op=NU + timedelta(hours=2), ernst=Ernst.LET_OP)
    eerste.refresh_from_db()
    assert (eerste.tot, tweede.sinds, tweede.tot) == (NU + timedelta(hours=2), NU + timedelta(hours=2), None)
    assert (eerste.ernst, tweede.ernst) == (Ernst.INFO, Ernst.LET_OP)


def test_aandacht_sluit_op_een_locatie_of_overal(zonnebloem: Dossier) -> None:
    ander = maak_dossier("De Maan", zonnebloem.organisator)
    for dossier in (zonnebloem, ander):
        aandacht = open_aandacht(dossier=dossier, soort="test.traject", verwijzing="t1", reden="Traject", op=NU)
        assert aandacht.blokkeert_uitbreiding
    assert sluit_aandacht(soort="test.traject", verwijzing="t1", op=NU, dossier=ander) == 1
    assert [a.dossier for a in Aandacht.objects.open()] == [zonnebloem]
    assert sluit_aandacht(soort="test.traject", verwijzing="t1", op=NU) == 1
    assert sluit_aandacht(soort="test.traject", verwijzing="t1", op=NU) == 0


def test_wie_gewist_wordt_verdwijnt_uit_de_regels_en_de_telling_blijft(an: Medewerker, zonnebloem: Dossier) -> None:
    van_haar, van_ander = str(uuid4()), str(uuid4())
    meld(zonnebloem, van_haar, door_naam="Mia Verzonnen", kort="Mia belde")
    vervang(soort="test.melding", verwijzing=van_haar, titel="Mia belde terug", op=NU, bekend_sinds=NU, door=None)
    meld(zonnebloem, van_ander, titel="Iets anders")
    bewijs = wissen.wis(wissen.Onderwerp("kern.uitnodiging", van_haar), NU)
    assert bewijs["dossiers_tijdlijnregel"] == 2
    over_haar = Tijdlijnregel.objects.filter(verwijzing=van_haar)
    assert set(over_haar.values_list("titel", "kort", "door_naam")) == {("(gewist)", "", "")}
    assert set(over_haar.values_list("soort", "op", "dossier")) == {("test.melding", NU, zonnebloem.pk)}
    assert Tijdlijnregel.objects.get(verwijzing=van_ander).titel == "Iets anders"


@pytest.fixture
def dossier(eigen_database: Databank) -> Dossier:
    """A location in a database where commits are real."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


def test_van_twee_die_tegelijk_hetzelfde_melden_wint_er_een(dossier: Dossier) -> None:
    assert uitkomsten_van(tegelijk(partial(meld, dossier), partial(meld, dossier))) == ["IntegrityError", "Tijdlijnregel"]


def test_twee_die_tegelijk_verbeteren_laten_een_geldige_regel_en_het_hele_verleden(dossier: Dossier) -> None:
    meld(dossier, bekend_sinds=timezone.now())

    def verbeter(titel: str) -> Tijdlijnregel:
        nu = timezone.now()
        return vervang(soort="test.melding", verwijzing="m1", titel=titel, op=NU, bekend_sinds=nu, door=None)

    for _ in range(3):
        assert uitkomsten_van(tegelijk(partial(verbeter, "een"), partial(verbeter, "twee"))) == ["Tijdlijnregel", "Tijdlijnregel"]
    regels = dossier.tijdlijn.filter(soort="test.melding")
    assert regels.count() == 7
    assert regels.geldig().count() == 1


def test_twee_die_tegelijk_aandacht_vragen_openen_een_punt(dossier: Dossier) -> None:
    def vraag(reden: str) -> Aandacht:
        return open_aandacht(dossier=dossier, soort="test.tekort", verwijzing="t1", reden=reden, op=timezone.now())

    for _ in range(3):
        assert uitkomsten_van(tegelijk(partial(vraag, "een"), partial(vraag, "twee"))) == ["Aandacht", "Aandacht"]
    assert Aandacht.objects.open().count() == 1
