"""The history of the old system: a package in, at its own dates, whole or not at all; and out again, byte for byte the same."""

import copy
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dossiers import demowereld
from dossiers.actions import betrokkenen
from dossiers.fouten import GeenRegister
from dossiers.historiek.formaat import BESTANDEN
from dossiers.historiek.pakket import Pakket
from dossiers.models import (
    Betrokkene,
    Contactmoment,
    Dossier,
    Historiekbestand,
    Historiekstuk,
    ImportRun,
    Organisator,
    OrganisatorEvent,
    Tijdlijnregel,
)
from dossiers.queries.historiek import schrijf_pakket
from kern import demowereld as mensen_van_de_demo
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.hulp.databank import Databank
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

RIJEN: dict[str, list[str]] = {
    "organisatoren.csv": ["o1;987654321;Zonnebloem vzw;0413.895.634;vzw;0470 00 00 02;an"],
    "dossiers.csv": ["d1;123456789;De Zonnebloem;groep;Statielei;1;2640;Mortsel;11029;0470 00 00 01;18;vergund;antwerpen;o1"],
    "betrokkenen.csv": ["b1;;d1;verantwoordelijke;Rita Verzonnen;1980-02-03;;;2019-01-01;"],
    "contactmomenten.csv": [
        'c1;;d1;2023-05-06T10:30;2023-05-08T09:00;telefoon;in;Rita;Jan Vorige;"Eerste regel\nTweede regel"',
        "c2;;d1;2022-02-01T14:00;;bezoek;;;Jan Vorige;Jaarlijks bezoek",
        "c3;o1;;2021-02-01T14:00;;mail;uit;;Jan Vorige;Over de hele organisatie",
    ],
    "stukken.csv": [
        "s1;;d1;2023-06-01T00:00;;verslag;Verslag van het gesprek;Jan Vorige;De tekst;2023/gesprek.pdf|foto.jpg",
        "s2;;d1;2023-06-02T00:00;;melding;Melding van een ouder;;Iets;",
    ],
}
FILES = {"bestanden/2023/gesprek.pdf": b"%PDF-1.7 verzonnen", "bestanden/foto.jpg": b"\xff\xd8\xff verzonnen"}
Anders = dict[str, list[str] | None]


def pakket(tmp_path: Path, anders: Anders | None = None, files: dict[str, bytes] | None = None) -> Path:
    pad = tmp_path / "historiek.zip"
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, rijen in (RIJEN | (anders or {})).items():
            if rijen is not None:
                zip_.writestr(naam, "\n".join([";".join(BESTANDEN[naam]), *rijen]) + "\n")
        for naam, inhoud in (FILES if files is None else files).items():
            zip_.writestr(naam, inhoud)
    return pad


def importeer(pad: Path, *meer: str) -> str:
    uit = StringIO()
    call_command("importeer_historiek", str(pad), *meer, stdout=uit)
    return uit.getvalue().strip()


ALLES = "1 dossiers (met 1 organisatoren), 1 betrokkenen, 3 contactmomenten, 2 stukken met 2 bestanden overgenomen."
NIETS = "0 dossiers (met 0 organisatoren), 0 betrokkenen, 0 contactmomenten, 0 stukken met 0 bestanden overgenomen."


