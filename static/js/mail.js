// A mail that is being written saves itself (`bewaren.js`) as a concept; files go up as soon as they are chosen. What was saved
// elsewhere meanwhile is never overwritten: the server shows both. Without this module the buttons do the same.
import { Bewaarder } from "./bewaren.js";

// What belongs to the form itself and not to what somebody wrote.
const EIGEN = new Set(["csrfmiddlewaretoken", "versie", "weg", "doe"]);
const form = document.querySelector("form[data-mail]");

function isGewijzigd(veld) {
  if (veld.matches("[type=checkbox]")) return veld.checked !== veld.defaultChecked;
  return veld.matches("input:not([type=file]), textarea") && veld.value !== veld.defaultValue;
}

class Mail extends Bewaarder {
  zinnen = {
    weg: "U ziet dit dossier niet meer. Kopieer wat u typte voor u weggaat.",
    dicht: "U mag hier niet meer schrijven. Kopieer wat u typte voor u weggaat.",
  };

  constructor() {
    super();
    this.stand = form.querySelector("[data-bewaard]");
    this.melding = form.querySelector("[data-melding]");
    this.bijlagen = form.querySelector("[data-bijlagen]");
    // What the page came with is kept already; what somebody typed before this file was there is not.
    const eerder = [...form.elements].some(isGewijzigd);
    this.bewaard = eerder ? null : this.inhoud;
    this.luister();
    if (eerder) this.gewijzigd();
  }

  get url() {
    return form.action;
  }

  get versie() {
    return form.elements.versie.value;
  }

  set versie(nieuwe) {
    form.elements.versie.value = nieuwe;
  }

  get inhoud() {
    return JSON.stringify([...new FormData(form)].filter(([naam, waarde]) => typeof waarde === "string" && !EIGEN.has(naam)));
  }

  velden(inhoud) {
    return [...JSON.parse(inhoud), ["doe", "typen"]];
  }

  bijBewaard({ op, url, let_op: letOp, bijlagen }) {
    if (form.action !== new URL(url, location.href).href) {
      // From now on this is the page of the concept: who loads it again goes on with it.
      form.action = url;
      history.replaceState(history.state, "", url);
      document.querySelector("[data-weg]")?.removeAttribute("hidden");
    }
    if (bijlagen !== undefined) this.bijlagen.innerHTML = bijlagen; // our own server's piece: names in it are escaped there
    if (letOp) this.meld(letOp);
    this.toon(this.vuil ? "Nog niet bewaard…" : `Bewaard als concept om ${op}`);
  }

  // The server keeps the same words twice as one; other words are shown beside these, also when they are one's own.
  isEigen() {
    return false;
  }

  botsing({ fout, open }) {
    this.stop(fout);
    this.melding.querySelector("[data-daar]").hidden = !open;
  }

  meld(zin) {
    this.melding.hidden = !zin;
    this.melding.querySelector("[data-zin]").textContent = zin;
    this.melding.querySelector("[data-daar]").hidden = true;
  }

  toon(zin, dringend = false) {
    this.stand.textContent = zin;
    this.stand.classList.toggle("dringend", dringend);
  }

  // While files go up the words wait: both at once would be two versions.
  async bewaar(achtergrond) {
    return this.laadt ? undefined : super.bewaar(achtergrond);
  }

  get bestanden() {
    return form.querySelector("input[type=file]");
  }

  // Files cannot be typed again: they go at once, with the words, and stand under the mail when they are kept.
  async laadOp() {
    await this.bewaar();
    const veld = this.bestanden;
    if (this.botst || !veld.files.length || this.laadt) return;
    this.laadt = this.bijlagen.inert = true;
    this.toon(veld.files.length === 1 ? "Het bestand wordt toegevoegd…" : "De bestanden worden toegevoegd…");
    const inhoud = this.inhoud;
    const body = new FormData(form);
    body.set("doe", "typen");
    try {
      const antwoord = await fetch(this.url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
      const gegevens = antwoord.headers.get("Content-Type")?.includes("json") ? await antwoord.json() : null;
      if (antwoord.ok && gegevens) {
        this.versie = gegevens.versie;
        this.bewaard = inhoud;
        this.bijBewaard(gegevens);
      } else if (antwoord.status === 409 && gegevens) this.botsing(gegevens);
      else this.meld(gegevens?.fout ?? "Toevoegen lukte niet. De bestanden gaan mee zodra u bewaart of verstuurt.");
    } catch {
      this.toon("Geen verbinding. De bestanden gaan mee zodra u bewaart of verstuurt.", true);
    }
    this.laadt = this.bijlagen.inert = false;
    if (document.activeElement === document.body) this.bestanden.focus(); // who types on is left alone
    if (this.vuil) this.gewijzigd();
  }

  luister() {
    form.removeAttribute("data-bewaak"); // the question before leaving is asked here, only when something is not kept
    form.addEventListener("input", (ev) => ev.target.name !== "weg" && ev.target.type !== "file" && this.gewijzigd());
    form.addEventListener("change", (ev) => ev.target.type === "file" && ev.target.files.length && this.laadOp());
    form.addEventListener("submit", (ev) => {
      if (this.bezig || this.laadt) {
        // What is under way comes first.
        ev.preventDefault();
        const knop = ev.submitter;
        this.wacht ??= setInterval(() => {
          if (this.bezig || this.laadt) return;
          clearInterval(this.wacht);
          this.wacht = undefined;
          form.requestSubmit(knop);
        }, 100);
        return;
      }
      clearTimeout(this.klok);
      this.botst = this.weg = true;
    });
    addEventListener("online", () => this.bewaar(true));
    document.addEventListener("visibilitychange", () => document.hidden && this.bewaar());
    addEventListener("pagehide", () => this.bewaar());
    addEventListener("beforeunload", (ev) => {
      if (!this.weg && (this.vuil || this.laadt || this.bestanden.files.length)) ev.preventDefault();
    });
    // A page that comes back from the browser's memory goes on saving.
    addEventListener("pageshow", (ev) => {
      if (ev.persisted) this.botst = this.weg = false;
    });
  }
}

if (form) new Mail();
