"""The own format: what comes in, what follows the register, what stays ours; in bulk as the actions would have written it."""

from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from structlog.contextvars import bound_contextvars

from dossiers import gebeurtenissen, soorten
from dossiers.actions import dossiers, importeren, opvolging, organisatoren, vergunning
from dossiers.actions.aandacht import open_aandacht
from dossiers.choices import Dossierstatus, Opvangtype, Opvolgingsoort
from dossiers.models import (
    Dossier,
    DossierEvent,
    Importmelding,
    ImportRun,
    Organisator,
    OrganisatorEvent,
    Tijdlijnregel,
    Vergunning,
    VergunningEvent,
)
from dossiers.queries.vergunningen import uit_de_pas
from dossiers.register.opgroeien import OPGROEIEN
from kern.logboek import regels_over
from kern.models import Logregel, Medewerker, Team, Werkregel
from tests.dossiers.soorten import AANDACHTSOORTEN
from tests.dossiers.test_register_lezen import GOED
from tests.wereld import maak_dossier, maak_organisator


def schrijf_bestand(tmp_path: Path, *rijen: dict[str, str]) -> Path:
    """Write *rijen* (columns that differ from `GOED`) to a file."""
    kolommen = list(dict.fromkeys([*GOED, *(kolom for rij in rijen for kolom in rij)]))
    bestand = tmp_path / "register.csv"
    regels = [";".join(kolommen), *(";".join((GOED | rij).get(kolom, "") for kolom in kolommen) for rij in rijen)]
    bestand.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return bestand


def importeer(tmp_path: Path, *rijen: dict[str, str], proef: bool = False) -> tuple[str, list[str]]:
    """Write *rijen* to a file and take it over; returns what was said and the report."""
    bestand = schrijf_bestand(tmp_path, *rijen)
    uit, fout = StringIO(), StringIO()
    call_command(
        "importeer_register", str(bestand), "--formaat=opgroeien", *(["--proef"] if proef else []), stdout=uit, stderr=fout
    )
    return uit.getvalue().strip(), fout.getvalue().splitlines()


def telling(uit: str) -> list[int]:
    return [int(woord.strip("(")) for woord in uit.split() if woord.strip("(").isdigit()]


TWEEDE = {"dossiernummer": "123456780", "naam": "De Roos", "huisnummer": "2"}
ANDERE = {"dossiernummer": "123456781", "naam": "De Tulp", "organisatornummer": "987654320", "organisator": "Tulp bv"}


def test_rijen_met_hetzelfde_organisatornummer_worden_een_organisator(db: None, tmp_path: Path, an: Medewerker) -> None:
    uit, verslag = importeer(tmp_path, {"klantenbeheerder": "an", "kbo": "0413.895.634"}, TWEEDE, ANDERE)
    assert uit == "3 nieuw (met 2 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 0 na te kijken, 0 fout."
    assert verslag == []
    zonnebloem = Organisator.objects.get(nummer="987654321")
    assert (zonnebloem.kbo, zonnebloem.klantenbeheerder) == ("0413895634", an)
    assert {d.naam: d.klantenbeheerder for d in zonnebloem.dossiers.all()} == {"De Zonnebloem": an, "De Roos": an}


def _kolommen(rij: Any, *zonder: str) -> dict[str, Any]:
    return {v.attname: getattr(rij, v.attname) for v in rij._meta.concrete_fields if v.attname not in zonder}


def _geef_log(dossier: Dossier) -> list[dict[str, Any]]:
    eigen = ("id", "vastgelegd_op", "onderwerp_id", "hash", "vorige_hash")
    regels = [_kolommen(regel, *eigen) for regel in regels_over(dossier).order_by("pk")]
    for regel in regels:
        regel["gegevens"].pop("vergunning", None)
    # How a location came in is said by another event; its words are not those of the action.
    regels[0].pop("gebeurtenis")
    regels[0].pop("gegevens")
    return regels


