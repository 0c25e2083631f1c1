"""A location that another colleague follows than its organisator, and the way back."""

from django.test import Client
from django.utils import timezone

from dossiers.models import Dossier
from kern.models import Medewerker
from tests.dossiers.test_overdragen import draag_over, klopt, volgers
from tests.wereld import maak_dossier


def test_wie_afwijkt_volgt_vanaf_haar_bladzijde_weer_de_organisator(
    zonnebloem: Dossier, an: Medewerker, bart: Medewerker, carla: Medewerker, client_carla: Client
) -> None:
    maak_dossier("De Zonnebloem 2", zonnebloem.organisator)  # with one location the organisator itself would go
    dit = zonnebloem
    terug, url = "Laat weer de organisator volgen", dit.get_absolute_url()
    assert terug not in client_carla.get(url).content.decode()
    draag_over([dit], bart, carla, nota="Ligt in Gent")
    assert terug in client_carla.get(url).content.decode()
    assert terug not in client_carla.get(url, {"op": timezone.now().isoformat()}).content.decode()
    antwoord = client_carla.get(f"{url}overdragen/?naar=vast")
    assert antwoord.headers["Location"].endswith(f"?gekozen={dit.pk}&naar={an.pk}")
    assert "An Peeters" in client_carla.get(antwoord.headers["Location"]).content.decode()
    velden = {"gekozen": dit.pk, f"van_{dit.pk}": bart.pk, "naar": an.pk}
    assert client_carla.post("/overdrachten/nieuw/", velden).status_code == 302
    assert volgers()["De Zonnebloem"] == ("an", "")
    assert klopt()
