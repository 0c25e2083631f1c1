"""Reports and documents of the old system: word for word and byte for byte, through the same door as what is given here."""

import hashlib
import json
import zipfile
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dossiers.actions import verslag_pdf
from dossiers.historiek.formaat import BESTANDEN, LATER
from dossiers.models import Addendum, Document, Documentversie, Steun, Tijdlijnregel, Verslag, Verslagfoto
from dossiers.tekeningen import foto, plan
from kern.bestanden import opslag as bestandopslag
from kern.models import Bestand, Logregel, Medewerker
from kern.queries.bestandscontrole import vergelijk
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer
from tests.dossiers.test_historiek_plaatsen import D1, O1, fouten_van, tabel_van

D = D1.replace(";bart;Kent de buurt", ";;")
FOTO, PLAN, PLAN2 = foto(), plan(["Keuken"]), plan(["Keuken", "Slaapruimte"])


def som(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def vast(**anders: Any) -> bytes:
    velden = {
        "soort": "bezoek",
        "titel": "Bezoek aan de tuin",
        "over": "De Zonnebloem",
        "organisator": "Zonnebloem vzw",
        "op": "2023-03-01T10:00:00+01:00",
        "met": "Rita",
        "auteur": "An Vroeger",
        "lezer": "Bart Vroeger",
        "nagelezen_op": "2023-03-03T10:00:00+01:00",
        "vastgesteld_op": "2023-03-04T10:00:00+01:00",
        "delen": [
            {
                "kop": "Gezien",
                "tekst": "<p>Het hek is <strong>stuk</strong>.</p>",
                "fotos": [{"sha256": som(FOTO), "alt": "hek"}],
            },
            {"kop": "Afspraken", "tekst": "<p>Herstellen.</p>"},
        ],
    }
    return json.dumps(velden | anders, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


V1 = f"v1;;d1;bezoek;an;2023-03-01T15:00;bart;2023-03-02T09:00;an;c1;{som(vast())}"
C1 = "c1;;d1;2023-03-01T10:00;;bezoek;;Rita;An Vroeger;Jaarlijks bezoek"
A1 = "a1;v1;1;<p>Het hek is hersteld.</p>;Nieuw bezoek;an;2023-04-01T10:00"
S1 = f"v1;{som(vast())};1;handhaving.maatregel;m-7;Aanmaning;/maatregel/7/;bart;2023-05-01T10:00"
DOC = "k1;;d1;plan;Grondplan;2023-01-02T09:00;an"
W1 = f"w1;k1;1;grondplan.pdf;;2023-01-02T09:00;an;{som(PLAN)}"
W2 = f"w2;k1;2;grondplan.pdf;Slaapruimte erbij;2023-06-02T09:00;bart;{som(PLAN2)}"
INHOUD = (vast(), FOTO, PLAN, PLAN2)
Tabellen = dict[str, list[str]]


def pakket(
    tmp_path: Path, inhoud: tuple[bytes, ...] = INHOUD, namen: dict[str, bytes] | None = None, **anders: list[str]
) -> Path:
    tabellen: Tabellen = {
        "organisatoren": [O1],
        "dossiers": [D],
        "contactmomenten": [C1],
        "verslagen": [V1],
        "addenda": [A1],
        "steun": [S1],
        "documenten": [DOC],
        "documentversies": [W1, W2],
    } | anders
    pad = tmp_path / "historiek.zip"
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, rijen in tabellen.items():
            kop = (*BESTANDEN[f"{naam}.csv"], *LATER.get(f"{naam}.csv", ()))
            zip_.writestr(f"{naam}.csv", "\n".join([";".join(kop), *rijen]) + "\n")
        for naam, bytes_ in (namen or {f"inhoud/{som(een)}": een for een in inhoud}).items():
            zip_.writestr(naam, bytes_)
    return pad


def in_opslag(opslagmap: Path) -> int:
    return sum(1 for een in opslagmap.rglob("*") if een.is_file())


def test_een_verslag_komt_woord_voor_woord_mee_en_kan_ook_hier_niet_meer_wijzigen(
    an: Medewerker, bart: Medewerker, client_an: Client, tmp_path: Path
) -> None:
    assert "1 verslagen, 1 addenda, 1 verwijzingen naar verslagen, 1 documenten" in importeer(pakket(tmp_path))
    verslag = Verslag.objects.get()
    assert (verslag.vast.encode(), verslag.sha256, verslag.titel, verslag.met) == (
        vast(),
        som(vast()),
        "Bezoek aan de tuin",
        "Rita",
    )
    assert (verslag.status, verslag.auteur, verslag.lezer, verslag.vastgesteld_door) == ("vastgesteld", an, bart, an)
    assert verslag.vastgesteld_op == datetime(2023, 3, 4, 10, tzinfo=BRUSSEL)
    assert verslag.contactmoment is not None
    assert (verslag.contactmoment.bronnummer, verslag.contactmoment.dossier) == ("c1", verslag.dossier)
    assert [(d.kop, d.tekst) for d in verslag.delen.all()] == [
        ("Gezien", "<p>Het hek is <strong>stuk</strong>.</p>"),
        ("Afspraken", "<p>Herstellen.</p>"),
    ]
    beeld = Verslagfoto.objects.get()
    assert beeld.bestand is not None
    assert (beeld.bestand.sha256, beeld.alt, beeld.deel.kop) == (som(FOTO), "hek", "Gezien")
    assert (Addendum.objects.get().tekst, Steun.objects.get().titel) == ("<p>Het hek is hersteld.</p>", "Aanmaning")
    lijnen = Tijdlijnregel.objects.filter(soort__startswith="dossiers.verslag").order_by("op")
    assert list(lijnen.values_list("titel", "op", "bekend_sinds", "door_naam", "overgenomen")) == [
        ("Bezoek: Bezoek aan de tuin", verslag.op, verslag.vastgesteld_op, "An Vroeger", True),
        ("Addendum 1 bij: Bezoek aan de tuin", Addendum.objects.get().op, Addendum.objects.get().op, "An Peeters", True),
    ]
    assert Logregel.objects.filter(gebeurtenis="dossiers.verslag_vastgesteld", gegevens__verslag=str(verslag.pk)).count() == 1
    html = client_an.get(verslag.get_absolute_url()).content.decode()
    assert "<strong>stuk</strong>" in html
    assert "Aanmaning" in html
    assert verslag_pdf.maak(verslag=verslag, op=timezone.now())
    call_command("controleer_logboek", stdout=StringIO())


def test_een_document_komt_mee_met_al_zijn_versies_en_gaat_door_dezelfde_deur(
    an: Medewerker, bart: Medewerker, tmp_path: Path
) -> None:
    importeer(pakket(tmp_path))
    document = Document.objects.get()
    assert (document.titel, document.soort, document.versies, document.toegevoegd_door) == ("Grondplan", "plan", 2, an)
    assert [(v.nummer, v.bestand.sha256, v.bestand.mime, v.door) for v in document.alle_versies.all() if v.bestand] == [
        (2, som(PLAN2), "application/pdf", bart),
        (1, som(PLAN), "application/pdf", an),
    ]
    assert {v.bestand.stand for v in Documentversie.objects.all() if v.bestand} == {"niet_gescand"}
    assert list(
        Tijdlijnregel.objects.filter(soort__startswith="dossiers.document").order_by("op").values_list("titel", "op", "kort")
    ) == [
        ("Grondplan", datetime(2023, 1, 2, 9, tzinfo=BRUSSEL), "Plan of grondplan: grondplan.pdf"),
        ("Versie 2: Grondplan", datetime(2023, 6, 2, 9, tzinfo=BRUSSEL), "Slaapruimte erbij"),
    ]
    uitslag = vergelijk(inhoud=True)  # what other tests took back lies there too, without a row
    assert (uitslag.zonder_bestand, uitslag.beschadigd) == ([], [])
    eigen = {bestandopslag.sleutel_van(een) for een in (som(FOTO), som(PLAN), som(PLAN2))}
    assert not eigen & {wees.sleutel for wees in uitslag.zonder_rij}


def test_een_tweede_keer_verandert_niets_en_een_proef_laat_niets_in_de_opslag_achter(
    an: Medewerker, bart: Medewerker, tmp_path: Path, opslagmap: Path
) -> None:
    importeer(pakket(tmp_path), "--proef")
    assert (in_opslag(opslagmap), Verslag.objects.count(), Bestand.objects.count()) == (0, 0, 0)
    importeer(pakket(tmp_path))
    modellen = (Verslag, Verslagfoto, Addendum, Steun, Document, Documentversie, Bestand, Tijdlijnregel)
    rijen = [model._default_manager.count() for model in modellen]
    assert "0 verslagen, 0 addenda, 0 verwijzingen naar verslagen, 0 documenten" in importeer(pakket(tmp_path))
    assert [model._default_manager.count() for model in modellen] == rijen


def test_ze_komen_er_weer_uit_zoals_ze_erin_gingen(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    importeer(pakket(tmp_path))
    assert tabel_van("verslagen")[0].split(";", 3)[3].replace(":00+01:00", "") == V1.split(";", 3)[3]
    assert tabel_van("addenda")[0].endswith(";1;<p>Het hek is hersteld.</p>;Nieuw bezoek;an;2023-04-01T10:00:00+02:00")
    assert [rij.split(";", 2)[2].split(";2023")[0] for rij in tabel_van("documentversies")] == [
        "1;grondplan.pdf;",
        "2;grondplan.pdf;Slaapruimte erbij",
    ]


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
SCRIPT = vast(delen=[{"kop": "Gezien", "tekst": "<p>Dag<script>alert(1)</script></p>"}])


def _met(inhoud: bytes) -> dict[str, Any]:
    return {
        "inhoud": (inhoud, FOTO, PLAN, PLAN2),
        "verslagen": [V1.replace(som(vast()), som(inhoud))],
        "addenda": [],
        "steun": [],
    }


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"inhoud": (FOTO, PLAN, PLAN2)}, f"verslagen.csv, regel 2, sha256: “inhoud/{som(vast())}” zit niet in het pakket"),
        (
            {"namen": {f"inhoud/{som(vast())}": b"{}"} | {f"inhoud/{som(b)}": b for b in (FOTO, PLAN, PLAN2)}},
            "is niet wat zijn som zegt; het is gewijzigd of beschadigd",
        ),
        (_met(b"geen json"), "dit is niet de tekst van een vastgesteld verslag: dit is geen JSON"),
        (_met(b"[" * 100_000), "dit is geen JSON"),
        (_met(b'{"titel":"x"}'), "verwacht werden precies de velden soort, titel"),
        (_met(SCRIPT), "opmaak die hier niet bewaard wordt"),
        (_met(vast(vastgesteld_op="2199-01-01T00:00:00+01:00")), "vastgesteld_op ligt in de toekomst"),
        (_met(vast(op="0001-01-01T00:00:00+01:00")), "op is geen moment met zijn tijdzone"),
        (_met(vast(met="在中国")), "dit staat in geen enkel lettertype"),
        (_met(vast(lezer="", nagelezen_op="")), "regel 2, lezer: de tekst die vastligt zegt iets anders over wie nalas"),
        ({"verslagen": [V1.replace(";an;2023-03-01", ";bart;2023-03-01")]}, "wie een verslag schrijft, leest het niet zelf na"),
        ({"verslagen": [V1.replace(";an;c1", ";weg;c1")]}, "regel 2, vastgesteld_door: er is geen collega “weg”"),
        ({"verslagen": [V1.replace(";c1;", ";c9;")]}, "regel 2, contactmoment: er is geen contactmoment “c9”"),
        ({"addenda": [A1.replace(";v1;", ";v9;")]}, "addenda.csv, regel 2, verslag: er is geen vastgesteld verslag “v9”"),
        ({"addenda": [A1, A1.replace("a1;", "a2;")]}, "regel 3, nummer: dit verslag heeft al een addendum 1"),
        ({"addenda": [A1.replace("<p>", "<p onclick=x>")]}, "addenda.csv, regel 2, tekst: de tekst heeft opmaak"),
        ({"steun": [S1.replace(som(vast()), som(PLAN))]}, "steun.csv, regel 2, sha256: dit is niet de som van het verslag"),
        ({"steun": [S1.replace("/maatregel/7/", "//kwaad.example")]}, "regel 2, url: verwacht werd een adres van hier"),
        ({"documentversies": [W2]}, "documenten.csv, regel 2, bron_id: een document heeft versies, genummerd van 1 af"),
        ({"documentversies": [W1, W2.replace(";2;", ";1;")]}, "regel 3, nummer: dit document heeft al een versie 1"),
        ({"documentversies": [W1.replace(";k1;", ";k9;"), W2]}, "regel 2, document: er is geen document “k9”"),
        (
            {"documentversies": [W1.replace("grondplan.pdf", "grondplan.exe.pdf"), W2]},
            "documentversies.csv, regel 2, sha256: “grondplan.exe.pdf”",
        ),
        (
            {"documentversies": [W1.replace(som(PLAN), som(EICAR)), W2], "inhoud": (vast(), FOTO, EICAR, PLAN2)},
            "documentversies.csv, regel 2, sha256:",
        ),
        ({"inhoud": (*INHOUD, b"over")}, f"inhoud/{som(b'over')}: geen enkele rij verwijst hiernaar"),
    ],
)  # fmt: skip
def test_wat_niet_kan_wordt_geweigerd_en_er_blijft_niets_achter(
    an: Medewerker,
    bart: Medewerker,
    tmp_path: Path,
    opslagmap: Path,
    capsys: pytest.CaptureFixture[str],
    anders: dict[str, Any],
    zin: str,
) -> None:
    assert zin in fouten_van(pakket(tmp_path, **anders), capsys)
    assert not Verslag.objects.exists()
    assert not Document.objects.exists()
    assert in_opslag(opslagmap) == 0
