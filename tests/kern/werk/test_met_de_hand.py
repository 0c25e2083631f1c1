"""What people do to their own rows, and the order of a day."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from kern import werksoorten
from kern.actions import eigen_werk
from kern.choices import Rol
from kern.models import Dagorde, Logregel, Medewerker, OutboxRegel, Werkregel
from kern.queries.werk import voorraad
from kern.werk import Publiek, Werkgroep
from tests.hulp import taken as taken_hulp
from tests.kern.werk.hulp import MAANDAG, VOOR_MIJ_ALLEEN, groepen, meld, titels, vervangen

# --- By hand ------------------------------------------------------------------------------------------------------------------


def onthoud(persoon: Medewerker, titel: str = "Bel De Zonnebloem", **meer: object) -> Werkregel:
    gegevens = {"sleutel": uuid4(), "titel": titel, "tegen": None, "over": None, "door": persoon, "op": MAANDAG} | meer
    return taken_hulp.onthoud(**gegevens)  # type: ignore[arg-type]


def test_wat_an_onthoudt_vinkt_ze_af_en_zet_ze_terug(an: Medewerker) -> None:
    regel = onthoud(an)
    assert titels(an) == ["Bel De Zonnebloem"]
    eigen_werk.vink_af(regel=regel, door=an, op=MAANDAG)
    assert titels(an) == []
    eigen_werk.heropen(regel=regel, door=an, op=MAANDAG)
    assert titels(an) == ["Bel De Zonnebloem"]
    assert list(Logregel.objects.filter(onderwerp_soort="kern.taak").values_list("gebeurtenis", flat=True).order_by("pk")) == [
        "kern.taak_gegeven",
        "kern.taak_klaar",
        "kern.taak_heropend",
    ]


def test_hetzelfde_formulier_twee_keer_onthoudt_een_keer_ook_na_het_afvinken(an: Medewerker) -> None:
    sleutel = uuid4()
    regel = onthoud(an, sleutel=sleutel)
    eigen_werk.vink_af(regel=regel, door=an, op=MAANDAG)
    assert onthoud(an, sleutel=sleutel) == regel
    assert titels(an) == []


def test_voor_een_collega_onthouden_verwittigt_die(an: Medewerker, bart: Medewerker) -> None:
    onthoud(an, voor=bart)
    assert titels(an) == []
    assert [rij.kort for rij in voorraad(bart, MAANDAG).rijen] == ["van An Peeters"]
    assert [(r.ontvanger, r.titel) for r in OutboxRegel.objects.all()] == [(bart, "An Peeters gaf u een taak")]


def test_wat_vanzelf_verdwijnt_wordt_niet_met_de_hand_afgevinkt(an: Medewerker) -> None:
    regel = meld(Publiek(voor=an), soort=werksoorten.TERMIJN)
    for actie in (
        lambda: eigen_werk.vink_af(regel=regel, door=an, op=MAANDAG),
        lambda: eigen_werk.heropen(regel=regel, door=an, op=MAANDAG),
        lambda: eigen_werk.verzet(regel=regel, tegen=None, door=an, op=MAANDAG),
    ):
        with pytest.raises(eigen_werk.NietMetDeHand):
            actie()


def test_de_tik_van_een_ander_maakt_men_niet_ongedaan(an: Medewerker, bart: Medewerker) -> None:
    regel = onthoud(an)
    eigen_werk.vink_af(regel=regel, door=an, op=MAANDAG)
    with pytest.raises(eigen_werk.NietMeer):
        eigen_werk.heropen(regel=regel, door=bart, op=MAANDAG)


def test_doorgeven_geeft_het_werk_en_de_dag_aan_de_collega(an: Medewerker, bart: Medewerker, hanne: Medewerker) -> None:
    regel = onthoud(an, tegen=date(2026, 3, 5))
    with pytest.raises(eigen_werk.NietDoorTeGeven, match="kan dit niet doen"):
        eigen_werk.wijs_door(regel=regel, naar=hanne, door=an, op=MAANDAG)
    eigen_werk.wijs_door(regel=regel, naar=bart, door=an, op=MAANDAG)
    assert (titels(an), titels(bart)) == ([], ["Bel De Zonnebloem"])
    assert Werkregel.objects.get().tegen_dag == date(2026, 3, 5)


def test_aan_een_persoon_gevraagd_werk_geeft_men_niet_door(an: Medewerker, bart: Medewerker) -> None:
    regel = meld(Publiek(voor=an), soort=VOOR_MIJ_ALLEEN)
    with pytest.raises(eigen_werk.NietDoorTeGeven, match="aan één persoon"):
        eigen_werk.wijs_door(regel=regel, naar=bart, door=an, op=MAANDAG)


def test_wie_het_al_heeft_krijgt_het_niet_nog_eens(an: Medewerker, bart: Medewerker) -> None:
    regel = meld(Publiek(voor=an), verwijzing="x")
    meld(Publiek(voor=bart), verwijzing="x")
    with pytest.raises(eigen_werk.NietDoorTeGeven, match="heeft dit al"):
        eigen_werk.wijs_door(regel=regel, naar=bart, door=an, op=MAANDAG)
    assert titels(an) == titels(bart) == ["Bel terug"]


def test_van_twee_rijen_over_hetzelfde_werk_gaat_er_een_naar_de_collega(
    an: Medewerker, bart: Medewerker, dirk: Medewerker
) -> None:
    regels = [meld(Publiek(voor=an), verwijzing="x"), meld(Publiek(voor=dirk), verwijzing="x")]
    fouten = eigen_werk.wijs_alle_door(regels=regels, naar=bart, door=an, op=MAANDAG)
    assert {pk: type(fout) for pk, fout in fouten.items()} == {regels[1].pk: eigen_werk.NietDoorTeGeven}
    assert (titels(an), titels(bart), titels(dirk)) == ([], ["Bel terug"], ["Bel terug"])


def test_wie_afvinkt_in_de_plaats_van_een_afwezige_staat_zo_in_het_logboek(an: Medewerker, dirk: Medewerker) -> None:
    regel = onthoud(an)
    vervangen(an, dirk)
    eigen_werk.vink_af(regel=regel, door=dirk, op=MAANDAG)
    laatste = Logregel.objects.filter(gebeurtenis="kern.taak_klaar").get()
    assert (laatste.door_naam, laatste.namens_naam) == ("Dirk Claes", "An Peeters")


# --- The order of the day ----------------------------------------------------------------------------------------------------


@pytest.fixture
def drie(an: Medewerker) -> Callable[[], list[str]]:
    """Three rows in An's order of today; call it for the order as it is now. The clock of the database decides what is hers."""
    for titel in ("een", "twee", "drie"):
        eigen_werk.naar_vandaag(regels=[onthoud(an, titel)], door=an, op=MAANDAG)
    return lambda: titels(an, groep=Werkgroep.ORDE)


