// Saving a report while one types: each part by itself, a second and a half after the last key, and at least every five seconds.
// What could not be saved stays on the screen and is sent again; a colleague's words are shown beside one's own, never overwritten.
// Nothing is kept in the browser: what stands in a report does not belong on a disk of a laptop.
import { maakEditor } from "./editor.js";

const NA = 1500;
const UITERLIJK = 5000;
const OPNIEUW = [2000, 4000, 8000, 15000];
const form = document.querySelector("form[data-verslag]");
const stand = form?.querySelector("[data-bewaard]");
const delen = [];

const csrf = () => form.querySelector("input[name=csrfmiddlewaretoken]").value;

function alsAlineas(tekst) {
  const vak = document.createElement("div");
  for (const regel of tekst.split("\n")) vak.appendChild(document.createElement("p")).textContent = regel;
  return vak.innerHTML;
}

class Deel {
  constructor(kaart) {
    this.kaart = kaart;
    this.veld = kaart.querySelector("textarea");
    this.versieveld = kaart.querySelector("input[type=hidden]");
    this.label = kaart.querySelector("h2 label").textContent;
    // Who was quicker than this file typed in the plain field.
    const eerder = this.veld.value !== this.veld.defaultValue;
    const opgemaakt = kaart.querySelector("template[data-opmaak]").innerHTML;
    const html = eerder ? alsAlineas(this.veld.value) : kaart.dataset.getypt ?? opgemaakt;
    this.editor = maakEditor({ veld: this.veld, html, label: this.label, bijWijziging: () => this.gewijzigd() });
    kaart.querySelector("h2 label").addEventListener("click", () => this.editor.commands.focus());
    this.pogingen = 0;
    this.bewaard = eerder || "getypt" in kaart.dataset ? null : this.editor.getHTML();
    if (eerder) this.gewijzigd();
  }

  get vuil() {
    return this.editor.getHTML() !== this.bewaard;
  }

