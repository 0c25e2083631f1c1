"""Somebody is asked about one thing, sees exactly that, answers, and then sees it no more."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from kern.actions import mensen
from kern.actions.uitnodigingen import NietVoorU, Vervallen, beantwoord, einde_van, trek_in, vraag_advies, weiger
from kern.choices import Rol, Uitnodigingstatus
from kern.fouten import AlGewijzigd, EisNietVoldaan
from kern.logboek import regels_over
from kern.models import Medewerker, PdfDocument, PdfToegang, Uitnodiging
from kern.queries.pdf import mag_pdf_zien
from kern.queries.uitnodigingen import te_beantwoorden, wachtend_op_antwoord, zichtbaar_voor
from kern.tijd import BRUSSEL
from tests.hulp.tegelijk import soorten, tegelijk
from tests.kern.mechanismehulp import OP, document
from tests.mensen import collega

TEGEN = date(2026, 3, 20)
EINDE = datetime.fromisoformat("2026-03-24T00:00:00+01:00")


def stel_vraag(van: Medewerker, aan: Any, over: PdfDocument, **anders: Any) -> Uitnodiging:
    gegevens: dict[str, Any] = {
        "sleutel": uuid.uuid4(),
        "onderwerp_soort": "kern.pdfdocument",
        "onderwerp_id": str(over.pk),
        "aan": aan,
        "vraag": "Mogen we dit vrijgeven?",
        "tegen": TEGEN,
        "door": van,
        "op": OP,
    }
    return vraag_advies(**(gegevens | anders))


def test_gevraagde_ziet_het_ding_tot_het_antwoord_en_daarna_niet_meer(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    assert not mag_pdf_zien(joris, uittreksel, OP)
    vraag = stel_vraag(dina, joris, uittreksel)
    assert mag_pdf_zien(joris, uittreksel, OP)
    beantwoord(uitnodiging=vraag, antwoord="  Ja, na bladzijde 2.  ", door=joris, op=OP + timedelta(hours=1))
    assert not mag_pdf_zien(joris, uittreksel, OP + timedelta(hours=1))
    vraag.refresh_from_db()
    assert (vraag.status, vraag.antwoord) == (Uitnodigingstatus.BEANTWOORD, "Ja, na bladzijde 2.")
    assert vraag in zichtbaar_voor(joris)


def test_alleen_wat_gevraagd_is_gaat_open(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    ander = document(joris, door=dina)
    stel_vraag(dina, joris, uittreksel)
    assert not mag_pdf_zien(joris, ander, OP)


@pytest.mark.parametrize("rol", [Rol.BELLER, Rol.COMITE])
def test_ook_een_externe_rol_kan_gevraagd_worden(dina: Medewerker, uittreksel: PdfDocument, rol: Rol) -> None:
    els = collega("Els", rol, team=None)
    vraag = stel_vraag(dina, els, uittreksel)
    assert mag_pdf_zien(els, uittreksel, OP)
    weiger(uitnodiging=vraag, reden="Dit is niet mijn vak.", door=els, op=OP)
    assert not mag_pdf_zien(els, uittreksel, OP)


def test_toegang_eindigt_op_de_seconde_zonder_dat_iemand_iets_doet(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    vraag = stel_vraag(dina, joris, uittreksel)
    assert vraag.verloopt_op == EINDE == einde_van(TEGEN)
    net_voor = EINDE - timedelta(microseconds=1)
    assert mag_pdf_zien(joris, uittreksel, net_voor)
    assert list(te_beantwoorden(joris, net_voor)) == [vraag]
    assert vraag.stand(net_voor) is Uitnodigingstatus.OPEN
    assert not mag_pdf_zien(joris, uittreksel, EINDE)
    assert list(te_beantwoorden(joris, EINDE)) == []
    assert vraag.stand(EINDE) is Uitnodigingstatus.VERVALLEN


def test_antwoord_net_voor_het_einde_telt_en_op_de_seconde_zelf_niet(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    laat, op_tijd = stel_vraag(dina, joris, uittreksel), stel_vraag(dina, joris, uittreksel)
    with pytest.raises(Vervallen, match=r"23/03/2026"):
        beantwoord(uitnodiging=laat, antwoord="ja", door=joris, op=EINDE)
    beantwoord(uitnodiging=op_tijd, antwoord="ja", door=joris, op=EINDE - timedelta(microseconds=1))
    laat.refresh_from_db()
    assert (laat.status, laat.antwoord) == (Uitnodigingstatus.OPEN, "")
    assert list(wachtend_op_antwoord(dina)) == [laat]


def test_twee_vragen_over_een_ding_en_het_eerste_antwoord_sluit_de_tweede_niet(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    eerste = stel_vraag(dina, joris, uittreksel)
    stel_vraag(dina, joris, uittreksel, vraag="En volgens het archiefdecreet?")
    beantwoord(uitnodiging=eerste, antwoord="ja", door=joris, op=OP)
    assert mag_pdf_zien(joris, uittreksel, OP)


def test_ingetrokken_vraag_kan_niet_meer_beantwoord_worden(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    vraag = stel_vraag(dina, joris, uittreksel)
    trek_in(uitnodiging=Uitnodiging.objects.get(pk=vraag.pk), door=dina, op=OP)
    with pytest.raises(AlGewijzigd):
        beantwoord(uitnodiging=vraag, antwoord="ja", door=joris, op=OP)
    assert not mag_pdf_zien(joris, uittreksel, OP)


def test_leeg_antwoord_is_geen_antwoord(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    vraag = stel_vraag(dina, joris, uittreksel)
    with pytest.raises(EisNietVoldaan, match="antwoord"):
        beantwoord(uitnodiging=vraag, antwoord=" \n ", door=joris, op=OP)
    assert mag_pdf_zien(joris, uittreksel, OP)


def test_alleen_de_gevraagde_zelf_antwoordt_ook_de_vervanger_niet(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    ann = collega("Ann", Rol.JURIST, team=None)
    mensen.registreer_vervanging(afwezige=joris, vervanger=ann, vanaf=OP.date(), tot=OP.date(), door=joris, op=OP)
    vraag = stel_vraag(dina, joris, uittreksel)
    for iemand in (ann, dina):
        with pytest.raises(PermissionDenied):
            beantwoord(uitnodiging=vraag, antwoord="ja", door=iemand, op=OP)
    assert vraag not in zichtbaar_voor(ann)
    assert not mag_pdf_zien(ann, uittreksel, OP)


def test_vervanger_van_de_vrager_trekt_in_en_het_logboek_zegt_namens_wie(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    nu = datetime.now(BRUSSEL)
    koen = collega("Koen", Rol.DPO, team=None)
    dag = timezone.localdate()
    mensen.registreer_vervanging(afwezige=dina, vervanger=koen, vanaf=dag, tot=dag, door=dina, op=nu)
    vraag = stel_vraag(dina, joris, uittreksel, op=nu, tegen=timezone.localdate())
    assert vraag in zichtbaar_voor(koen)
    with pytest.raises(PermissionDenied):
        trek_in(uitnodiging=vraag, door=joris, op=nu)
    trek_in(uitnodiging=vraag, door=koen, op=nu)
    regel = regels_over(vraag).first()
    assert regel is not None
    assert (regel.gebeurtenis, regel.door_naam, regel.namens_naam) == ("kern.advies_ingetrokken", "Koen Peeters", "Dina Peeters")


def test_wie_het_ding_alleen_op_uitnodiging_ziet_geeft_het_niet_door(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    stel_vraag(dina, joris, uittreksel)
    with pytest.raises(PermissionDenied):
        stel_vraag(joris, collega("Ann", Rol.ARTS, team=None), uittreksel)


def test_wie_niet_kan_gevraagd_worden(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    weg = mensen.deactiveer(medewerker=collega("Weg", Rol.ARTS, team=None), door=dina, op=OP, reden="uit dienst")
    with pytest.raises(NietVoorU, match="geen toegang"):
        stel_vraag(dina, weg, uittreksel)
    with pytest.raises(NietVoorU, match="geen toegang"):
        stel_vraag(dina, collega("Rolloos", team=None, rollen=[]), uittreksel)
    with pytest.raises(ValidationError, match="uzelf niets vragen"):
        stel_vraag(dina, dina, uittreksel)
    with pytest.raises(NietVoorU, match="vanaf vandaag"):
        stel_vraag(dina, joris, uittreksel, tegen=date(2026, 3, 11))
    with pytest.raises(ValidationError):
        stel_vraag(dina, joris, uittreksel, vraag="  ")
    with pytest.raises(Http404):
        stel_vraag(collega("Extern", Rol.BELLER, team=None), joris, uittreksel)


def test_gedeactiveerde_gevraagde_ziet_en_antwoordt_niets_meer(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument
) -> None:
    vraag = stel_vraag(dina, joris, uittreksel)
    mensen.deactiveer(medewerker=joris, door=dina, op=OP, reden="uit dienst")
    assert not mag_pdf_zien(joris, uittreksel, OP)
    with pytest.raises(PermissionDenied):
        beantwoord(uitnodiging=vraag, antwoord="ja", door=joris, op=OP)


# --- Races: two real connections, a real commit ---------------------------------------------------------------------------


@pytest.fixture
def wereld(eigen_database: Any) -> tuple[Medewerker, Medewerker, PdfDocument]:
    """Dina, Joris and an extract in a database in which others may write."""
    dina, joris = collega("Dina", Rol.DPO, team=None), collega("Joris", Rol.JURIST, team=None)
    return dina, joris, document(dina, door=dina)


def _vers(vraag: Uitnodiging, doe: Callable[[Uitnodiging], Any]) -> Callable[[], Any]:
    return lambda: doe(Uitnodiging.objects.get(pk=vraag.pk))


def test_twee_antwoorden_tegelijk_een_telt(wereld: tuple[Medewerker, Medewerker, PdfDocument]) -> None:
    dina, joris, uittreksel = wereld
    vraag = stel_vraag(dina, joris, uittreksel)
    een, twee = (
        _vers(vraag, lambda v: beantwoord(uitnodiging=v, antwoord="eerste", door=joris, op=OP)),
        _vers(vraag, lambda v: beantwoord(uitnodiging=v, antwoord="tweede", door=joris, op=OP)),
    )
    uitkomsten = tegelijk(een, twee)
    assert soorten(uitkomsten) == ["AlGewijzigd", "Uitnodiging"]
    winnaar = next(u for u in uitkomsten if isinstance(u, Uitnodiging))
    vraag.refresh_from_db()
    assert vraag.antwoord == winnaar.antwoord
    assert [r.gebeurtenis for r in regels_over(vraag)].count("kern.advies_gegeven") == 1


def test_antwoord_en_intrekken_tegelijk_een_telt_en_de_toegang_is_weg(
    wereld: tuple[Medewerker, Medewerker, PdfDocument],
) -> None:
    dina, joris, uittreksel = wereld
    vraag = stel_vraag(dina, joris, uittreksel)
    uitkomsten = tegelijk(
        _vers(vraag, lambda v: beantwoord(uitnodiging=v, antwoord="ja", door=joris, op=OP)),
        _vers(vraag, lambda v: trek_in(uitnodiging=v, door=dina, op=OP)),
    )
    assert soorten(uitkomsten) == ["AlGewijzigd", "Uitnodiging"]
    vraag.refresh_from_db()
    assert vraag.status in {Uitnodigingstatus.BEANTWOORD, Uitnodigingstatus.INGETROKKEN}
    assert not mag_pdf_zien(joris, uittreksel, OP)


def test_zelfde_formulier_twee_keer_verstuurd_vraagt_een_keer(wereld: tuple[Medewerker, Medewerker, PdfDocument]) -> None:
    dina, joris, uittreksel = wereld
    sleutel = uuid.uuid4()
    een, twee = tegelijk(*[lambda: stel_vraag(dina, joris, uittreksel, sleutel=sleutel)] * 2)
    assert een.pk == twee.pk == sleutel
    assert (Uitnodiging.objects.count(), PdfToegang.objects.count()) == (1, 1)
    assert [r.gebeurtenis for r in regels_over(een)] == ["kern.advies_gevraagd"]


def test_twee_collegas_vragen_tegelijk_hetzelfde_en_elk_krijgt_een_eigen_antwoord(
    wereld: tuple[Medewerker, Medewerker, PdfDocument],
) -> None:
    dina, joris, uittreksel = wereld
    koen = collega("Koen", Rol.DPO, team=None)
    een, twee = tegelijk(lambda: stel_vraag(dina, joris, uittreksel), lambda: stel_vraag(koen, joris, uittreksel))
    assert PdfToegang.objects.count() == 2
    beantwoord(uitnodiging=een, antwoord="ja", door=joris, op=OP)
    assert mag_pdf_zien(joris, uittreksel, OP)
    beantwoord(uitnodiging=twee, antwoord="ja", door=joris, op=OP)
    assert not mag_pdf_zien(joris, uittreksel, OP)


def test_sleutel_van_een_ander_wordt_niet_overgenomen(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    vraag = stel_vraag(dina, joris, uittreksel)
    with pytest.raises(NietVoorU, match="al gebruikt"):
        stel_vraag(collega("Koen", Rol.DPO, team=None), joris, uittreksel, sleutel=vraag.pk)
