"""The dpo reads the log, and that is in the log too."""

import csv
import io
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from kern import gebeurtenissen, logboek
from kern.actions import outbox
from kern.models import Logregel, Logtekst
from kern.outbox.keuzes import BijTwijfel
from kern.tijd import BRUSSEL
from tests.hulp.antwoord import tekst
from tests.mensen import MAANDAG


def schrijf(over, door, op=MAANDAG, wat=gebeurtenissen.MEDEWERKER_GEWIJZIGD, **meer) -> Logregel:
    return logboek.schrijf(wat, over=over, door=door, op=op, **meer)


@pytest.fixture
def client_ivo(ivo, inloggen):
    return inloggen(ivo)


def redenen(antwoord) -> list[str]:
    return [regel.reden.tekst for regel in antwoord.context["lijst"].blad.rijen if hasattr(regel, "reden")]


def test_de_dpo_leest_wie_wat_deed_en_waarom(client_ivo, an, bart):
    schrijf(an, bart, namens=an, reden="op vraag van de coördinator")

    bladzijde = tekst(client_ivo.get("/logboek/"))

    assert "team: antwerpen" in bladzijde
    assert "rollen: klantenbeheerder" in bladzijde
    assert "Bart Maes, namens An Peeters" in bladzijde
    assert "wijzigde de gegevens van de medewerker" in bladzijde
    assert "op vraag van de coördinator" in bladzijde
    assert '<a href="/medewerkers/an/">An Peeters</a>' in bladzijde


def test_een_bericht_in_het_logboek_is_geen_link_want_de_dpo_mag_die_pagina_niet_openen(client_ivo, an):
    bericht = outbox.mail(
        sleutel="brief:1", over=an, aan=["ouder@voorbeeld.be"], titel="Over", tekst="Dag", bij_twijfel=BijTwijfel.TONEN,
        door=an, op=MAANDAG,
    )  # fmt: skip
    schrijf(bericht, an)

    bladzijde = tekst(client_ivo.get("/logboek/"))

    assert f"{bericht._meta.verbose_name} {bericht}" in bladzijde
    assert bericht.get_absolute_url() not in bladzijde


def test_niemand_anders_leest_het_logboek(client_an, client_carla, fatima, inloggen):
    assert client_an.get("/logboek/").status_code == 403
    assert client_carla.get("/logboek/").status_code == 403
    assert inloggen(fatima).get("/logboek/").status_code == 403


def test_dat_iemand_het_logboek_leest_staat_erin_met_de_filters(client_ivo, ivo, an):
    client_ivo.get("/logboek/", {"persoon": an.pk, "aard": "inzage", "nummer": "Jan Janssens"})

    regel = logboek.regels_over(ivo).order_by("-volgnummer")[0]
    assert (regel.gebeurtenis, regel.door_id) == ("kern.logboek_ingezien", ivo.pk)
    assert regel.gegevens == {"filters": ["aard=inzage", f"persoon={an.pk}"]}  # what somebody typed freely is not kept


def test_filteren_op_wie_het_deed_vindt_ook_wat_namens_hem_gebeurde(client_ivo, an, bart, carla):
    schrijf(carla, an, reden="zelf")
    schrijf(carla, bart, namens=an, reden="namens")
    schrijf(carla, bart, reden="iets anders")

    assert set(redenen(client_ivo.get("/logboek/", {"persoon": an.pk}))) == {"zelf", "namens"}


def test_filteren_op_een_onderwerp(client_ivo, an, bart):
    schrijf(an, bart, reden="over An")
    schrijf(bart, an, reden="over Bart")

    assert redenen(client_ivo.get("/logboek/", {"soort": "kern.medewerker", "nummer": an.pk})) == ["over An"]


def test_filteren_op_gebeurtenis_en_op_inzage(client_ivo, an, bart):
    schrijf(an, bart, wat=gebeurtenissen.LOGBOEK_INGEZIEN, reden="gekeken")
    schrijf(an, bart, reden="gewijzigd")

    assert redenen(client_ivo.get("/logboek/", {"gebeurtenis": "kern.medewerker_gewijzigd"})) == ["gewijzigd"]
    assert redenen(client_ivo.get("/logboek/", {"aard": "inzage"})) == ["gekeken"]
    assert redenen(client_ivo.get("/logboek/", {"aard": "wijziging"})) == ["gewijzigd"]


def test_een_periode_loopt_van_middernacht_tot_middernacht_in_brussel(client_ivo, an, bart):
    for reden, op in [
        ("ervoor", datetime(2026, 3, 28, 23, 59, 59, tzinfo=BRUSSEL)),
        ("begin", datetime(2026, 3, 29, 0, 0, tzinfo=BRUSSEL)),
        ("einde", datetime(2026, 3, 29, 23, 59, 59, tzinfo=BRUSSEL)),
        ("erna", datetime(2026, 3, 30, 0, 0, tzinfo=BRUSSEL)),
    ]:
        schrijf(an, bart, op=op, reden=reden)

    assert redenen(client_ivo.get("/logboek/", {"van": "2026-03-29", "tot": "2026-03-29"})) == ["einde", "begin"]