@pytest.mark.parametrize(
    ("status", "vanaf", "tot", "stand", "einde"),
    [
        ("vergund", -900, None, "vergund", ""),
        ("vergund", -900, 30, "vergund", ""),
        ("geschorst", -900, None, "geschorst", ""),
        ("geschorst", -900, 30, "geschorst", ""),
        ("gestopt", -900, -3, "vergund", "gestopt"),
        ("opgeheven", -900, -3, "vergund", "opgeheven"),
        ("aanvraag", 30, None, "vergund", ""),
    ],
)
def test_in_bulk_staat_er_wat_de_acties_zouden_schrijven(
    db: None, tmp_path: Path, an: Medewerker, status: str, vanaf: int, tot: int | None, stand: str, einde: str
) -> None:
    """The same things both ways, within one request: no column of any table differs but keys and numbers."""
    op, eerste = timezone.now(), timezone.localdate() + timedelta(days=vanaf)
    laatste = None if tot is None else timezone.localdate() + timedelta(days=tot)
    bestand = schrijf_bestand(
        tmp_path,
        {
            "klantenbeheerder": "an", "telefoon": "0470 00 00 01", "plaatsen": "18", "plaatsen_gesubsidieerd": "14",
            "tarief": "ikt", "subsidietrap": "T2", "rechtsvorm": "vzw", "organisator_telefoon": "0470 00 00 02",
            "status": status, "vergund_vanaf": f"{eerste}", "vergund_tot": f"{laatste or ''}",
        },
    )  # fmt: skip
    with bound_contextvars(verzoek_id="00000000-verzoek"):
        importeren.voer_direct_uit(
            formaat=OPGROEIEN,
            bestandsnaam="register.csv",
            bestand=BytesIO(bestand.read_bytes()),
            meld=print,
            door=an,
            op=op,
        )
        gelijk: dict[str, Any] = {"door": an, "op": op, "bron": "opgroeien"}
        organisator = organisatoren.maak_organisator(
            nummer="111111111", bronnummer="111111111", naam="Zonnebloem vzw", telefoon="0470 00 00 02", rechtsvorm="vzw",
            klantenbeheerder=an, **gelijk,
        )  # fmt: skip
        met_de_hand = dossiers.maak_dossier(
            dossiernummer="111111112", bronnummer="111111112", naam="De Zonnebloem", organisator=organisator,
            type=Opvangtype.GROEP, team=Team.objects.get(code="antwerpen"), straat="Statielei", huisnummer="1", postcode="2640",
            gemeente="Mortsel", telefoon="0470 00 00 01", plaatsen=18, plaatsen_gesubsidieerd=14, tarief="ikt",
            subsidietrap="T2", status=Dossierstatus(status), gestopt_op=laatste if einde else None, **gelijk,
        )  # fmt: skip
        periode = vergunning.Periode(eerste, laatste, stand, "groep", 18, einde=einde)
        vergunning.leg_periode_vast(dossier=met_de_hand, periode=periode, gezien="", door=an, op=op)
    in_bulk = Dossier.objects.get(dossiernummer="123456789")
    met_de_hand.refresh_from_db()
    nummers = ("id", "dossiernummer", "bronnummer", "organisator_id", "nummer", "dossier_id")
    assert _kolommen(in_bulk, *nummers) == _kolommen(met_de_hand, *nummers)
    assert _kolommen(in_bulk.organisator, *nummers) == _kolommen(Organisator.objects.get(pk=organisator.pk), *nummers)
    vergunningen = [Vergunning.objects.get(dossier=d) for d in (in_bulk, met_de_hand)]
    assert _kolommen(vergunningen[0], *nummers) == _kolommen(vergunningen[1], *nummers)
    for model, een, ander in (
        (DossierEvent, in_bulk.pk, met_de_hand.pk),
        (OrganisatorEvent, in_bulk.organisator_id, organisator.pk),
        (VergunningEvent, vergunningen[0].pk, vergunningen[1].pk),
    ):
        events = [
            _kolommen(model.objects.get(pgh_obj=pk), *nummers, "pgh_id", "pgh_created_at", "pgh_obj_id") for pk in (een, ander)
        ]
        assert events[0] == events[1]
    lijnen = [list(Tijdlijnregel.objects.filter(dossier=d).order_by("pk")) for d in (in_bulk, met_de_hand)]
    overal = ("id", "dossier_id", "organisator_id", "verwijzing", "url")
    assert [_kolommen(lijn, *overal) for lijn in lijnen[0]] == [_kolommen(lijn, *overal) for lijn in lijnen[1]]
    for dossier, v, van_een in zip((in_bulk, met_de_hand), vergunningen, lijnen, strict=True):
        assert [lijn.verwijzing for lijn in van_een] == [dossier.dossiernummer, *[str(v.pk)] * (2 if einde else 1)]
        assert {lijn.url for lijn in van_een[1:]} == {dossier.get_absolute_url()}
    assert _geef_log(in_bulk) == _geef_log(met_de_hand)
    assert regels_over(in_bulk).earliest("pk").gebeurtenis == gebeurtenissen.REGISTER_OVERGENOMEN.code
    assert not uit_de_pas(timezone.localdate()).exists()
    call_command("controleer_logboek", stdout=StringIO())