def test_alles_komt_binnen_op_zijn_eigen_datum_en_zegt_vanwaar(an: Medewerker, tmp_path: Path) -> None:
    assert importeer(pakket(tmp_path)) == ALLES
    dossier = Dossier.objects.get()
    assert (dossier.bron, dossier.bronnummer, dossier.klantenbeheerder, dossier.organisator.bronnummer) == (
        "edison",
        "d1",
        an,
        "o1",
    )
    telefoon = Contactmoment.objects.get(bronnummer="c1")
    assert (telefoon.tekst, telefoon.met, telefoon.auteur) == ("Eerste regel\nTweede regel", "Rita", "Jan Vorige")
    lijn = Tijdlijnregel.objects.get(verwijzing=str(telefoon.pk))
    assert lijn.op == datetime(2023, 5, 6, 10, 30, tzinfo=BRUSSEL)
    assert lijn.bekend_sinds == datetime(2023, 5, 8, 9, 0, tzinfo=BRUSSEL)
    assert (lijn.soort, lijn.overgenomen, lijn.door_naam, lijn.dossier) == (
        "dossiers.contact.telefoon",
        True,
        "Jan Vorige",
        dossier,
    )
    assert Tijdlijnregel.objects.get(dossier=None).organisator == dossier.organisator
    assert Tijdlijnregel.objects.filter(dossier=dossier, soort="dossiers.historiek.melding").count() == 1
    assert {b.naam: bytes(b.inhoud) for b in Historiekbestand.objects.all()} == {
        naam.removeprefix("bestanden/"): inhoud for naam, inhoud in FILES.items()
    }
    assert Betrokkene.objects.get().naamsleutel
    assert ImportRun.objects.get().status == "overgenomen"
    call_command("controleer_logboek", stdout=StringIO())


def test_een_tweede_keer_verandert_er_geen_rij(an: Medewerker, tmp_path: Path) -> None:
    importeer(pakket(tmp_path))
    modellen = (Dossier, OrganisatorEvent, Betrokkene, Contactmoment, Historiekstuk, Historiekbestand, Tijdlijnregel)
    voor = [m._default_manager.count() for m in modellen]
    assert importeer(pakket(tmp_path)) == NIETS
    assert [m._default_manager.count() for m in modellen] == voor


def test_een_proef_zegt_hetzelfde_en_bewaart_niets(an: Medewerker, tmp_path: Path) -> None:
    assert importeer(pakket(tmp_path), "--proef") == f"Proef, niets bewaard: {ALLES}"
    assert not Organisator.objects.exists()
    assert not Historiekstuk.objects.exists()
    assert not ImportRun.objects.exists()


def test_wat_al_bekend_is_krijgt_zijn_verleden_erbij(an: Medewerker, tmp_path: Path) -> None:
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an, nummer="987654321"), dossiernummer="123456789")
    importeer(pakket(tmp_path))
    assert Dossier.objects.get() == dossier
    assert dossier.contactmomenten.count() == 2
    assert dossier.organisator.contactmomenten.count() == 3