def test_de_volgorde_met_de_hand_blijft_ook_als_er_iets_bijkomt(an: Medewerker, drie: Callable[[], list[str]]) -> None:
    regel = Werkregel.objects.get(titel="drie")
    eigen_werk.verschuif(regel=regel, stappen=-1, door=an, op=MAANDAG)
    assert drie() == ["een", "drie", "twee"]
    eigen_werk.verschuif(regel=regel, stappen=-1, door=an, op=MAANDAG)
    eigen_werk.verschuif(regel=regel, stappen=-1, door=an, op=MAANDAG)  # first already: nothing happens
    assert drie() == ["drie", "een", "twee"]
    eigen_werk.naar_vandaag(regels=[onthoud(an, "vier")], door=an, op=MAANDAG)
    eigen_werk.naar_vandaag(regels=[regel], door=an, op=MAANDAG)  # twice the same: it keeps its place
    assert drie() == ["drie", "een", "twee", "vier"]
    eigen_werk.uit_vandaag(regel=regel, door=an, op=MAANDAG)
    assert drie() == ["een", "twee", "vier"]
    assert groepen(an)["drie"] == "NIEUW"


def test_wat_klaar_is_telt_niet_mee_bij_het_verschuiven(an: Medewerker, drie: Callable[[], list[str]]) -> None:
    eigen_werk.vink_af(regel=Werkregel.objects.get(titel="twee"), door=an, op=MAANDAG)
    eigen_werk.verschuif(regel=Werkregel.objects.get(titel="drie"), stappen=-1, door=an, op=MAANDAG)
    assert drie() == ["drie", "een"]


def test_wat_gisteren_bleef_liggen_gaat_met_een_toets_mee(an: Medewerker, drie: Callable[[], list[str]]) -> None:
    eigen_werk.vink_af(regel=Werkregel.objects.get(titel="een"), door=an, op=MAANDAG)
    woensdag = MAANDAG + timedelta(days=2)
    assert titels(an, woensdag, groep=Werkgroep.ORDE) == []
    assert voorraad(an, woensdag).bleef_liggen == 2
    assert eigen_werk.neem_mee(door=an, op=woensdag) == 2
    assert titels(an, woensdag, groep=Werkgroep.ORDE) == ["twee", "drie"]
    assert voorraad(an, woensdag).bleef_liggen == 0
    assert Dagorde.objects.filter(dag=MAANDAG.date()).count() == 3


def test_de_orde_van_een_is_niet_die_van_een_ander(carla: Medewerker, els: Medewerker) -> None:
    regel = meld(Publiek(rol=Rol.COORDINATOR), "samen")
    eigen_werk.naar_vandaag(regels=[regel], door=carla, op=MAANDAG)
    assert groepen(carla) == {"samen": "ORDE"}
    assert groepen(els) == {"samen": "MIJ"}


def test_de_orde_van_dagen_lang_geleden_verdwijnt_en_het_werk_blijft(an: Medewerker, drie: Callable[[], list[str]]) -> None:
    op_tijd = MAANDAG + timedelta(days=62)
    assert eigen_werk.ruim_dagorde_op(op=op_tijd) == 0
    assert voorraad(an, op_tijd).bleef_liggen == 3
    assert eigen_werk.ruim_dagorde_op(op=op_tijd + timedelta(days=1)) == 3
    assert not Dagorde.objects.exists()
    assert Werkregel.objects.filter(klaar_op=None).count() == 3