def test_een_vergunning_die_de_rij_tegenspreekt_komt_er_niet_en_staat_in_het_verslag(db: None, tmp_path: Path) -> None:
    vanaf = {"vergund_vanaf": "01/03/2019"}
    uit, verslag = importeer(
        tmp_path,
        {**vanaf, "plaatsen": "18", "status": "gestopt"},
        {**TWEEDE, **vanaf, "plaatsen": "18", "vergund_tot": "01/03/2020"},
        {**ANDERE, **vanaf},
    )
    assert telling(uit)[0] == 3
    waarom = "de dagen van de vergunning spreken de status “{}” tegen; er werd geen vergunning vastgelegd"
    assert verslag == [
        f"regel {regel}, vergund_vanaf: {zin} (overgenomen, kijk dit na)"
        for regel, zin in [
            (2, waarom.format("gestopt")),
            (3, waarom.format("vergund")),
            (4, "zonder plaatsen wordt er geen vergunning vastgelegd; leg ze zelf vast zodra u de plaatsen kent"),
        ]
    ]
    assert not Vergunning.objects.exists()


def test_een_bekende_locatie_houdt_haar_eigen_vergunning(db: None, tmp_path: Path) -> None:
    importeer(tmp_path, {"plaatsen": "18", "vergund_vanaf": "01/03/2019"})
    importeer(tmp_path, {"plaatsen": "18", "vergund_vanaf": "01/03/2021"})
    assert [v.vanaf.year for v in Vergunning.objects.all()] == [2019]


def test_een_tweede_keer_verandert_er_geen_rij(db: None, tmp_path: Path) -> None:
    importeer(tmp_path, {}, TWEEDE, ANDERE)
    voor = [m.objects.count() for m in (Dossier, DossierEvent, Organisator, OrganisatorEvent, Tijdlijnregel)]
    uit, _ = importeer(tmp_path, {}, TWEEDE, ANDERE)
    assert uit == "0 nieuw (met 0 organisatoren), 0 bijgewerkt, 3 ongewijzigd, 0 na te kijken, 0 fout."
    assert [m.objects.count() for m in (Dossier, DossierEvent, Organisator, OrganisatorEvent, Tijdlijnregel)] == voor


def test_naam_en_adres_volgen_het_register_en_de_tijdlijn_zegt_wat_er_veranderde(db: None, tmp_path: Path) -> None:
    importeer(tmp_path, {})
    uit, _ = importeer(tmp_path, {"naam": "De Zon", "straat": "Nieuwe Lei", "tarief": "ikt"})
    assert telling(uit)[2] == 1
    dossier = Dossier.objects.get(dossiernummer="123456789")
    assert (dossier.naam, dossier.sorteersleutel, dossier.straat, dossier.versie) == ("De Zon", "de zon", "Nieuwe Lei", 2)
    lijn = Tijdlijnregel.objects.get(dossier=dossier, soort="dossiers.gewijzigd")
    assert lijn.kort == (
        "Naam: De Zonnebloem → De Zon; Adres: Statielei 1, 2640 Mortsel → Nieuwe Lei 1, 2640 Mortsel; "
        "Tarief: niet ingevuld → inkomenstarief (IKT)"
    )
    (bijgewerkt, _) = regels_over(dossier)
    assert bijgewerkt.gegevens["velden"] == ["naam", "straat", "tarief"]