def test_wat_van_hier_kwam_komt_geen_tweede_keer(zonnebloem: Dossier, an: Medewerker, tmp_path: Path) -> None:
    noteer_contact(zonnebloem, an)
    betrokkenen.voeg_toe(
        organisator=zonnebloem.organisator,
        dossier=zonnebloem,
        rol="begeleider",
        naam="Rita Verzonnen",
        door=an,
        op=timezone.now(),
    )
    eigen = tmp_path / "eigen.zip"
    eigen.write_bytes(uitvoer())
    gezegd = importeer(eigen)
    assert gezegd.startswith(NIETS.removesuffix(" overgenomen."))
    assert {int(woord) for woord in gezegd.replace("(met", "").split() if woord.isdigit()} == {0}
    assert (Contactmoment.objects.count(), Betrokkene.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"contactmomenten.csv": ["c1;;d9;2023-05-06T10:30;;telefoon;in;;Jan;x"]}, "regel 2, dossier: er is geen dossier “d9”"),
        ({"contactmomenten.csv": ["c1;o9;;2023-05-06T10:30;;telefoon;in;;Jan;x"]}, "er is geen organisator “o9”"),
        ({"contactmomenten.csv": ["c1;o1;d1;2023-05-06T10:30;;telefoon;in;;Jan;x"]}, "vul het dossier in, of de organisator"),
        ({"contactmomenten.csv": ["c1;;d1;gisteren;;telefoon;in;;Jan;x"]}, "“gisteren” is geen moment"),
        ({"contactmomenten.csv": ["c1;;d1;2999-01-01;;telefoon;in;;Jan;x"]}, "dit moment ligt in de toekomst"),
        # PostgreSQL keeps a moment before the year 1 and psycopg cannot read it: every page that showed it would break.
        ({"contactmomenten.csv": ["c1;;d1;0001-01-01;;telefoon;in;;Jan;x"]}, "“0001-01-01” kan niet; kijk het jaartal"),
        ({"stukken.csv": ["s1;;d1;2023-06-01;0001-01-01T00:00+14:00;verslag;Titel;;x;"]}, "vastgelegd_op: “0001-01-01T00:00"),
        ({"contactmomenten.csv": ["c1;;d1;2023-01-01T00:00+23:59;;telefoon;in;;Jan;x"]}, "kijk het jaartal en de tijdzone na"),
        ({"contactmomenten.csv": ["c1;;d1;2023-01-01;;bezoek;in;;Jan;x"]}, "bij deze soort contact hoort geen richting"),
        (
            {"contactmomenten.csv": ["c1;;d1;2023-01-01;;bezoek;;;Jan;x", "c1;;d1;2023-01-02;;bezoek;;;Jan;x"]},
            "contactmomenten.csv, regel 3, bron_id: deze sleutel staat al op regel 2",
        ),
        ({"stukken.csv": ["s1;;d1;2023-06-01;;verslag;Titel;;x;weg.pdf"]}, "“bestanden/weg.pdf” zit niet in het pakket"),
        ({"stukken.csv": ["s1;;d1;2023-06-01;;verslag;Titel;;x;"]}, "bestanden/foto.jpg: geen enkele rij"),
        ({"organisatoren.csv": None}, "dossiers.csv, regel 2, organisator: er is geen organisator “o1” in organisatoren.csv"),
        (
            {"dossiers.csv": ["d1;123456789;De Zonnebloem;groep;;;2640;Mortsel;;;;vergund;mars;o1"]},
            "dossiers.csv, regel 2, team: er is geen team “mars”",
        ),
        (
            {"dossiers.csv": ["d1;123456789;De Zonnebloem;groep;;;2640;Mortsel;abc;;;vergund;antwerpen;o1"]},
            "dossiers.csv, regel 2, refnis: een REFNIS-code heeft 5 cijfers",
        ),
        ({"organisatoren.csv": ["o1;987654321;Zonnebloem vzw;;=1+1;;an"]}, "regel 2, rechtsvorm: verwacht werd"),
        ({"organisatoren.csv": [f"o1;987654321;Zonnebloem vzw;{'9' * 5000};vzw;;an"]}, "regel 2, kbo: Dit is geen geldig"),
        ({"betrokkenen.csv": ["b1;;d1;verantwoordelijke;Rita;;;;2020-01-02;2020-01-01"]}, "de laatste dag ligt voor de eerste"),
    ],
)  # fmt: skip
def test_een_fout_en_er_is_niets_overgenomen_met_elke_reden(an: Medewerker, tmp_path: Path, anders: Anders, zin: str) -> None:
    fout = StringIO()
    with pytest.raises(CommandError, match="er is niets overgenomen"):
        call_command("importeer_historiek", str(pakket(tmp_path, anders)), stderr=fout)
    assert zin in fout.getvalue()
    assert not Dossier.objects.exists()
    assert not Contactmoment.objects.exists()


