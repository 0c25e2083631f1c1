"""Reading a mail: what a colleague sees of it, whatever program wrote it."""

from datetime import UTC, datetime

import pytest

from kern.post import Adres, PostOnleesbaar, lees
from kern.post.tekst import doorgestuurd, moment_in_woorden, splits
from tests.hulp.mails import OP, mail, msg, niet_bezorgd


def test_afzender_moment_onderwerp_tekst_en_bijlage_van_een_gewone_mail() -> None:
    post = lees(mail(bijlagen=(("brief.pdf", "application/pdf", b"%PDF-1.7"),)).as_bytes())
    assert post.van == Adres("Lies Peeters", "lies@opvang.example")
    assert post.aan == (Adres("", "klantenbeheer@opgroeien.example"),)
    assert post.op == OP
    assert (post.onderwerp, post.message_id) == ("Vraag over de sluiting", "<een@opvang.example>")
    assert post.tekst == "Dag\n\nMogen wij maandag dicht?\n\nLies"
    assert [(b.naam, b.mime, b.inhoud) for b in post.bijlagen] == [("brief.pdf", "application/pdf", b"%PDF-1.7")]
    assert (post.automaat, post.opmerkingen, post.herkomst) == ("", (), None)


def test_mail_met_alleen_opmaak_wordt_schoongemaakt_en_haalt_geen_beelden_van_buiten() -> None:
    html = '<style>p{x:y}</style><p>Dag <b>Lies</b></p><img src="https://volger.example/p.gif"><script>boos()</script>'
    post = lees(mail(tekst="", html=html).as_bytes())
    assert post.tekst == "Dag Lies"
    assert post.opmaak == "<p>Dag <strong>Lies</strong></p>"


def test_van_tekst_en_opmaak_samen_telt_de_tekst() -> None:
    post = lees(mail(tekst="Dag", html="<p>Iets anders</p>").as_bytes())
    assert (post.tekst, post.opmaak) == ("Dag", "")


@pytest.mark.parametrize(
    ("kop", "gelezen"),
    [
        (b"=?iso-8859-1?Q?Caf=E9?=", "Café"),
        (b"=?utf-8?b?U2xhYXBwbGFhdHM=?= =?utf-8?q?_dicht?=", "Slaapplaats dicht"),
        (b"=?onbekend-9?q?Caf=E9?=", "Café"),
        (b"=?utf-8?q?gebroken", "=?utf-8?q?gebroken"),
        (b"rauw caf\xc3\xa9", "rauw café"),
        (b"rauw caf\xe9", "rauw café"),
        (b"", ""),
    ],
)
def test_onderwerp_in_elke_tekenset_is_leesbaar(kop: bytes, gelezen: str) -> None:
    assert lees(b"From: a@b.example\r\nSubject: " + kop + b"\r\n\r\nDag").onderwerp == gelezen


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "us-ascii", "bestaat-niet", "utf-16"])
def test_tekst_die_niet_is_wat_haar_tekenset_belooft_blijft_leesbaar(charset: str) -> None:
    kop = f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    assert lees(kop + "één café".encode("cp1252") + b"!").tekst == "één café!"


@pytest.mark.parametrize(
    "datum", ["", "gisteren", "Thu, 99 Foo 2026", "Mon, 1 Jan 1970 00:00:00 +0000", "Thu, 12 Mar 20260 1:1:1 +9999"]
)
def test_zonder_bruikbare_datum_staat_dat_erbij(datum: str) -> None:
    post = lees(f"From: a@b.example\r\nDate: {datum}\r\n\r\nDag".encode())
    assert post.op is None
    assert post.opmerkingen == ("In deze mail staat geen bruikbare datum; het moment van ontvangst is genomen.",)


@pytest.mark.parametrize(
    ("van", "gelezen"),
    [
        ("Lies <LIES@Opvang.Example>", Adres("Lies", "lies@opvang.example")),
        ("=?utf-8?q?Ren=C3=A9?= <r@b.example>", Adres("René", "r@b.example")),
        ('"Jans, Jan" <jan@b.example>', Adres("Jans, Jan", "jan@b.example")),
        ("niemand", Adres("niemand", "")),
        ("kapot <kapot@", Adres("kapot <kapot@", "")),
    ],
)
def test_afzender_zoals_iemand_hem_schreef(van: str, gelezen: Adres) -> None:
    assert lees(f"From: {van}\r\nSubject: x\r\n\r\nDag".encode()).van == gelezen


