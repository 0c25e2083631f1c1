"""Reading a file: encoding, separator and head are found out; what is no register is refused in one sentence."""

import codecs
from collections.abc import Iterator

import pytest

from dossiers.fouten import GeenRegister
from dossiers.register import FORMATEN, Registerrij, Rijfout
from dossiers.register.bestand import Stukken, open_csv

KOP = "nummer{0}naam{0}gemeente\n"
RIJ = '1{0}"Célinë’s {0} nestje"{0}Aalst\n'


def in_stukken(inhoud: bytes, stuk: int = 7) -> Stukken:
    """Hand out *inhoud* in pieces so small that letters and lines are cut in two."""

    def geef() -> Iterator[bytes]:
        for begin in range(0, len(inhoud), stuk):
            yield inhoud[begin : begin + stuk]

    return geef


@pytest.mark.parametrize("einde", ["\n", "\r\n"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize(("codering", "bom"), [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("cp1252", b"")])
def test_hoe_het_ook_geschreven_is_dezelfde_rij_komt_eruit(codering: str, bom: bytes, scheiding: str, einde: str) -> None:
    tekst = (KOP + RIJ).format(scheiding).replace("\n", einde)
    tabel = open_csv(in_stukken(bom + tekst.encode(codering)), verplicht=["nummer", "naam"], mag=["gemeente"])
    assert [rij.waarden for rij in tabel.rijen()] == [["1", f"Célinë’s {scheiding} nestje", "Aalst"]]


def test_een_waarde_over_twee_regels_telt_vanaf_haar_eerste_en_lege_regels_tellen_mee() -> None:
    tabel = open_csv(in_stukken(b'nummer;naam\n1;"twee\nregels"\n\n;\n2;gewoon\n'), verplicht=["nummer", "naam"])
    assert [rij.regel for rij in tabel.rijen()] == [2, 6]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg"),
        (codecs.BOM_UTF8, "Het bestand is leeg"),
        (b" \r\n \n", "Het bestand is leeg"),
        (b"PK\x03\x04\x14\x00rest", "een Excel- of ZIP-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "een oud Excel-bestand"),
        (b"%PDF-1.7", "een PDF"),
        ("nummer;naam\n1;A\n".encode("utf-16"), "UTF-16"),
        (b"nummer;naam\n1;A\x00B\n", "iets anders dan tekst"),
        (b"nummer;naam\n1;\x81\x8d\x8f\n", "iets anders dan tekst"),
        (b"nummer;naam\n", "een kopregel en geen enkele rij"),
        (b"nr;nom\n1;A\n", "de eerste regel moet de kolommen nummer, naam noemen"),
        (b"nummer;naam;kleur\n1;A;rood\n", "onbekend: kleur"),
        (b"nummer;gemeente\n1;A\n", "ontbreekt: naam"),
        (b"nummer;naam;naam\n1;A;B\n", "dubbel: naam"),
        (b"nummer;naam" + b";,\t" * 100_000 + b"\n1;A\n", "dubbel: "),
        (b"nummer;naam" + b";" * 1_500_000 + b"\n1;A\n", "Regel 1 is langer dan een miljoen tekens"),
        (b"nummer;naam\n1;A\n2" + b";" * 1_500_000, "Regel 3 is langer dan een miljoen tekens"),
        (b'nummer;naam\n1;"open\n', "het loopt fout op regel"),
        (b'nummer;naam\n1;"A"b\n', "het loopt fout op regel 2"),
    ],
)
def test_wat_geen_register_is_wordt_in_een_zin_geweigerd(inhoud: bytes, zin: str) -> None:
    with pytest.raises(GeenRegister) as fout:
        list(open_csv(in_stukken(inhoud), verplicht=["nummer", "naam"], mag=["gemeente"]).rijen())
    assert zin in fout.value.zin


OPGROEIEN_KOP = "dossiernummer;naam;type;straat;huisnummer;postcode;gemeente;status;organisatornummer;organisator"
GOED = {
    "dossiernummer": "123456789",
    "naam": "De Zonnebloem",
    "type": "groepsopvang",
    "straat": "Statielei",
    "huisnummer": "1",
    "postcode": "2640",
    "gemeente": "Mortsel",
    "status": "Vergund",
    "organisatornummer": "987654321",
    "organisator": "Zonnebloem vzw",
}


def een_rij(**anders: str) -> Registerrij | Rijfout:
    waarden = GOED | anders
    inhoud = ";".join(waarden) + "\n" + ";".join(waarden.values()) + "\n"
    (rij,) = FORMATEN["opgroeien"].rijen(in_stukken(inhoud.encode()))
    return rij


def test_een_goede_rij_in_het_eigen_formaat() -> None:
    rij = een_rij(
        plaatsen="18", plaatsen_gesubsidieerd="14", tarief="IKT", subsidietrap="t2", kbo="BE 0413.895.634", rechtsvorm="VZW",
        vergund_vanaf="01/03/2019", klantenbeheerder="an",
    )  # fmt: skip
    assert isinstance(rij, Registerrij)
    assert (rij.regel, rij.dossiernummer, rij.type, rij.status, rij.team) == (2, "123456789", "groep", "vergund", "antwerpen")
    assert (rij.plaatsen, rij.plaatsen_gesubsidieerd, rij.tarief, rij.subsidietrap) == (18, 14, "ikt", "T2")
    assert (rij.kbo, rij.rechtsvorm, str(rij.vergund_vanaf), rij.refnis) == ("0413895634", "vzw", "2019-03-01", "11029")


@pytest.mark.parametrize(
    ("kolom", "waarde", "zin"),
    [
        ("dossiernummer", "12", "een dossiernummer heeft 9 of 10 cijfers"),
        ("naam", "", "een naam heeft 1 tot 300 tekens"),
        ("naam", "x" * 301, "een naam heeft 1 tot 300 tekens"),
        ("naam", "A\u202eB", "er staat een onzichtbaar teken in"),
        ("type", "crèche", "verwacht werd “gezin” of “groep” of “samenwerkend”"),
        ("straat", "x" * 121, "hoogstens 120 tekens"),
        ("postcode", "0640", "een postcode heeft 4 cijfers"),
        ("postcode", "4000", "postcode 4000 ligt niet in Vlaanderen of Brussel; vul de kolom team in"),
        ("plaatsen", "acht", "verwacht werd een geheel getal van 0 tot 2000"),
        ("plaatsen", "2001", "verwacht werd een geheel getal van 0 tot 2000"),
        ("kbo", "0413.895.635", "Dit is geen geldig ondernemingsnummer. Kijk de tien cijfers na, bijvoorbeeld 0413.895.634."),
        ("vergund_vanaf", "31/02/2020", "“31/02/2020” is geen dag; schrijf bijvoorbeeld 12/03/2026"),
        ("klantenbeheerder", "An Peeters", "verwacht werd de gebruikersnaam van een collega"),
        ("telefoon", "bel mij", "schrijf het nummer met cijfers en spaties"),
    ],
)
def test_elke_fout_staat_bij_haar_regel_en_kolom(kolom: str, waarde: str, zin: str) -> None:
    assert een_rij(**{kolom: waarde}) == Rijfout(2, kolom, zin)


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"type": "gezin", "plaatsen": "9"}, Rijfout(2, "plaatsen", "gezinsopvang heeft hoogstens 8 plaatsen")),
        (
            {"plaatsen": "9", "plaatsen_gesubsidieerd": "10"},
            Rijfout(2, "plaatsen_gesubsidieerd", "er kunnen niet meer gesubsidieerde dan vergunde plaatsen zijn"),
        ),
        (
            {"vergund_vanaf": "2026-03-02", "vergund_tot": "2026-03-01"},
            Rijfout(2, "vergund_tot", "het einde van de vergunning ligt voor haar begin"),
        ),
    ],
)
def test_waarden_die_samen_niet_kunnen(anders: dict[str, str], fout: Rijfout) -> None:
    assert een_rij(**anders) == fout


def test_hetzelfde_dossiernummer_twee_keer_is_een_fout_op_de_tweede_regel() -> None:
    rij = ";".join(GOED.values())
    gelezen = list(FORMATEN["opgroeien"].rijen(in_stukken(f"{OPGROEIEN_KOP}\n{rij}\n{rij}\n".encode())))
    assert gelezen[1] == Rijfout(3, "dossiernummer", "nummer 123456789 staat al op regel 2")