def _link(zip_: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("bestanden/link")
    info.external_attr = 0o120777 << 16
    zip_.writestr(info, "/etc/passwd")


@pytest.mark.parametrize(
    ("voeg_toe", "zin"),
    [
        (lambda z: z.writestr("../../etc/passwd", "x"), "een onveilige naam"),
        (lambda z: z.writestr("/etc/passwd", "x"), "een onveilige naam"),
        (lambda z: z.writestr("bestanden\\x.exe", "x"), "een onveilige naam"),
        (_link, "een verwijzing in plaats van een bestand"),
        (lambda z: z.writestr("bestanden/bom", b"\0" * 20_000_000), "uitgepakt te groot"),
        (lambda z: z.writestr("geheim.sql", "x"), "bestanden die er niet in horen: geheim.sql"),
    ],
)
def test_een_gevaarlijk_pakket_wordt_in_een_zin_geweigerd(
    db: None, tmp_path: Path, voeg_toe: Callable[[zipfile.ZipFile], None], zin: str
) -> None:
    pad = pakket(tmp_path)
    with zipfile.ZipFile(pad, "a", zipfile.ZIP_DEFLATED) as zip_:
        voeg_toe(zip_)
    with pytest.raises(CommandError, match=zin):
        importeer(pad)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("samendrukking", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_een_pakket_met_een_bedorven_byte_is_te_lezen_of_wordt_in_een_zin_geweigerd(samendrukking: int) -> None:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", samendrukking) as zip_:
        zip_.writestr("dossiers.csv", "a;b\n" * 40)
        zip_.writestr("bestanden/x", b"y" * 40)
    goed, geweigerd = doel.getvalue(), 0
    for plaats in range(len(goed)):
        for waarde in (0, 255, goed[plaats] ^ 8):
            try:
                pakket_ = Pakket(io.BytesIO(goed[:plaats] + bytes([waarde]) + goed[plaats + 1 :]))
                for naam in pakket_.namen:
                    pakket_.lees(naam)
            except GeenRegister:
                geweigerd += 1
    assert geweigerd > len(goed)


def test_bestanden_die_over_elkaar_liggen_worden_geweigerd() -> None:
    """A hundred names for the same bytes: a small package that would unpack to any size."""
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w") as zip_:
        zip_.writestr("dossiers.csv", "a;b\n")
        zip_.writestr("bestanden/0", "y" * 10_000)
        eerste = zip_.getinfo("bestanden/0")
        for volg in range(1, 100):
            info = copy.copy(eerste)
            info.filename = f"bestanden/{volg}"
            zip_.filelist.append(info)
    with pytest.raises(GeenRegister, match="overlappen elkaar"):
        Pakket(doel)


@pytest.mark.parametrize("samendrukking", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_een_pakket_dat_anders_samengedrukt_is_wordt_geweigerd(samendrukking: int) -> None:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", samendrukking) as zip_:
        zip_.writestr("dossiers.csv", "a;b\n")
    with pytest.raises(GeenRegister, match="ongewone manier samengedrukt"):
        Pakket(doel)


def test_geen_zip_beschadigd_leeg_dubbel_of_met_wachtwoord(db: None, tmp_path: Path) -> None:
    pad = tmp_path / "x.zip"
    pad.write_bytes(b"PK\x03\x04 geen zip")
    with pytest.raises(CommandError, match="geen ZIP, of het is beschadigd"):
        importeer(pad)
    with zipfile.ZipFile(pad, "w") as zip_:
        zip_.writestr("bestanden/x", "x")
    with pytest.raises(CommandError, match="geen enkel bestand van een historiek"):
        importeer(pad)
    inhoud = bytearray(pakket(tmp_path).read_bytes())
    inhoud[60:64] = b"\0\0\0\0"
    pad.write_bytes(bytes(inhoud))
    with pytest.raises(CommandError, match="is beschadigd"):
        importeer(pad)
    slot = bytearray(pakket(tmp_path).read_bytes())
    slot[slot.index(b"PK\x01\x02") + 8] |= 1
    pad.write_bytes(bytes(slot))
    with pytest.raises(CommandError, match="met een wachtwoord beveiligd"):
        importeer(pad)
    with zipfile.ZipFile(pad, "w") as zip_:
        zip_.writestr("dossiers.csv", "x")
        with pytest.warns(UserWarning, match="Duplicate name"):
            zip_.writestr("dossiers.csv", "y")
    with pytest.raises(CommandError, match="twee keer"):
        importeer(pad)


def uitvoer() -> bytes:
    doel = io.BytesIO()
    schrijf_pakket(doel)
    return doel.getvalue()


def test_wat_hier_geschreven_is_gaat_naar_een_lege_databank_en_komt_er_hetzelfde_weer_uit(
    db: None, an: Medewerker, tmp_path: Path
) -> None:
    """First half: a package of what the actions wrote and what came from the old system."""
    importeer(pakket(tmp_path))
    noteer_contact(maak_dossier("Hier gemaakt", maak_organisator("Hier bv", an)), an)
    eerste = uitvoer()
    assert uitvoer() == eerste
    (Path(tmp_path) / "rond.zip").write_bytes(eerste)
    namen = zipfile.ZipFile(io.BytesIO(eerste)).namelist()
    assert namen == [*BESTANDEN, "bestanden/2023/gesprek.pdf", "bestanden/foto.jpg"]


def test_de_ronde_geeft_dezelfde_bytes(eigen_database: Databank, tmp_path: Path) -> None:
    """Into an empty database and out again, twice: what comes out is what went in, to the byte."""
    from django.db import connection

    an = maak("an", "An Peeters", "klantenbeheerder", team="antwerpen")  # type: ignore[arg-type]
    eerste = b""
    with transaction.atomic():
        importeer(pakket(tmp_path))
        noteer_contact(maak_dossier("Hier gemaakt", maak_organisator("Hier bv", an)), an)
        eerste = uitvoer()
        transaction.set_rollback(True)
    assert not Dossier.objects.exists()
    rond = tmp_path / "rond.zip"
    rond.write_bytes(eerste)
    importeer(rond)
    call_command("exporteer_historiek", str(tmp_path / "weer.zip"), stdout=StringIO())
    assert (tmp_path / "weer.zip").read_bytes() == eerste
    connection.close()


@pytest.mark.django_db
def test_de_demowereld_gaat_naar_een_lege_databank_en_komt_er_hetzelfde_weer_uit(tmp_path: Path) -> None:
    """A whole world that came about here: everything of today in it can be read again, and a table without rows too."""
    nu = timezone.now()
    mensen_van_de_demo.vul(op=nu)
    with transaction.atomic():
        demowereld.vul(op=nu)
        annelies = Medewerker.objects.get(username="klantenbeheerder")
        noteer_contact(maak_organisator("Nog zonder locatie", annelies), annelies)
        eerste = uitvoer()
        transaction.set_rollback(True)
    rond = tmp_path / "rond.zip"
    rond.write_bytes(eerste)
    assert zipfile.ZipFile(rond).read("stukken.csv").count(b"\n") == 1
    importeer(rond)
    assert uitvoer() == eerste


def test_een_pakket_zonder_een_enkele_rij_wordt_geweigerd(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="hebben geen enkele rij"):
        importeer(pakket(tmp_path, {naam: [] for naam in BESTANDEN}, {}))


def test_een_stuk_opent_met_de_inhoud_van_zijn_locatie_en_een_bestand_komt_als_download(
    an: Medewerker, client_an: Client, client_bart: Client, tmp_path: Path
) -> None:
    importeer(pakket(tmp_path))
    stuk = Historiekstuk.objects.get(bronnummer="s1")
    html = client_an.get(stuk.get_absolute_url()).content.decode()
    assert "Overgenomen uit het vorige systeem" in html
    assert "Verslag van het gesprek" in html
    pad = f"{stuk.get_absolute_url()}bestanden/{Historiekbestand.objects.get(naam='2023/gesprek.pdf').pk}/"
    antwoord = client_an.get(pad)
    assert (antwoord.content, antwoord["Content-Disposition"]) == (
        FILES["bestanden/2023/gesprek.pdf"],
        'attachment; filename="gesprek.pdf"',
    )
    assert client_bart.get(stuk.get_absolute_url()).status_code == 404
    assert client_bart.get(pad).status_code == 404


def test_de_export_overschrijft_niets(db: None, tmp_path: Path) -> None:
    pad = tmp_path / "er.zip"
    pad.write_bytes(b"oud")
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("exporteer_historiek", str(pad))
    assert pad.read_bytes() == b"oud"


def test_een_toekomstig_moment_met_tijdzone_wordt_herkend(an: Medewerker, tmp_path: Path) -> None:
    morgen = (timezone.now() + timedelta(days=1)).isoformat()
    with pytest.raises(CommandError):
        importeer(pakket(tmp_path, {"contactmomenten.csv": [f"c1;;d1;{morgen};;telefoon;in;;Jan;x"]}))
