"""The pages on which people erase: search, ask, confirm, prove."""

from django.test import Client
from django.urls import reverse

from kern import wissen
from kern.choices import Rol, Wisstatus
from kern.models import Logregel, Medewerker, Wisverzoek
from kern.wissen import Onderwerp
from tests.kern.wissen.wereld import ADRES, Wereld
from tests.mensen import collega

# --- The pages ----------------------------------------------------------------------------------------------------


def _client(persoon: Medewerker) -> Client:
    client = Client()
    client.force_login(persoon, backend="kern.aanmelden.backend.Aanmeldbackend")
    return client


def test_wie_naar_een_persoon_zoekt_staat_in_het_logboek_en_de_persoon_niet(wereld: Wereld) -> None:
    assert ADRES in _client(wereld.carla).post(reverse("kern:wissen_zoek"), {"term": ADRES}).text
    regel = Logregel.objects.get(gebeurtenis="kern.wissen_gezocht")
    assert (regel.door_id, regel.onderwerp_id) == (wereld.carla.pk, str(wereld.carla.pk))
    assert set(regel.gegevens) == {"treffers"}
    assert regel.gegevens["treffers"] > 0


def test_carla_zoekt_en_vraagt_dina_bevestigt(wereld: Wereld) -> None:
    bij_carla, bij_dina = _client(wereld.carla), _client(wereld.dina)
    zoek = reverse("kern:wissen_zoek")
    assert bij_carla.get(zoek).status_code == 200
    assert bij_carla.post(zoek, {"term": "x"}).status_code == 422
    assert "Niets gevonden" in bij_carla.post(zoek, {"term": "niemand"}).text
    gevonden = bij_carla.post(zoek, {"term": ADRES}).text
    adres = reverse("kern:wissen_nieuw", args=["kern.uitnodiging", wereld.vraag.pk])
    assert adres in gevonden
    assert ADRES in bij_carla.get(adres).text
    assert bij_carla.post(adres, {"rechtsgrond": "verzoek", "reden": ""}).status_code == 422
    antwoord = bij_carla.post(adres, {"rechtsgrond": "verzoek", "reden": "zij vraagt het"})
    verzoek = Wisverzoek.objects.get()
    assert antwoord["Location"] == verzoek.get_absolute_url()
    assert "Bevestig en wis" not in bij_carla.get(verzoek.get_absolute_url()).text
    assert bij_carla.post(reverse("kern:wissen_bevestigen", args=[verzoek.pk])).status_code == 403

    assert verzoek.get_absolute_url() in bij_dina.get("/").text
    assert "Bevestig en wis" in bij_dina.get(verzoek.get_absolute_url()).text
    assert bij_dina.post(reverse("kern:wissen_bevestigen", args=[verzoek.pk])).status_code == 302
    na = bij_dina.get(verzoek.get_absolute_url()).text
    assert "kern_uitnodiging" in na
    assert ADRES not in na
    assert verzoek.get_absolute_url() in bij_carla.get("/wissen/").text


def test_wie_niet_wist_komt_er_niet_in(wereld: Wereld) -> None:
    verzoek = wereld.verzoek()
    bij_bart = _client(collega("Bart", Rol.KLANTENBEHEERDER, team="limburg"))
    for adres in ("/wissen/", reverse("kern:wissen_zoek"), verzoek.get_absolute_url()):
        assert bij_bart.get(adres).status_code == 403
    for naam in ("kern:wissen_bevestigen", "kern:wissen_weigeren", "kern:wissen_intrekken"):
        assert bij_bart.post(reverse(naam, args=[verzoek.pk])).status_code == 403


def test_weigeren_en_intrekken(wereld: Wereld) -> None:
    eerste = wereld.verzoek()
    assert _client(wereld.dina).post(reverse("kern:wissen_weigeren", args=[eerste.pk])).status_code == 302
    tweede = wereld.verzoek()
    assert _client(wereld.carla).post(reverse("kern:wissen_intrekken", args=[tweede.pk])).status_code == 302
    assert {v.status for v in Wisverzoek.objects.all()} == {Wisstatus.GEWEIGERD, Wisstatus.INGETROKKEN}


def test_soort_die_niet_wisbaar_is_geeft_404(wereld: Wereld) -> None:
    assert _client(wereld.carla).get(reverse("kern:wissen_nieuw", args=["kern.fiets", "1"])).status_code == 404
    assert _client(wereld.carla).get(reverse("kern:wissen_nieuw", args=["kern.uitnodiging", "x"])).status_code == 404


def test_alles_van_een_persoon_hangt_samen(wereld: Wereld) -> None:
    gevonden = {o.soort for o in wissen.alles_van(Onderwerp("kern.uitnodiging", str(wereld.vraag.pk)))}
    assert gevonden == {
        "kern.uitnodiging", "kern.ondertekendelink", "kern.outboxregel", "kern.outbox_bericht", "kern.pdfdocument",
        "kern.werkregel",
    }  # fmt: skip