  gewijzigd() {
    if (this.botst) return;
    this.sinds ??= Date.now();
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.bewaar(), Math.max(0, Math.min(NA, this.sinds + UITERLIJK - Date.now())));
    toon("Nog niet bewaard…");
  }

  async bewaar(achtergrond = false) {
    clearTimeout(this.klok);
    if (this.bezig) return this.bezig;
    if (this.botst || !this.vuil) return undefined;
    this.bezig = this.stuur(achtergrond).finally(() => (this.bezig = null));
    await this.bezig;
    // Typed on while it was on its way.
    if (this.vuil && !this.botst && !this.pogingen) this.gewijzigd();
    return undefined;
  }

  async stuur(achtergrond) {
    const html = this.editor.getHTML();
    this.sinds = null;
    let antwoord;
    try {
      antwoord = await fetch(this.kaart.dataset.url, {
        method: "POST",
        body: new URLSearchParams({ versie: this.versieveld.value, tekst: html }),
        headers: { "X-CSRFToken": csrf(), Accept: "application/json", ...(achtergrond ? { "X-Achtergrond": "1" } : {}) },
        redirect: "manual",
        keepalive: html.length < 60000,
      });
    } catch {
      return this.straks("Geen verbinding. Wat u typte, blijft hier staan en wordt bewaard zodra het kan.");
    }
    const gegevens = antwoord.headers.get("Content-Type")?.includes("json") ? await antwoord.json().catch(() => null) : null;
    if (antwoord.ok && gegevens) {
      this.pogingen = 0;
      this.versieveld.value = gegevens.versie;
      this.bewaard = html;
      this.meld("");
      toon(delen.some((deel) => deel.vuil) ? "Nog niet bewaard…" : `Bewaard om ${gegevens.op}`);
      return undefined;
    }
    if (antwoord.status === 409 && gegevens) return this.botsing(gegevens);
    if (antwoord.status === 422 && gegevens) {
      this.meld(gegevens.fout);
      toon("Niet bewaard: zie hierboven.");
      return undefined;
    }
    if (antwoord.status === 404) return this.stop("U ziet dit verslag niet meer. Kopieer wat u typte voor u weggaat.");
    if (antwoord.status === 403 && this.pogingen > 3) return this.stop("U mag hier niet meer schrijven. Kopieer wat u typte voor u weggaat.");
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401 || antwoord.status === 403) {
      document.dispatchEvent(new CustomEvent("sessie-verlopen"));
      return this.straks("Niet bewaard: u bent afgemeld. Uw tekst blijft hier staan; meld u opnieuw aan in een ander tabblad.");
    }
    return this.straks("De server antwoordt niet. Wat u typte, blijft hier staan en wordt straks opnieuw verstuurd.");
  }

  straks(zin) {
    toon(zin, true);
    const wacht = OPNIEUW[Math.min(this.pogingen, OPNIEUW.length - 1)];
    this.pogingen += 1;
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.bewaar(true), wacht);
  }

  stop(zin) {
    this.botst = true;
    this.meld(zin);
    toon("Niet bewaard.", true);
  }

  meld(zin) {
    this.kaart.querySelector("[data-botsing]")?.remove();
    if (!zin) return null;
    const vak = document.getElementById("verslag-melding").content.cloneNode(true).firstElementChild;
    vak.querySelector("[data-zin]").textContent = zin;
    this.kaart.querySelector(".editor").before(vak);
    return vak;
  }

  botsing(daar) {
    this.botst = true;
    const vak = this.meld(daar.concept ? `${daar.door} schreef hier intussen ook, om ${daar.op}. Er is niets overschreven.` : daar.fout);
    toon("Niet bewaard: een collega was u voor.", true);
    if (!daar.concept) return;
    vak.querySelector("[data-daar]").hidden = false;
    vak.querySelector("[data-daar-tekst]").innerHTML = daar.tekst; // cleaned by the server (kern.rijketekst)
    const kies = (doe) => () => {
      this.botst = false;
      this.pogingen = 0;
      this.versieveld.value = daar.versie;
      doe();
      this.meld("");
      this.editor.commands.focus();
      this.bewaar();
    };
    vak.querySelector("[data-neem-daar]").addEventListener("click", kies(() => this.editor.commands.setContent(daar.tekst)));
    vak.querySelector("[data-houd-mijne]").addEventListener("click", kies(() => {}));
    vak.querySelector("[data-beide]").addEventListener("click", kies(() => this.editor.commands.setContent(daar.tekst + this.editor.getHTML())));
    vak.querySelector("[data-neem-daar]").focus();
  }
}

function toon(zin, dringend = false) {
  stand.textContent = zin;
  stand.classList.toggle("dringend", dringend);
}

if (form) {
  for (const kaart of form.querySelectorAll("[data-deel]")) delen.push(new Deel(kaart));
  const nu = (achtergrond) => Promise.all(delen.map((deel) => deel.bewaar(achtergrond)));
  form.addEventListener("submit", (ev) => {
    ev.preventDefault();
    nu(false).then(() => delen.some((deel) => deel.vuil) || toon(stand.textContent || "Alles is bewaard."));
  });
  window.addEventListener("online", () => nu(true));
  document.addEventListener("visibilitychange", () => document.hidden && nu(false));
  window.addEventListener("beforeunload", (ev) => {
    if (delen.some((deel) => deel.vuil)) ev.preventDefault();
  });
  // The steps below send the whole report on: what was typed a moment ago goes first.
  document.addEventListener("submit", (ev) => {
    if (ev.target === form || ev.defaultPrevented || !delen.some((deel) => deel.vuil)) return;
    ev.preventDefault();
    const knop = ev.submitter;
    nu(false).then(() => delen.some((deel) => deel.vuil) || ev.target.requestSubmit(knop));
  });
}
