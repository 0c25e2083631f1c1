"""Promises: ours wait to be kept, theirs are waited for, and what became of them stays to be read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import beloften
from dossiers.choices import Beloftestatus, Belover
from dossiers.models import Belofte, Dossier, Tijdlijnregel
from dossiers.queries.beloften import paneel, paneel_toen
from kern import controle, wissen
from kern.choices import Werkaard
from kern.fouten import AlAndersBewaard, AlGewijzigd, EisNietVoldaan
from kern.generator.verleden import gebeurd_op
from kern.models import Logregel, Medewerker, Werkregel
from kern.queries.werk import voorraad
from kern.tijd import begin_van
from kern.werk import Werkgroep
from tests.wereld import begin_verslag, beloof


def werk_bij(belofte: Belofte) -> Werkregel:
    return Werkregel.objects.get(verwijzing=str(belofte.pk))


def groep_van(belofte: Belofte, wie: Medewerker, dagen: int) -> Werkgroep:
    op = timezone.now() + timedelta(days=dagen)
    return next(rij.groep for rij in voorraad(wie, op).rijen if str(belofte.pk) in rij.url)


def test_wat_wij_beloven_wacht_bij_wie_het_beloofde_en_is_laat_als_de_dag_om_is(zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloof(zonnebloem, an, tegen=timezone.localdate() + timedelta(days=2))
    werk = werk_bij(belofte)
    assert (werk.titel, werk.voor, werk.aard) == ("Beloofd: Terugbellen over de poetshulp", an, Werkaard.TAAK)
    assert groep_van(belofte, an, 2) == Werkgroep.VANDAAG
    assert groep_van(belofte, an, 3) == Werkgroep.LAAT


def test_wat_de_organisator_belooft_wacht_op_hem_en_is_daarna_aan_ons(zonnebloem: Dossier, an: Medewerker) -> None:
    dag = timezone.localdate() + timedelta(days=2)
    belofte = beloof(zonnebloem, an, "Het plan opsturen", van=Belover.ORGANISATOR, tegen=dag)
    werk = werk_bij(belofte)
    assert (werk.aard, werk.wacht_op, werk.begint_op) == (Werkaard.WACHT, "Zonnebloem vzw", begin_van(dag + timedelta(days=1)))
    assert groep_van(belofte, an, 1) == Werkgroep.ANDEREN
    assert groep_van(belofte, an, 3) == Werkgroep.LAAT


def test_een_collega_die_alleen_de_kaart_ziet_laat_de_belofte_bij_wie_de_locatie_volgt(
    zonnebloem: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    assert beloof(zonnebloem, bart).voor == an


def test_gehouden_is_klaar_en_staat_op_de_tijdlijn(zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloften.houd(belofte=beloof(zonnebloem, an), door=an, op=timezone.now())
    assert belofte.status == Beloftestatus.GEHOUDEN
    assert werk_bij(belofte).klaar_door == an
    dag = f"{belofte.tegen:%d/%m/%Y}"
    lijnen = list(Tijdlijnregel.objects.filter(dossier=zonnebloem).order_by("pk").values_list("titel", "kort"))
    assert lijnen[-2:] == [(f"Wij beloofden iets tegen {dag}", "Terugbellen over de poetshulp"), ("Belofte gehouden", "")]
    codes = list(Logregel.objects.order_by("-pk").values_list("gebeurtenis", flat=True)[:2])
    assert codes == ["dossiers.belofte_gehouden", "dossiers.belofte_gemaakt"]


def test_wie_een_belofte_breekt_of_intrekt_zegt_hoe_het_komt_en_een_keer(zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloof(zonnebloem, an)
    with pytest.raises(EisNietVoldaan):
        beloften.breek(belofte=belofte, uitleg=" ", door=an, op=timezone.now())
    beloften.breek(belofte=belofte, uitleg="Ik was ziek.", door=an, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        beloften.trek_in(belofte=Belofte.objects.get(), uitleg="Toch niet beloofd.", door=an, op=timezone.now())


def test_wat_geen_belofte_was_staat_doorstreept_op_de_tijdlijn(zonnebloem: Dossier, an: Medewerker) -> None:
    beloften.trek_in(belofte=beloof(zonnebloem, an), uitleg="Verkeerd begrepen.", door=an, op=timezone.now())
    assert Tijdlijnregel.objects.get(soort=beloften.SOORT).vervallen_op is not None


def test_twee_keer_verstuurd_is_een_belofte_en_iets_anders_onder_dezelfde_sleutel_wordt_gezegd(
    zonnebloem: Dossier, an: Medewerker
) -> None:
    sleutel = uuid4()
    assert beloof(zonnebloem, an, sleutel=sleutel) == beloof(zonnebloem, an, sleutel=sleutel)
    with pytest.raises(AlAndersBewaard):
        beloof(zonnebloem, an, "Iets anders", sleutel=sleutel)
    assert Werkregel.objects.filter(soort="dossiers.belofte").count() == 1


@pytest.mark.parametrize("dagen", [-1, 3000])
def test_een_dag_die_om_is_of_te_ver_weg_wordt_geweigerd(zonnebloem: Dossier, an: Medewerker, dagen: int) -> None:
    with pytest.raises(ValidationError, match="Kies vandaag of een dag die nog komt"):
        beloof(zonnebloem, an, tegen=timezone.localdate() + timedelta(days=dagen))
    assert not Belofte.objects.exists()


def test_de_controle_vindt_een_belofte_die_bij_niemand_staat(zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloof(zonnebloem, an)
    assert controle.voer_uit(["dossiers.werk_belofte"])[0].fout == 0
    Werkregel.objects.filter(verwijzing=str(belofte.pk)).delete()
    assert controle.voer_uit(["dossiers.werk_belofte"])[0].fout == 1


# --- Erasing -----------------------------------------------------------------------------------------------------------------


def test_gewist_is_overal_weg_en_dat_er_een_belofte_was_blijft(zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloof(zonnebloem, an, "Rita Verzonnen terugbellen")
    assert [sleutel for sleutel, _ in wissen.wisbaar_van("dossiers.belofte").zoek("rita verzonnen")] == [str(belofte.pk)]
    wissen.wis(wissen.Onderwerp("dossiers.belofte", str(belofte.pk)), timezone.now())
    belofte.refresh_from_db()
    assert (belofte.wat, belofte.van) == ("", Belover.WIJ)
    assert "Rita" not in Tijdlijnregel.objects.get(soort=beloften.SOORT).kort
    assert "Rita" not in werk_bij(belofte).titel
    assert controle.voer_uit(["dossiers.werk_belofte"])[0].fout == 0


def test_wat_in_een_verslag_beloofd_werd_gaat_mee_als_dat_gewist_wordt(zonnebloem: Dossier, an: Medewerker) -> None:
    verslag = begin_verslag(zonnebloem, an)
    waar = beloften.Waar("dossiers.verslag", str(verslag.pk), verslag.get_absolute_url())
    belofte = beloof(zonnebloem, an, "Rita terugbellen", waar=waar)
    wissen.wis(wissen.Onderwerp("dossiers.verslag", str(verslag.pk)), timezone.now())
    belofte.refresh_from_db()
    assert belofte.wat == ""


# --- Pages -------------------------------------------------------------------------------------------------------------------


def test_an_noteert_een_belofte_en_vindt_ze_terug_bij_de_gegevens(client_an: Client, zonnebloem: Dossier) -> None:
    adres = f"/dossiers/{zonnebloem.dossiernummer}/beloften/nieuw/"
    dag = timezone.localdate() + timedelta(days=3)
    velden = {"sleutel": str(uuid4()), "van": "organisator", "wat": "Het plan opsturen", "tegen": dag.isoformat()}
    assert client_an.post(adres, velden).status_code == 302
    assert client_an.post(adres, velden).status_code == 302  # a double click
    assert Belofte.objects.count() == 1
    assert client_an.post(adres, velden | {"wat": "Iets anders"}).status_code == 409
    gegevens = client_an.get(f"/dossiers/{zonnebloem.dossiernummer}/gegevens/").content.decode()
    assert f'<a href="{Belofte.objects.get().get_absolute_url()}" dir="auto">Het plan opsturen</a>' in gegevens


def test_op_haar_bladzijde_zegt_men_wat_ervan_kwam(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    belofte = beloof(zonnebloem, an)
    assert "Noteer: gehouden" in client_an.get(belofte.get_absolute_url()).content.decode()
    fout = client_an.post(f"{belofte.get_absolute_url()}gebroken/", {"uitleg": "nee"})
    assert (fout.status_code, "Schrijf in een paar woorden" in fout.content.decode()) == (422, True)
    assert client_an.post(f"{belofte.get_absolute_url()}gehouden/").status_code == 302
    assert "Noteer: gehouden" not in client_an.get(belofte.get_absolute_url()).content.decode()
    assert client_an.post(f"{belofte.get_absolute_url()}gehouden/").status_code == 409


def test_zoals_bekend_op_toont_de_belofte_zoals_ze_toen_stond(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    nu = timezone.now()
    with gebeurd_op(nu - timedelta(days=3)):
        belofte = beloof(zonnebloem, an, op=nu - timedelta(days=3))
    beloften.houd(belofte=belofte, door=an, op=nu)
    adres = f"/dossiers/{zonnebloem.dossiernummer}/gegevens/"
    assert "gehouden" in client_an.get(adres).content.decode()
    gisteren = timezone.localdate(nu) - timedelta(days=1)
    blad = client_an.get(adres, {"op": gisteren.isoformat()}).content.decode()
    assert "Terugbellen over de poetshulp" in blad
    assert "nog te doen" in blad


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_paneel_vraagt_een_keer_hoeveel_er_ook_beloofd_is(
    zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        beloof(zonnebloem, an, f"Belofte {nummer}")
    dossier = Dossier.objects.met_weg(an).get()
    for lees in (paneel, paneel_toen):
        with django_assert_num_queries(1):
            assert len(lees(an, dossier, timezone.now())["beloften"]) == aantal
