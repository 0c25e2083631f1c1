"""The fictitious Flanders: the same every time, of the right size and shape, invented through and through."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Max, Min, Model, Q
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from dossiers import soorten
from dossiers.actions import (
    attesten,
    bezoeknorm,
    inspectieverzoeken,
    post_schrijven,
    telefoonbladen,
    vergunning,
    verslag_pdf,
    verslag_vast,
)  # fmt: skip
from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Beloftestatus, Opvangtype, Verslagstatus, Verzoekstatus
from dossiers.generator.netwerk import ORGANISATOREN, groottes
from dossiers.models import (
    Aandacht,
    Aanvraag,
    Attest,
    Belofte,
    Betrokkene,
    Dossier,
    DossierEvent,
    Groep,
    Groepslidmaatschap,
    Inspectieverzoek,
    Leefgroep,
    Opvang,
    Opvolging,
    Organisator,
    Overdracht,
    Overdrachtsregel,
    PersoonKoppeling,
    Postbericht,
    Sluiting,
    Tijdlijnregel,
    Verslag,
)
from dossiers.normen import BEZOEKNORM, LOOPT, bezoek_te_laat
from dossiers.nummers import zuiver_kbo
from dossiers.postkeuzes import Poststatus
from kern.actions import herinneringen
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Meterschap
from kern.tijd import begin_van
from tests.hulp import servers
from tests.hulp.databank import Databank, wijs_django_naar

KLEIN = ("--schaal", "0.02", "--op", "2026-03-02")
# Set by the database from its own clock, and what follows from it.
VAN_DE_KLOK = {"vastgelegd_op", "vorige_hash", "hash"}


def genereer(*opties: str) -> str:
    uit = StringIO()
    call_command("genereer", *(opties or KLEIN), stdout=uit)
    return uit.getvalue()


def vingerafdruk() -> dict[str, str]:
    """Return a digest of every table of ours."""
    uit = {}
    with connection.cursor() as cursor:
        for model in [m for app in ("kern", "dossiers") for m in apps.get_app_config(app).get_models()]:
            kolommen = [v.column for v in model._meta.concrete_fields if v.column not in VAN_DE_KLOK]
            if model._meta.label == "kern.Logkop":
                kolommen = [k for k in kolommen if k != "hash"]
            keuze = ", ".join(f'"{kolom}"::text' for kolom in kolommen)
            cursor.execute(f"SELECT concat_ws('|', {keuze}) FROM \"{model._meta.db_table}\" ORDER BY 1")
            som = hashlib.sha256("\n".join(rij[0] for rij in cursor.fetchall()).encode()).hexdigest()
            uit[model._meta.label] = som
    return uit


@contextmanager
def verse_databank(naam: str) -> Iterator[None]:
    databank = Databank(servers.naam_van(naam))
    servers.maak(databank.naam)
    wijs_django_naar(databank.url)
    try:
        yield
    finally:
        connection.close()
        servers.gooi_weg(databank.naam)


def test_hetzelfde_zaad_geeft_dezelfde_rijen(eigen_database: Databank, django_db_blocker: DjangoDbBlocker) -> None:
    afdrukken = []
    for nummer, zaad in enumerate(("7", "7", "8")):
        with verse_databank(f"generator_{nummer}"):
            genereer(*KLEIN, "--zaad", zaad)
            afdrukken.append(vingerafdruk())
    wijs_django_naar(eigen_database.url)
    assert afdrukken[0] == afdrukken[1]
    assert afdrukken[0]["dossiers.Dossier"] != afdrukken[2]["dossiers.Dossier"]
    assert afdrukken[0]["dossiers.Gemeente"] == afdrukken[2]["dossiers.Gemeente"]


def test_in_productie_weigert_het(settings: Any) -> None:
    settings.IS_PRODUCTIE = True
    with pytest.raises(CommandError, match="horen niet in productie"):
        genereer()


def test_een_schaal_van_niets_wordt_geweigerd() -> None:
    with pytest.raises(CommandError, match="schaal gaat van"):
        genereer("--schaal", "0")


@pytest.mark.django_db
def test_een_tweede_keer_in_dezelfde_databank_wordt_met_een_zin_geweigerd() -> None:
    genereer(*KLEIN)
    with pytest.raises(CommandError, match="staat al een verzonnen Vlaanderen"):
        genereer(*KLEIN)


@pytest.mark.django_db
def test_wat_er_komt_is_verzonnen_en_klopt() -> None:
    verslag = genereer("--schaal", "0.02")  # until today: what must hold between tables, holds on the day it is asked
    assert "dossiers.Dossier: 188" in verslag
    assert Dossier.objects.filter(gestopt_op=None).count() == 108
    assert Organisator.objects.count() == 52
    telling = Counter(rol for rollen in Medewerker.objects.values_list("rollen", flat=True) for rol in rollen)
    assert telling[Rol.COORDINATOR] == telling[Rol.STARTER] == 6

    assert set(Organisator.objects.values_list("bron", flat=True)) == {"fictief"}
    assert not Dossier.objects.exclude(email__endswith="@fictief.example").exists()
    assert not Dossier.objects.exclude(telefoon__startswith="0470 00 ").exists()
    for kbo in Organisator.objects.values_list("kbo", flat=True):
        assert zuiver_kbo(kbo) == kbo
        assert kbo.startswith("099")
    for dossier in Dossier.objects.all():
        dossier.full_clean()  # what a form would refuse is not made in bulk either
    for organisator in Organisator.objects.all():
        organisator.full_clean()
    call_command("controleer", stdout=StringIO())
    call_command("controleer_logboek", stdout=StringIO())


@pytest.mark.django_db
def test_van_alles_is_er_en_wat_de_nacht_zou_doen_is_gedaan() -> None:
    genereer("--schaal", "0.02")
    assert set(Aanvraag.objects.values_list("status", flat=True)) == set(Aanvraagstatus.values)
    assert set(Aanvraag.objects.values_list("soort", flat=True)) == set(Aanvraagsoort.values)
    assert set(Inspectieverzoek.objects.values_list("status", flat=True)) == set(Verzoekstatus.values)
    assert set(Verslag.objects.values_list("status", flat=True)) == set(Verslagstatus.values)
    assert set(Belofte.objects.values_list("status", flat=True)) == set(Beloftestatus.values)
    # What is under way for two minutes, or did not arrive, is none of yesterday.
    assert set(Poststatus.values) - set(Postbericht.objects.values_list("status", flat=True)) == {"onderweg", "niet_aangekomen"}
    assert set(PersoonKoppeling.objects.values_list("status", flat=True)) == {"bevestigd", "verworpen", "ongedaan"}
    namen = Betrokkene.objects.values("naamsleutel", "geboortedatum").annotate(n=Count("organisator", distinct=True))
    assert namen.filter(n__gt=1).count() > PersoonKoppeling.objects.count()  # some wait to be judged
    assert {m.starter.rollen[0] for m in Meterschap.objects.all()} == {Rol.STARTER}
    ook: tuple[type[Model], ...] = (Opvolging, Overdrachtsregel, Groepslidmaatschap, Leefgroep, Sluiting, Opvang)
    for model in ook:
        assert model._default_manager.exists(), model
    assert Overdracht.objects.filter(naar__rollen=[Rol.STARTER]).exists()
    assert {"dossiers.attest", "dossiers.inspectieverzoek_te_laat"} <= set(Aandacht.objects.values_list("soort", flat=True))
    # Nobody and nothing can be taken for real.
    assert not Betrokkene.objects.exclude(telefoon="").exclude(telefoon__startswith="0470 00 ").exists()
    assert not Organisator.objects.exclude(telefoon__startswith="0470 00 ", email__endswith="@fictief.example").exists()
    assert not Medewerker.objects.exclude(telefoon__startswith="0470 00 ", email__endswith="@fictief.example").exists()
    gekeurd: tuple[type[Model], ...] = (Aanvraag, Attest, Betrokkene, Groep, Inspectieverzoek, Leefgroep, Opvang)
    for model in gekeurd:
        for rij in model._default_manager.order_by("pk")[:25]:
            rij.full_clean()  # what a form would refuse is not made in bulk either
    nu = timezone.now()
    for nacht in (attesten.kijk_na, inspectieverzoeken.markeer_te_laat, vergunning.werk_bij, bezoeknorm.kijk_na):
        assert nacht(op=nu) == 0, nacht
    for veegt in (verslag_vast.stel_vanzelf_vast, verslag_pdf.maak_ontbrekende, post_schrijven.volg, telefoonbladen.leeg_oude):
        assert veegt(op=nu) == 0, veegt
    assert herinneringen.herinner(op=begin_van(timezone.localdate())) == 0


@pytest.mark.traag
@pytest.mark.django_db
def test_wie_te_lang_niet_bezocht_is_vraagt_aandacht_sinds_de_nacht_dat_het_zo_werd() -> None:
    genereer("--schaal", "0.1", "--op", "2026-03-02")
    punten = list(Aandacht.objects.filter(soort=BEZOEKNORM, tot=None).select_related("dossier"))
    assert len({punt.sinds for punt in punten}) > 3
    for punt in punten:
        van = Organisator.objects.get(pk=punt.verwijzing)
        lijnen = Tijdlijnregel.objects.filter(organisator=van, soort__in=soorten.bezoeksoorten(), vervallen_op=None)
        laatste = lijnen.aggregate(laatste=Max("op"))["laatste"]
        bezocht = timezone.localdate(laatste) if laatste else None
        begonnen = van.dossiers.filter(status__in=LOOPT).aggregate(eerste=Min("gestart_op"))["eerste"]
        dag = timezone.localdate(punt.sinds)
        assert bezoek_te_laat(bezocht, begonnen, dag), punt
        gekend = timezone.localdate(DossierEvent.objects.filter(pgh_obj=punt.dossier).earliest("pgh_created_at").pgh_created_at)
        assert not bezoek_te_laat(bezocht, begonnen, dag - timedelta(days=1)) or dag - gekend <= timedelta(days=1), punt


@pytest.mark.django_db
def test_niemand_kan_aanmelden_als_een_verzonnen_collega() -> None:
    genereer()
    assert not any(m.has_usable_password() for m in Medewerker.objects.all())


@pytest.mark.django_db
def test_niets_ligt_in_de_toekomst_en_de_historiek_begint_vijf_jaar_eerder() -> None:
    genereer()
    for model, veld in ((DossierEvent, "pgh_created_at"), (Logregel, "op"), (Tijdlijnregel, "bekend_sinds")):
        assert model.objects.aggregate(laatste=Max(veld))["laatste"].isoformat() < "2026-03-01T23:00:00"  # midnight in Brussels
    assert DossierEvent.objects.earliest("pgh_created_at").pgh_created_at.year == 2021


@pytest.mark.django_db
def test_de_historiek_eindigt_met_wat_er_nu_staat() -> None:
    genereer()
    velden = [v.attname for v in DossierEvent._meta.concrete_fields if not v.name.startswith("pgh_")]
    laatste = {e["id"]: e for e in DossierEvent.objects.order_by("pgh_created_at", "pgh_id").values(*velden)}
    assert laatste == {d["id"]: d for d in Dossier.objects.values(*velden)}
    assert DossierEvent.objects.filter(pgh_label="insert").count() == Dossier.objects.count()


@pytest.mark.django_db
def test_ieder_volgt_er_ongeveer_evenveel() -> None:
    genereer("--schaal", "0.1", "--op", "2026-03-02")
    per_persoon = Dossier.objects.filter(gestopt_op=None).values("klantenbeheerder").annotate(n=Count("pk"))
    ervaren = set(Medewerker.objects.filter(rollen=[Rol.KLANTENBEHEERDER]).values_list("pk", flat=True))
    aantallen = [rij["n"] for rij in per_persoon if rij["klantenbeheerder"] in ervaren]
    assert len(aantallen) == len(ervaren)
    assert min(aantallen) >= 30  # a tenth of Flanders: one big organisator weighs more
    assert max(aantallen) <= 150
    assert Dossier.objects.filter(~Q(afwijking_reden="")).exists()


def test_de_meesten_hebben_een_locatie_en_enkelen_honderdvijftig() -> None:
    aantallen = groottes(ORGANISATOREN, 9_400)
    assert sum(aantallen) == 9_400
    assert max(aantallen) == 150
    assert sum(1 for aantal in aantallen if aantal == 1) > ORGANISATOREN / 2


@pytest.mark.django_db
def test_er_zijn_namen_die_op_elkaar_lijken_en_elk_type_opvang() -> None:
    genereer("--schaal", "0.1", "--op", "2026-03-02")
    assert set(Dossier.objects.values_list("type", flat=True)) == set(Opvangtype.values)
    assert Dossier.objects.values("sorteersleutel").annotate(n=Count("pk")).filter(n__gt=1).exists()
