"""What kern keeps of people and how it goes; and what stays, with the reason. Read by `kern.inrichting`."""

from kern import models as m
from kern import wissen
from kern.actions import wissers as w
from kern.queries import wissen as q
from kern.wissen import Wisbaar, Wisser, blijft

wissen.registreer(
    soorten=(
        Wisbaar("kern.uitnodiging", "adviesvraag", q.beschrijf_uitnodiging, q.kenmerk_uitnodiging, q.zoek_uitnodigingen),
        Wisbaar("kern.outbox_bericht", "verzonden bericht", q.beschrijf_bericht, q.kenmerk_bericht, q.zoek_berichten),
    ),
    wissers=(
        Wisser(m.Uitnodiging, ("buiten_naam", "buiten_email", "vraag", "antwoord"), w.wis_uitnodigingen, w.rest_uitnodigingen),
        Wisser(
            m.OutboxRegel,
            ("aan", "antwoord_aan", "titel", "tekst", "html", "url", "laatste_fout"),
            w.wis_berichten,
            w.rest_berichten,
        ),
        # Emptied together with their message, by the same action.
        Wisser(m.OutboxBijlage, ("naam",), lambda _alles, _op: 0, w.rest_berichten),
        Wisser(m.OutboxInhoud, ("inhoud",), lambda _alles, _op: 0, w.rest_berichten),
        Wisser(m.Notificatie, ("titel", "tekst", "url"), lambda _alles, _op: 0, w.rest_berichten),
        Wisser(m.PdfDocument, ("titel", "inhoud"), w.wis_documenten, w.rest_documenten),
        Wisser(m.OndertekendeLink, ("token_hash",), w.wis_links, w.rest_links),
        Wisser(m.TermijnAanpassing, ("reden",), w.wis_aanpassingen, w.rest_aanpassingen),
        Wisser(m.Termijn, ("uitleg",), w.wis_uitleg, w.rest_uitleg),
        Wisser(m.Werkregel, ("titel", "kort", "wacht_op"), w.wis_werkregels, w.rest_werkregels),
        Wisser(m.Wisverzoek, ("reden",), w.wis_verzoeken, w.rest_verzoeken),
        Wisser(m.Logtekst, ("tekst",), w.wis_redenen, w.rest_redenen),
    ),
    verwanten=(w.verwant_aan_uitnodiging, w.verwant_aan_ding),
)

_SLEUTELS = "verwijzing: soort en nummer van een onderwerp, geen persoonsgegeven"
_COLLEGA = "naam van een collega: blijft zolang bewaard is wat die deed; accounts worden gesloten, nooit gewist"

blijft(m.Uitnodiging, _SLEUTELS, "onderwerp_soort", "onderwerp_id")
blijft(m.OutboxRegel, _SLEUTELS, "onderwerp_soort", "onderwerp_id", "sleutel", "message_id", "in_antwoord_op")
blijft(m.OutboxBijlage, "soort bestand, zoals application/pdf", "mime")
blijft(m.OutboxInhoud, "controlesom; verdwijnt met de rij", "sha256")
blijft(m.PdfDocument, "verdwijnt met de rij", "soort", "onderwerp_soort", "onderwerp_id", "sha256")
blijft(m.Bestand, "verdwijnt met de rij: wie het bestand opnam, wist zijn eigen rij en neemt dit weg", "naam", "mime")
blijft(m.Bestandinhoud, "som, codes en wat de virusscanner zei; verdwijnt met het laatste bestand dat deze inhoud heeft")
blijft(m.OndertekendeLink, "verdwijnt met de rij", "doel", "onderwerp_soort", "onderwerp_id")
blijft(m.Werkregel, _SLEUTELS, "soort", "verwijzing", "onderwerp_soort", "onderwerp_id", "url")
blijft(m.Werkregel, "naam van een rol", "rol")
blijft(m.Dagorde, "volgorde van een werkdag, zonder woorden")
blijft(m.Termijn, _SLEUTELS, "onderwerp_soort", "onderwerp_id")
blijft(m.Termijn, "codes van onzekerheden, uit de regel", "onzekerheden")
blijft(m.Wisverzoek, "het bewijs: sleutel, gesleutelde hash en aantallen, zonder namen", "onderwerp_soort", "onderwerp_id")
blijft(m.Wisverzoek, "het bewijs: sleutel, gesleutelde hash en aantallen, zonder namen", "kenmerk", "bewijs")
blijft(m.Logtekst, "zout bij de hash; zonder de tekst zegt het niets", "zout")
blijft(m.Logregel, "codes, nummers en hashes; de naam is die van wie handelde, een collega")
blijft(m.Logkop, _SLEUTELS)
blijft(m.Agendabron, "waar een collega de eigen agenda laat lezen, verzegeld; gaat weg als die stopt")
blijft(m.Medewerker, _COLLEGA)
blijft(m.MedewerkerEvent, _COLLEGA)
blijft(m.Team, "naam van een provincie")
blijft(m.PdfToegang, "vaste tekst van het programma")
blijft(m.BewaardFilter, "filter van een collega; verdwijnt als die het verwijdert")
blijft(m.Aanwezigheid, "wie nu kijkt, hoogstens enkele minuten oud; alleen soort en nummer")
blijft(m.Sessie, "sessie van een collega; verdwijnt bij het afmelden of na de termijn")
blijft(m.GeplandeRun, "naam van een geplande taak")
blijft(m.Sluitingsdag, "feestdagen")
blijft(m.Termijnregel, "regels met hun bron")

wissen.blijft_app("auth", "namen van rechten")
wissen.blijft_app("contenttypes", "namen van tabellen")
wissen.blijft_app("guardian", "blijft leeg: rechten op één ding staan in eigen tabellen")
wissen.blijft_app("pghistory", "context staat af; de gebeurtenissen staan in eigen tabellen")
wissen.blijft_app("account", _COLLEGA)
wissen.blijft_app("mfa", "geheim van de tweede stap van een collega; gaat weg met die stap")
wissen.blijft_app("socialaccount", "koppeling van een collega met ACM/IDM, zonder gegevens bij te houden")