def test_twee_afzenders_zijn_niemand() -> None:
    assert lees(b"From: a@b.example, c@d.example\r\n\r\nDag").afzenders == 2
    assert lees(b"From: a@b.example\r\nFrom: c@d.example\r\n\r\nDag").afzenders == 2


def test_antwoord_staat_los_van_wat_het_aanhaalt() -> None:
    for kop in (
        "Op do 12 mrt 2026 om 14:05 schreef Lies Peeters <lies@opvang.example>:",
        "On Thu, Mar 12, 2026 at 2:05 PM Lies Peeters <lies@opvang.example> wrote:",
        "Le jeu. 12 mars 2026 à 14:05, Lies Peeters <lies@opvang.example> a écrit :",
        "Am 12.03.2026 um 14:05 schrieb Lies Peeters:",
        "-----Oorspronkelijk bericht-----",
        "Van: Lies\nVerzonden: donderdag 12 maart 2026 14:05\nAan: Jan\nOnderwerp: Vraag",
        "De : Lies\nEnvoyé : jeudi 12 mars 2026 14:05\nÀ : Jan\nObjet : Question",
    ):
        eigen, citaat = splits(f"Dat is goed.\n\n{kop}\n> Mogen wij dicht?\n")
        assert eigen == "Dat is goed.", kop
        assert "Mogen wij dicht?" in citaat


def test_antwoord_tussen_de_regels_blijft_bewaard() -> None:
    assert splits("> Mogen wij dicht?\nJa.\n> En dinsdag?\nNee.")[0] == "Ja.\nNee."


