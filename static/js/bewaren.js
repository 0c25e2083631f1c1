// Saving while somebody types, for whatever is written (a part of a report, a telefoonblad): a second and a half after the last
// key, and at least every five seconds. What could not be saved stays on the screen and is sent again; what was written elsewhere
// in the meantime is shown, never overwritten. Nothing readable is kept in the browser: it does not belong on the disk of a laptop.
export const NA = 1500;
const UITERLIJK = 5000;
const OPNIEUW = [2000, 4000, 8000, 15000];
const MEE = 60000; // characters of a body that a browser still sends for a page that is gone

// The one every page carries for its menu; `sessie.js` renews it after a new login.
export const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

// One piece of text with a version of its own. Who extends it says: `url`, `versie` (which it went on from; set when saved),
// `inhoud` (all of it as one string), `velden(inhoud)` (pairs or an object), `bijBewaard`, `botsing` (409), `meld` (at the text, "" takes
// it away), `toon` (the state, in a few words), `zinnen` (`weg`: 404, `dicht`: 403) and `isEigen` (what stands there was sent here).
export class Bewaarder {
  na = NA;
  altijdAchtergrond = false; // whether saving never makes the session last longer
  pogingen = 0;
  bewaard = null; // `inhoud` as it was last saved; null: never
  botst = false;
  gestuurd = new Set(); // what was sent and never answered: when that is what stands there, nobody else was first

  get vuil() {
    return this.inhoud !== this.bewaard;
  }

  // Whether leaving the page now would lose words.
  get houdtVast() {
    return this.vuil && Boolean(this.pogingen || this.botst || this.alsLijf(this.inhoud, this.versie).length >= MEE);
  }

  gewijzigd() {
    if (this.botst) return;
    this.sinds ??= Date.now();
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.bewaar(), Math.max(0, Math.min(this.na, this.sinds + UITERLIJK - Date.now())));
    this.toon("Nog niet bewaard…");
  }

  async bewaar(achtergrond = false) {
    clearTimeout(this.klok);
    if (this.bezig) return this.bezig;
    if (this.botst || !this.vuil) return undefined;
    this.bezig = this.stuur(achtergrond || this.altijdAchtergrond).finally(() => (this.bezig = null));
    await this.bezig;
    // Typed on while it was on its way.
    if (this.vuil && !this.botst && !this.pogingen) this.gewijzigd();
    return undefined;
  }

  // The page goes: the last words are sent whatever is still under way, and nobody hears the answer. Which of the two comes first
  // is not known, so they are sent on top of both; the same words twice are saved once.
  vertrek() {
    clearTimeout(this.klok);
    if (this.botst || !this.vuil) return;
    const { inhoud, versie } = this;
    if (!this.bezig) this.bewaar(true);
    else if (!this.gestuurd.has(inhoud)) for (const op of [Number(versie), Number(versie) + 1]) this.verstuur(inhoud, op, true).catch(() => null);
  }

  alsLijf(inhoud, versie) {
    const lijf = new URLSearchParams(this.velden(inhoud));
    lijf.set("versie", versie);
    return lijf.toString();
  }

  verstuur(inhoud, versie, achtergrond) {
    const body = this.alsLijf(inhoud, versie);
    this.gestuurd.add(inhoud);
    return fetch(this.url, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": csrf(),
        Accept: "application/json",
        ...(achtergrond ? { "X-Achtergrond": "1" } : {}),
      },
      redirect: "manual",
      keepalive: body.length < MEE,
    });
  }

  async stuur(achtergrond) {
    const inhoud = this.inhoud;
    this.sinds = null;
    let antwoord;
    try {
      antwoord = await this.verstuur(inhoud, this.versie, achtergrond);
    } catch {
      return this.straks("Geen verbinding. Wat u typte, blijft hier staan en wordt bewaard zodra het kan.");
    }
    const gegevens = antwoord.headers.get("Content-Type")?.includes("json") ? await antwoord.json().catch(() => null) : null;
    if (antwoord.ok && gegevens) {
      this.pogingen = 0;
      this.versie = gegevens.versie;
      this.bewaard = inhoud;
      this.gestuurd.clear();
      this.meld("");
      return this.bijBewaard(gegevens);
    }
    if (antwoord.status === 409 && gegevens) {
      this.gestuurd.delete(inhoud);
      if (!this.isEigen(gegevens)) return this.botsing(gegevens);
      // One's own earlier words, of which the answer got lost: go on from there.
      this.versie = gegevens.versie;
      this.gestuurd.clear();
      return this.stuur(achtergrond);
    }
    if (antwoord.status === 422 && gegevens) {
      this.meld(gegevens.fout);
      return this.toon("Niet bewaard: zie hierboven.");
    }
    if (antwoord.status === 404) return this.stop(this.zinnen.weg);
    if (antwoord.status === 403 && this.pogingen > 3) return this.stop(this.zinnen.dicht);
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401 || antwoord.status === 403) {
      document.dispatchEvent(new CustomEvent("sessie-verlopen"));
      return this.straks("Niet bewaard: u bent afgemeld. Uw tekst blijft hier staan; meld u opnieuw aan in een ander tabblad.");
    }
    return this.straks("De server antwoordt niet. Wat u typte, blijft hier staan en wordt straks opnieuw verstuurd.");
  }

  straks(zin) {
    this.toon(zin, true);
    const wacht = OPNIEUW[Math.min(this.pogingen, OPNIEUW.length - 1)];
    this.pogingen += 1;
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.bewaar(true), wacht);
  }

  stop(zin) {
    this.botst = true;
    this.meld(zin);
    this.toon("Niet bewaard.", true);
  }
}