def test_wat_een_klantenbeheerder_bijhoudt_blijft_en_staat_in_het_verslag(
    db: None, tmp_path: Path, an: Medewerker, dirk: Medewerker
) -> None:
    importeer(tmp_path, {"telefoon": "0470 00 00 01", "plaatsen": "18", "klantenbeheerder": "an"})
    dossier = Dossier.objects.get()
    dossiers.wijzig_dossier(dossier=dossier, versie=1, telefoon="0470 99 99 99", plaatsen=16, door=an, op=timezone.now())
    uit, verslag = importeer(
        tmp_path,
        {
            "telefoon": "0470 00 00 01", "plaatsen": "18", "klantenbeheerder": "dirk", "status": "gestopt",
            "organisatornummer": "987654399", "organisator": "Overnemer bv", "team": "limburg",
        },
    )  # fmt: skip
    assert uit == "0 nieuw (met 0 organisatoren), 0 bijgewerkt, 1 ongewijzigd, 6 na te kijken, 0 fout."
    assert verslag == [
        f"regel 2, {kolom}: {zin} (verschilt, onze waarde blijft)"
        for kolom, zin in [
            ("telefoon", "het register zegt “0470 00 00 01”, in het dossier staat “0470 99 99 99”"),
            ("plaatsen", "het register zegt “18”, in het dossier staat “16”"),
            ("status", "het register zegt “gestopt”, in het dossier staat “vergund”"),
            ("team", "het register zegt “limburg”, in het dossier staat “antwerpen”"),
            ("organisator", "het register zegt “Overnemer bv”, in het dossier staat “Zonnebloem vzw”"),
            ("klantenbeheerder", "het register zegt dirk, de organisator heeft een andere klantenbeheerder"),
        ]
    ]
    dossier.refresh_from_db()
    assert (dossier.telefoon, dossier.plaatsen, dossier.status, dossier.team.code) == (
        "0470 99 99 99", 16, Dossierstatus.VERGUND, "antwerpen",
    )  # fmt: skip
    assert Organisator.objects.count() == 1


def test_wat_leeg_was_wordt_aangevuld_ook_de_klantenbeheerder_van_alle_locaties(db: None, tmp_path: Path, an: Medewerker) -> None:
    importeer(tmp_path, {}, TWEEDE)
    uit, verslag = importeer(tmp_path, {"telefoon": "0470 00 00 01", "plaatsen": "18", "klantenbeheerder": "an"})
    assert telling(uit)[2:] == [1, 0, 0, 0]
    assert verslag == []
    assert {d.klantenbeheerder for d in Dossier.objects.all()} == {an}
    assert Organisator.objects.get().klantenbeheerder == an


def test_een_dossier_dat_met_de_hand_gemaakt_is_wordt_op_zijn_nummer_herkend(db: None, tmp_path: Path) -> None:
    maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", nummer="987654321"), dossiernummer="123456789")
    uit, _ = importeer(tmp_path, {})
    assert telling(uit)[:4] == [0, 0, 0, 1]