@pytest.mark.parametrize(
    ("woorden", "moment"),
    [
        ("donderdag 12 maart 2026 14:05", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
        ("do 12 mrt 2026 om 14:05", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
        ("12/07/2026 9:30", datetime(2026, 7, 12, 7, 30, tzinfo=UTC)),
        ("Thursday, March 12, 2026 2:05 PM", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
        ("Thu, Mar 12, 2026 at 12:05 AM", datetime(2026, 3, 11, 23, 5, tzinfo=UTC)),
        ("jeudi 12 mars 2026 14:05", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
        ("jeu. 13 août 2026 à 14:05", datetime(2026, 8, 13, 12, 5, tzinfo=UTC)),
        ("2026-03-12 14:05", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
    ],
)
def test_datum_in_de_kop_van_een_doorgestuurde_mail(woorden: str, moment: datetime) -> None:
    assert moment_in_woorden(woorden) == moment


def test_datum_die_niet_bestaat_wordt_niet_geraden() -> None:
    assert moment_in_woorden("31 februari 2026 14:05") is None
    assert moment_in_woorden("binnenkort") is None


OUTLOOK = (
    "FYI\n\n________________________________\nVan: Lies Peeters <lies@opvang.example>\nVerzonden: donderdag 12 maart 2026 14:05\n"
)
OUTLOOK += "Aan: Jan Jans <jan@opgroeien.example>; Mia <mia@opgroeien.example>\nCC: Piet\nOnderwerp: Vraag\n\nDag Jan\n"
GMAIL = "---------- Forwarded message ---------\nVan: Lies Peeters <lies@opvang.example>\nDate: do 12 mrt 2026 om 14:05\n"
GMAIL += "Subject: Vraag\nTo: Jan <jan@opgroeien.example>\n\n\nDag Jan\n"
FRANS = "De : Lies Peeters [mailto:lies@opvang.example]\nEnvoyé : jeudi 12 mars 2026 14:05\nÀ : Jan\nObjet : Vraag\n\nDag Jan\n"
APPLE = "Begin doorgestuurd bericht:\n\n> Van: Lies Peeters <lies@opvang.example>\n> Onderwerp: Vraag\n"
APPLE += "> Datum: 12 maart 2026 om 14:05:00 CET\n> Aan: jan@opgroeien.example\n> \n> Dag Jan\n"


@pytest.mark.parametrize("tekst", [OUTLOOK, GMAIL, FRANS, APPLE], ids=["outlook", "gmail", "frans", "apple"])
def test_wie_doorstuurt_krijgt_de_eerste_afzender_en_datum_voorgesteld(tekst: str) -> None:
    herkomst = doorgestuurd(tekst)
    assert herkomst is not None
    assert herkomst.van == Adres("Lies Peeters", "lies@opvang.example")
    assert herkomst.op == datetime(2026, 3, 12, 13, 5, tzinfo=UTC)
    assert (herkomst.onderwerp, herkomst.tekst) == ("Vraag", "Dag Jan")


def test_mail_als_bijlage_doorgestuurd_geeft_ook_haar_bijlagen() -> None:
    binnen = mail(bijlagen=(("plan.pdf", "application/pdf", b"%PDF"),))
    post = lees(mail(van="jan@opgroeien.example", onderwerp="FW", tekst="Zie bijlage", doorgestuurd=binnen).as_bytes())
    assert post.herkomst is not None
    assert (post.herkomst.van.adres, post.herkomst.op) == ("lies@opvang.example", OP)
    assert [b.naam for b in post.herkomst.bijlagen] == ["plan.pdf"]
    assert [b.naam for b in post.bijlagen] == ["Vraag over de sluiting.eml"]


def test_gewone_zin_met_van_is_geen_doorgestuurde_mail() -> None:
    assert doorgestuurd("Van: maandag tot vrijdag open\nAan: de rand van het park") is None


def test_bericht_uit_outlook() -> None:
    post = lees(
        msg(
            bijlagen=(("plan.pdf", "application/pdf", b"%PDF" + b"x" * 5000),),
            koppen="Message-ID: <x@y.example>\r\nTo: a@b.example",
        )
    )
    assert post.van == Adres("Lies Peeters", "lies@opvang.example")
    assert post.aan == (Adres("Klantenbeheer", "klantenbeheer@opgroeien.example"),)
    assert (post.op, post.onderwerp, post.tekst) == (OP, "Vraag over de sluiting", "Mogen wij maandag dicht?")
    assert (post.message_id, [b.naam for b in post.bijlagen]) == ("<x@y.example>", ["plan.pdf"])


@pytest.mark.parametrize(
    ("koppen", "waarom"),
    [
        ({"Auto-Submitted": "auto-replied"}, "afwezigheidsbericht"),
        ({"Auto-Submitted": "no"}, ""),
        ({"X-Autoreply": "yes"}, "afwezigheidsbericht"),
        ({"Precedence": "auto_reply"}, "afwezigheidsbericht"),
        ({"Precedence": "bulk"}, "bericht van een verzendlijst"),
        ({"List-Id": "<lijst.example>"}, "bericht van een verzendlijst"),
        ({"Return-Path": "<>"}, "automatisch bericht"),
        ({"Auto-Submitted": "auto-generated"}, "automatisch bericht"),
    ],
)
def test_wat_een_machine_schreef_wordt_herkend(koppen: dict[str, str], waarom: str) -> None:
    assert lees(mail(koppen=koppen).as_bytes()).automaat == waarom


@pytest.mark.parametrize(
    "onderwerp", ["Automatisch antwoord: Vraag", "Afwezig: Vraag", "Out of Office", "Réponse automatique : x"]
)
def test_afwezigheid_in_het_onderwerp_wordt_herkend(onderwerp: str) -> None:
    assert lees(mail(onderwerp=onderwerp).as_bytes()).automaat == "afwezigheidsbericht"


def test_mail_over_afwezige_kinderen_is_van_een_mens() -> None:
    assert lees(mail(onderwerp="Vraag over afwezige kinderen").as_bytes()).automaat == ""


def test_bericht_dat_een_mail_niet_aankwam_zegt_welke_en_voor_wie() -> None:
    post = lees(niet_bezorgd(nummer="<onze@opgroeien.example>", adres="weg@opvang.example", aan="k@opgroeien.example"))
    assert (post.mislukt_voor, post.mislukt_nummers) == (("weg@opvang.example",), ("<onze@opgroeien.example>",))


def test_uitgestelde_bezorging_is_geen_mislukking() -> None:
    assert not lees(niet_bezorgd(nummer="<o@o.example>", adres="a@b.example", aan="k@o.example", actie="delayed")).is_mislukking


@pytest.mark.parametrize(
    "inhoud", [b"", b"\0" * 500, b"PK\x03\x04zip", b"zomaar wat tekst", bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 9000]
)
def test_wat_geen_mail_is_wordt_in_een_zin_geweigerd(inhoud: bytes) -> None:
    with pytest.raises(PostOnleesbaar, match=r"geen mail|beschadigd"):
        lees(inhoud)
