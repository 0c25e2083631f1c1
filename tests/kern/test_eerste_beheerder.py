"""The first account of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kern.choices import Rol
from kern.models import Medewerker
from tests.mensen import collega

BEA = ("bea", "bea@voorbeeld.be", "Bea", "Peeters")


@pytest.mark.django_db
def test_de_eerste_beheerder_kiest_met_de_link_een_wachtwoord() -> None:
    uit = StringIO()
    call_command("eerste_beheerder", *BEA, "--vo-id", "vo-bea", stdout=uit)
    bea = Medewerker.objects.get()
    assert (bea.rollen, bea.vo_id, bea.has_usable_password()) == ([Rol.BEHEERDER], "vo-bea", False)
    link = uit.getvalue().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    client = Client()
    kiezen = client.get(link).headers["Location"]
    wachtwoord = "vijf blauwe eenden zwemmen"
    client.post(kiezen, {"new_password1": wachtwoord, "new_password2": wachtwoord})
    assert client.post("/aanmelden/", {"login": "bea", "password": wachtwoord}).headers["Location"] == "/"


@pytest.mark.django_db
def test_een_tweede_beheerder_komt_niet_langs_de_achterdeur() -> None:
    collega("Karel", Rol.BEHEERDER, team=None)
    with pytest.raises(CommandError, match="Er is al een beheerder"):
        call_command("eerste_beheerder", *BEA)
    assert not Medewerker.objects.filter(username="bea").exists()
