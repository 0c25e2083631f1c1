"""Mail of the old system: with its conversation and its attachments, at the place of its contactmoment."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions.contactmomenten import Inhoud, noteer_contact
from dossiers.models import Contactmoment, Dossier, Postbericht, Postbijlage
from kern.models import Medewerker
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_inhoud import PLAN, pakket, som
from tests.dossiers.test_historiek_plaatsen import fouten_van, tabel_van

C1 = "c1;;d1;2023-03-01T10:00;;mail;in;Rita;;Vraag"
C2 = "c2;;d1;2023-03-02T10:00;;mail;uit;Rita;An Peeters;Antwoord"
IN = (
    f"p1;c1;in;postbus;;p1;<a@b>;{som(b'1')};{som(b'2')};Rita;rita@zon.example;rita@zon.example;"
    '"[""ons@voorbeeld.example""]";;Vraag;"Dag\nDank u";;;2023-03-01T10:00;nee;2023-03-01T10:01;'
    '"[""Zonder datum; | gekregen""]";;;2023-03-01T11:00;an;'
)
UIT = (
    'p2;c2;uit;geschreven;p1;p1;;;;;;;"[""rita@zon.example""]";;Re: Vraag;Graag gedaan;;;2023-03-02T10:00;nee;'
    "2023-03-02T09:00;;;an;;;2023-03-02T10:00"
)
BIJLAGE = f"p1;plan.pdf;{len(PLAN)};;{som(PLAN)}"
GEWEIGERD = "p1;virus.exe;12;Dit soort bestand bewaren we niet.;"
LEEG: dict[str, Any] = {"verslagen": [], "addenda": [], "steun": [], "documenten": [], "documentversies": []}


def post(tmp_path: Path, **anders: Any) -> Path:
    inhoud = {"contactmomenten": [C1, C2], "post": [IN, UIT], "postbijlagen": [BIJLAGE, GEWEIGERD], "inhoud": (PLAN,)}
    return pakket(tmp_path, **LEEG | inhoud | anders)


def test_een_mail_komt_mee_met_zijn_gesprek_en_zijn_bijlagen(an: Medewerker, client_an: Client, tmp_path: Path) -> None:
    assert "2 mails, 2 bijlagen van mails" in importeer(post(tmp_path))
    vraag, antwoord = Postbericht.objects.order_by("op")
    assert (vraag.status, vraag.tekst, vraag.aan, vraag.opmerkingen) == (
        "geplaatst", "Dag\nDank u", ["ons@voorbeeld.example"], ["Zonder datum; | gekregen"],
    )  # fmt: skip
    assert (antwoord.status, antwoord.antwoord_op, antwoord.draad, antwoord.door) == ("verstuurd", vraag, vraag.pk, an)
    assert vraag.contactmoment == Contactmoment.objects.get(bronnummer="c1")
    assert antwoord.antwoordcode
    bewaard, geweigerd = Postbijlage.objects.order_by("pk")
    assert bewaard.bestand is not None
    assert (bewaard.bestand.sha256, geweigerd.geweigerd) == (som(PLAN), "Dit soort bestand bewaren we niet.")
    assert "Graag gedaan" in client_an.get(antwoord.get_absolute_url()).content.decode()
    eerste = uitvoer()
    assert "0 mails, 0 bijlagen van mails" in importeer(post(tmp_path))
    assert uitvoer() == eerste


def test_wat_in_de_postbus_al_gelezen_was_komt_niet_dubbel(an: Medewerker, tmp_path: Path) -> None:
    """Under another key, but recognised; and who answers it, answers the one that is here."""
    importeer(post(tmp_path, post=[IN], postbijlagen=[], inhoud=()))
    anders = [IN.replace("p1;c1;", "q1;c1;", 1), UIT.replace(";p1;p1;", ";q1;p1;", 1)]
    assert "1 mails" in importeer(post(tmp_path, post=anders, postbijlagen=[], inhoud=()))
    vraag, antwoord = Postbericht.objects.order_by("op")
    assert antwoord.antwoord_op == vraag


def test_een_bijlage_die_niet_mag_houdt_de_mail_niet_tegen(an: Medewerker, tmp_path: Path) -> None:
    programma = b"MZ\x90\x00" + b"\0" * 200
    importeer(post(tmp_path, inhoud=(programma,), postbijlagen=[f"p1;programma.exe;204;;{som(programma)}"]))
    bijlage = Postbijlage.objects.get()
    assert bijlage.bestand is None
    assert bijlage.geweigerd


def test_een_antwoord_van_buiten_gaat_uit_en_weer_in(zonnebloem: Dossier, an: Medewerker, tmp_path: Path) -> None:
    """Its contactmoment has the longest key that there is: where it came from, and a UUID."""
    inhoud = Inhoud("mail", "in", "Rita", timezone.now(), "Dag")
    contact = noteer_contact(
        sleutel=uuid4(), over=zonnebloem, inhoud=inhoud, door=None, op=timezone.now(), bron="post", van="Rita"
    )
    pad = tmp_path / "eigen.zip"
    pad.write_bytes(uitvoer())
    assert tabel_van("contactmomenten")[0].startswith(f"post-{contact.pk};")
    assert "0 contactmomenten" in importeer(pad)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"post": [IN.replace(";c1;", ";c9;")]}, "post.csv, regel 2, contactmoment: er is geen contactmoment “c9”"),
        ({"post": [IN, UIT.replace("geschreven;p1", "geschreven;p9")]}, "antwoord_op: er is geen mail “p9”"),
        ({"post": [IN, UIT.replace(";c2;", ";c1;")]}, "contactmoment: dit contactmoment heeft al een mail"),
        ({"post": [IN.replace('"[""ons@voorbeeld.example""]"', "ons@voorbeeld.example")]}, "aan: verwacht werd een lijst"),
        ({"post": [IN, UIT.replace(";an;;;", ";;;;")]}, "door: wat hier geschreven werd ging uit"),
        ({"post": [IN.replace("Dank u\";;;", "Dank u\";;<p style=x>a</p>;")]}, "opmaak: de tekst heeft opmaak die hier niet"),
        ({"postbijlagen": [BIJLAGE.replace("p1;", "p9;", 1)]}, "postbijlagen.csv, regel 2, post: er is geen mail “p9”"),
        ({"postbijlagen": [BIJLAGE.replace(";;", ";geweigerd;", 1)]}, "een bijlage is bewaard of geweigerd, niet beide"),
        ({"postbijlagen": [BIJLAGE], "inhoud": ()}, f"“inhoud/{som(PLAN)}” zit niet in het pakket"),
    ],
)  # fmt: skip
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], anders: dict[str, Any], zin: str
) -> None:
    assert zin in fouten_van(post(tmp_path, **anders), capsys)
    assert not Postbericht.objects.exists()
