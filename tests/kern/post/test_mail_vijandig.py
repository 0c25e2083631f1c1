"""Mails that somebody made to hurt: refused in a sentence, or read within bounded time and memory."""

import random
import time
import tracemalloc

import pytest

from kern.post import PostOnleesbaar, lees
from kern.post.namen import bestandsnaam
from kern.post.tekst import doorgestuurd, netjes, splits, uit_html
from tests.hulp.mails import mail, msg, nest


def test_duizend_delen_in_elkaar_worden_geweigerd_zonder_ze_te_openen() -> None:
    begin = time.perf_counter()
    with pytest.raises(PostOnleesbaar, match="te veel delen"):
        lees(nest(1_000))
    assert time.perf_counter() - begin < 1


def test_twintig_delen_in_elkaar_zijn_gewoon_post() -> None:
    assert lees(nest(20)).tekst == "onderaan"


def test_twintig_megabyte_overleeft_met_begrensd_geheugen() -> None:
    inhoud = random.Random(7).randbytes(15 * 1024 * 1024)
    rauw = mail(bijlagen=(("groot.bin", "application/octet-stream", inhoud),)).as_bytes()
    assert len(rauw) > 20 * 1024 * 1024
    tracemalloc.start()
    post = lees(rauw)
    hoogst = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert post.bijlagen[0].inhoud == inhoud
    assert hoogst < 8 * len(rauw)


def test_tekst_van_vijf_megabyte_wordt_ingekort_en_staat_heel_bij_de_bijlagen() -> None:
    tekst = "woord " * 900_000
    post = lees(mail(tekst=tekst).as_bytes())
    assert len(post.tekst) <= 200_000
    assert len(post.bijlagen[0].inhoud) == len(tekst.strip())
    assert "te lang" in post.opmerkingen[0]


@pytest.mark.parametrize(
    "tekst",
    [
        "<" * 400_000, "<style" * 100_000, "<p>" * 200_000, "<!--" * 100_000, "&" * 400_000, "&amp;" * 90_000,
        "Op " * 100_000, "Van: a\n" * 30_000, ">" * 300_000, "\n" * 300_000, "- " * 150_000, "Van:" + " " * 200_000,
    ],
    ids=["haken", "stijlen", "alineas", "opmerking", "tekens", "codes", "op", "vannen", "citaten", "regels", "strepen", "wit"],
)  # fmt: skip
def test_geen_tekst_houdt_het_lezen_lang_bezig(tekst: str) -> None:
    begin = time.perf_counter()
    uit_html(tekst)
    splits(netjes(tekst))
    doorgestuurd(tekst)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "kop", ["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Disposition"]
)
def test_geen_kop_houdt_het_lezen_lang_bezig(kop: str) -> None:
    begin = time.perf_counter()
    for waarde in (
        "<" * 200_000,
        '"' * 200_000,
        "(" * 200_000,
        "a@b.example," * 20_000,
        "=?utf-8?q?a?=" * 20_000,
        ";a=b" * 40_000,
    ):
        lees(f"From: a@b.example\r\n{kop}: {waarde}\r\nSubject: x\r\n\r\nDag".encode())
    assert time.perf_counter() - begin < 10


def test_kop_met_een_regeleinde_erin_wordt_geen_tweede_kop() -> None:
    post = lees(b"From: a@b.example\r\nSubject: =?utf-8?q?Dag=0D=0ABcc=3A_boos=40x.example?=\r\n\r\nDag")
    assert "\n" not in post.onderwerp
    assert "\r" not in post.onderwerp
    assert post.cc == ()


@pytest.mark.parametrize(
    ("naam", "veilig"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\boos\\brief.pdf", "brief.pdf"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("een\r\nBcc: x.pdf", "een Bcc x.pdf"),
        ("", "bijlage 1.pdf"),
        ("a" * 300 + ".pdf", "a" * 138 + ".pdf"),
    ],
)
def test_naam_van_een_bijlage_leidt_nergens_heen(naam: str, veilig: str) -> None:
    assert bestandsnaam(naam, "application/pdf", 1) == veilig


def test_winmail_wordt_genoemd() -> None:
    post = lees(mail(bijlagen=(("winmail.dat", "application/ms-tnef", b"\x78\x9f\x3e\x22"),)).as_bytes())
    assert "winmail.dat" in post.opmerkingen[0]


def test_willekeurig_beschadigde_mails_geven_post_of_een_zin() -> None:
    toeval = random.Random(3)
    for goed in (mail(html="<p>Dag</p>", bijlagen=(("x.pdf", "application/pdf", b"%PDF"),)).as_bytes(), msg(), nest(5)):
        for _ in range(150):
            stuk = bytearray(goed)
            for _ in range(toeval.randint(1, 12)):
                stuk[toeval.randrange(len(stuk))] = toeval.randrange(256)
            inhoud = bytes(stuk[: toeval.randint(1, len(stuk))]) if toeval.random() < 0.3 else bytes(stuk)
            try:
                post = lees(inhoud)
            except PostOnleesbaar:
                continue
            post.vingerafdruk()
            f"{post.onderwerp}{post.tekst}{post.van}".encode()  # nothing that a database cannot keep


def test_zelfde_mail_langs_twee_wegen_is_dezelfde() -> None:
    gewoon = mail().as_bytes()
    omweg = b"Received: from x by y; Thu, 12 Mar 2026 14:10:00 +0100\r\nX-Spam: nee\r\n" + gewoon
    assert lees(gewoon).vingerafdruk() == lees(omweg).vingerafdruk()
    assert lees(gewoon).vingerafdruk() != lees(mail(tekst="Iets anders").as_bytes()).vingerafdruk()