def test_een_gewiste_reden_staat_er_als_gewist(client_ivo, an, bart):
    regel = schrijf(an, bart, reden="privé")
    Logtekst.objects.filter(regel=regel).delete()

    bladzijde = tekst(client_ivo.get("/logboek/"))
    assert "(gewist)" in bladzijde
    assert "privé" not in bladzijde


def test_wat_niet_meer_bestaat_blijft_met_zijn_nummer_in_de_lijst(client_ivo, an):
    Logregel.objects.create(
        op=MAANDAG, gebeurtenis="vroeger.iets", door_naam="An", onderwerp_soort="vroeger.ding", onderwerp_id="7"
    )

    bladzijde = tekst(client_ivo.get("/logboek/"))
    assert "vroeger.iets" in bladzijde
    assert "vroeger.ding 7" in bladzijde


def test_bladeren_slaat_geen_regel_over_ook_als_alles_op_hetzelfde_moment_gebeurde(client_ivo, an, bart):
    for nummer in range(120):
        schrijf(an, bart, reden=str(nummer))

    filters = {"gebeurtenis": "kern.medewerker_gewijzigd"}
    antwoord = client_ivo.get("/logboek/", filters)
    gelezen = redenen(antwoord)
    while antwoord.context["lijst"].volgende_url:
        antwoord = client_ivo.get(antwoord.context["lijst"].volgende_url)
        gelezen += redenen(antwoord)

    assert gelezen == [str(nummer) for nummer in reversed(range(120))]


@pytest.mark.parametrize("filters", [{}, {"gebeurtenis": "kern.medewerker_gewijzigd"}], ids=["alles", "een gebeurtenis"])
def test_een_bladzijde_van_een_groot_logboek_komt_uit_een_index_en_wordt_niet_gesorteerd(client_ivo, an, bart, filters):
    eerste = schrijf(an, bart)
    schrijf(an, bart)
    lijst = client_ivo.get("/logboek/", filters | {"na": eerste.pk}).context["lijst"]
    from kern.lijst.sleutels import blad, na_rij, volledig

    volgordes = volledig(Logregel, lijst.volgordes)
    vraag = lijst.gefilterd.order_by(*(v.voor_orm() for v in volgordes)).filter(na_rij(volgordes, (eerste.op, eerste.pk)))
    with connection.cursor() as cursor:
        # Two rows tell the planner nothing: whatever an index can do must be done by it.
        for weg in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            cursor.execute(f"SET LOCAL enable_{weg} = off")
    plan = vraag[:51].explain()
    assert blad(lijst.gefilterd, lijst.volgordes, omvang=50).rijen
    assert "Sort" not in plan
    assert "Index Cond" in plan


def test_de_gegevens_staan_er_in_woorden_en_niet_met_hun_sleutels(client_ivo, an, bart):
    logboek.schrijf(
        gebeurtenissen.ROLLEN_GEWIJZIGD, over=an, door=bart, op=timezone.now(),
        gegevens={"rollen_oud": ["jurist"], "rollen": ["arts", "expert"], "duur_oud": 30, "na_twijfel": True,
                  "iets_van_vroeger": 1},
    )  # fmt: skip

    bladzijde = tekst(client_ivo.get("/logboek/", {"gebeurtenis": "kern.rollen_gewijzigd"}))

    verwacht = "rollen: arts, expert; duur (vroeger): 30; na twijfel: ja; vorige rollen: jurist; iets van vroeger: 1"
    assert verwacht in " ".join(bladzijde.split())


def test_de_uitvoer_is_zelf_een_inzage(client_ivo, ivo, an, bart):
    schrijf(an, bart, reden="=1+1")

    antwoord = client_ivo.get("/logboek/", {"uitvoer": "csv", "soort": "kern.medewerker"})
    rijen = list(csv.reader(io.StringIO(b"".join(antwoord.streaming_content).decode("utf-8-sig")), delimiter=";"))

    assert rijen[0][:5] == ["Wanneer", "Wie", "Wat", "Over", "Reden"]
    assert any("1+1" in rij[4] for rij in rijen)
    gedaan = list(logboek.regels_over(ivo).order_by("volgnummer").values_list("gebeurtenis", flat=True))
    assert gedaan[-2:] == ["kern.logboek_ingezien", "kern.lijst_uitgevoerd"]


def test_van_een_onderwerp_gaat_de_dpo_naar_het_uittreksel(client_ivo, an):
    over = f"soort=kern.medewerker&amp;nummer={an.pk}"

    assert f'href="/logboek/uittreksel/?{over}"' in tekst(
        client_ivo.get("/logboek/", {"soort": "kern.medewerker", "nummer": an.pk})
    )
    assert "/logboek/uittreksel/" not in tekst(client_ivo.get("/logboek/", {"soort": "kern.medewerker"}))


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_bladzijde_kost_evenveel_vragen_voor_een_als_voor_drie_regels(
    client_ivo, an, bart, carla, aantal, django_assert_max_num_queries
):
    for over in (an, bart, carla)[:aantal]:
        schrijf(over, an, wat=gebeurtenissen.ROLLEN_GEWIJZIGD, op=timezone.now())

    # session, person, log row in its savepoint (3), choices of people, rows, subjects, count, saved filters
    with django_assert_max_num_queries(10):
        client_ivo.get("/logboek/", {"gebeurtenis": "kern.rollen_gewijzigd"}, headers={"HX-Request": "true"})
