"""Whoever works in the scope of an absent colleague sees it on the page, and so does the log."""

from kern import logboek
from kern.models import Medewerker
from tests.mensen import vervang
from tests.wereld import maak_dossier, maak_organisator


def test_bart_leest_op_de_bladzijde_en_in_het_logboek_namens_wie_hij_werkt(client_bart, an: Medewerker, bart: Medewerker):
    dossier = maak_dossier("De Bengeltjes", maak_organisator("Kinderwereld", an), "antwerpen")
    vervang(an, bart)

    bladzijde = client_bart.get(dossier.get_absolute_url()).content.decode()

    assert "U werkt namens An Peeters." in bladzijde
    regel = logboek.regels_over(dossier).order_by("-volgnummer")[0]
    assert (regel.door_naam, regel.namens_naam) == ("Bart Maes", "An Peeters")


def test_an_zelf_werkt_namens_niemand(client_an, an: Medewerker, bart: Medewerker):
    dossier = maak_dossier("De Bengeltjes", maak_organisator("Kinderwereld", an), "antwerpen")
    vervang(an, bart)

    assert "U werkt namens" not in client_an.get(dossier.get_absolute_url()).content.decode()