def test_wat_de_tabellen_weigeren_staat_bij_zijn_rij_en_de_andere_komen_erin(db: None, tmp_path: Path) -> None:
    maak_organisator("Al bekend bv", kbo="0413895634", nummer="555555555")
    dossier = maak_dossier("Groot", maak_organisator("Groot bv", nummer="666666666"), dossiernummer="777777777", plaatsen=30)
    uit, verslag = importeer(
        tmp_path,
        {"huisnummer": "7"},
        {**ANDERE, "kbo": "0413895634"},
        {**TWEEDE, "team": "mars"},
        {"dossiernummer": "777777777", "type": "gezin", "organisatornummer": "666666666", "organisator": "Groot bv"},
        {"dossiernummer": "123456783", "naam": "Kwetternest", "huisnummer": "9", "klantenbeheerder": "niemand"},
    )
    assert telling(uit)[0] == 2
    assert verslag == [
        "regel 3, kbo: dit ondernemingsnummer hoort al bij organisator 555555555",
        "regel 4, team: er is geen team “mars”",
        "regel 5, plaatsen: gezinsopvang heeft hoogstens 8 plaatsen, en in het dossier staan er 30",
        (
            "regel 6, klantenbeheerder: er is geen collega “niemand”; de locatie heeft de klantenbeheerder van haar organisator "
            "(overgenomen, kijk dit na)"
        ),
    ]
    dossier.refresh_from_db()
    assert dossier.type == "groep"


def test_twee_organisatoren_met_een_ondernemingsnummer_in_een_bestand(db: None, tmp_path: Path) -> None:
    _, verslag = importeer(tmp_path, {"kbo": "0413895634"}, {**ANDERE, "kbo": "0413895634"})
    assert verslag == ["regel 3, kbo: dit ondernemingsnummer hoort op regel 2 bij een andere organisator"]
    assert Organisator.objects.count() == 1


def test_elke_import_staat_in_de_geschiedenis_en_een_proef_niet(db: None, tmp_path: Path) -> None:
    importeer(tmp_path, {}, proef=True)
    assert not ImportRun.objects.exists()
    assert not Logregel.objects.filter(gebeurtenis=gebeurtenissen.REGISTER_OVERGENOMEN.code).exists()
    importeer(tmp_path, {})
    run = ImportRun.objects.get()
    assert (run.status, run.nieuw, run.regels, run.door, run.stukken.count()) == ("overgenomen", 1, 1, None, 0)


@pytest.mark.parametrize("open_bij", ["locatie", "voorganger", ""])
def test_plaatsen_die_een_register_invult_waar_iets_ernstigs_openstaat_worden_nagekeken(
    db: None, tmp_path: Path, an: Medewerker, monkeypatch: pytest.MonkeyPatch, open_bij: str
) -> None:
    monkeypatch.setitem(soorten._AANDACHTSOORTEN, "test.traject", AANDACHTSOORTEN[1])
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an), dossiernummer="123456789", plaatsen=None)
    voorganger = maak_dossier("De Maan", dossier.organisator)
    nu = timezone.now()
    opvolging.koppel(
        voorganger=voorganger, opvolger=dossier, soort=Opvolgingsoort.VERHUIS, vanaf=timezone.localdate(), door=an, op=nu
    )
    if open_bij:
        waar = dossier if open_bij == "locatie" else voorganger
        open_aandacht(dossier=waar, soort="test.traject", verwijzing="1", reden="Traject", op=nu)
    rij = {"plaatsen": "30", "organisatornummer": dossier.organisator.nummer, "organisator": dossier.organisator.naam}
    for _ in range(2):  # the second time it is known
        _uit, verslag = importeer(tmp_path, rij)
    dossier.refresh_from_db()
    assert dossier.plaatsen == 30
    werkregels = list(Werkregel.objects.filter(soort="dossiers.plaatsen_nakijken"))
    assert [(w.titel, w.voor) for w in werkregels] == (
        [("Het register vulde 30 plaatsen in bij De Zonnebloem", an)] if open_bij else []
    )
    gelogd = regels_over(dossier).filter(gebeurtenis=gebeurtenissen.PLAATSEN_UIT_REGISTER.code).count()
    gemeld = Importmelding.objects.filter(kolom="plaatsen", zin__startswith="er staat iets ernstigs open").count()
    assert gelogd == gemeld == len(werkregels)
    assert not [regel for regel in verslag if "ernstigs" in regel]
