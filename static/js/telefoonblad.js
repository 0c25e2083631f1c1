// The telefoonblad: a dock that opens with one key on any page, in whatever one is doing, and saves from the first letter on.
// The frame says which blads are open (`kern.kader`), their words come when it is opened; the page itself is not touched, and Ctrl+B
// again goes back to exactly where one was.
import { csrf } from "./bewaren.js";
import { bijAfmelden } from "./telefoonblad/afmelden.js";
import { Blad, isVeld } from "./telefoonblad/blad.js";
import { toonBladen } from "./telefoonblad/bladen.js";
import { tekenDok } from "./telefoonblad/dok.js";
import { ververs } from "./telefoonblad/elders.js";
import { Kluis, onthoud, onthouden } from "./telefoonblad/geheugen.js";
import { naarPlek, waarNu } from "./telefoonblad/plek.js";

const bron = document.getElementById("kader-telefoonblad");

class Dok {
  plek = null; // where somebody was before the dock
  bladen = [];
  huidig = null;

  constructor() {
    const { url, stand, sleutel, kies } = bron.dataset;
    this.basis = url;
    this.kluis = new Kluis(sleutel);
    const [iconen] = document.querySelector("[data-kader=telefoonblad] use").getAttribute("href").split("#");
    document.body.append(tekenDok(iconen, kies));
    this.aside = document.querySelector(".dok");
    this.vel = this.aside.querySelector(".dok-vel");
    this.vorm = this.aside.querySelector("form.dok-vorm");
    this.tekst = this.vorm.elements.tekst;
    this.delen = Object.fromEntries([...this.aside.querySelectorAll("[data-dok]")].map((deel) => [deel.dataset.dok, deel]));
    this.bladen = JSON.parse(stand).map((rij) => new Blad(this, rij));
    window.htmx.process(this.aside);
    this.luister();
    this.begin(onthouden());
  }

  // As it was on the page before this one; the words that page left behind go before those of the server.
  async begin({ sleutel, open }) {
    const laatste = this.bladen.find((blad) => blad.sleutel === sleutel) ?? this.bladen[0];
    if (laatste) this.toonBlad(laatste);
    this.toonBladen();
    if (laatste && open) this.legNeer();
    const stukken = await this.kluis.haal();
    for (const stuk of stukken) {
      let blad = this.bladen.find((een) => een.sleutel === stuk.sleutel);
      if (!blad) {
        if (!stuk.gekend || stuk.bewaard === JSON.stringify(stuk.waarden)) continue; // hung up or put away since
        blad = new Blad(this, { sleutel: stuk.sleutel, begonnen_op: stuk.begonnen_op, versie: stuk.versie });
        this.bladen.unshift(blad);
      }
      blad.neemUitKluis(stuk);
      if (!this.huidig || stuk.sleutel === sleutel) this.toonBlad(blad);
      if (open && !this.isOpen) this.legNeer();
    }
    if (this.isOpen && !this.huidig.gekend) this.ververs();
    if (stukken.length) this.onthoudWoorden(); // not over what somebody else left: they may come back for it
  }

  ververs() {
    return ververs(this);
  }

  onthoudWoorden() {
    const mee = (blad) => (blad.gekend ? blad.vuil || (blad === this.huidig && !blad.isLeeg) : blad.getypt);
    this.kluis.leg(this.bladen.filter(mee));
  }

  // --- What is shown

  get isOpen() {
    return this.vel.open;
  }

  toonBlad(blad) {
    this.huidig = blad;
    onthoud({ sleutel: blad.sleutel });
    const naCaret = this.tekst.value.length - this.tekst.selectionEnd;
    for (const naam of ["tekst", "wie", "nummer", "richting"]) {
      if (this.vorm.elements[naam].value !== blad.waarden[naam]) this.vorm.elements[naam].value = blad.waarden[naam];
    }
    // Words that come in while somebody types stand before the caret.
    if (document.activeElement === this.tekst) this.tekst.setSelectionRange(this.tekst.value.length - naCaret, this.tekst.value.length - naCaret);
    this.toonPlaats(blad);
    this.toonStand(blad);
    this.toonMelding(blad);
    this.toonBladen();
  }

  toonPlaats(blad) {
    if (blad !== this.huidig) return;
    this.delen.titel.textContent = blad.titel;
    const { over, organisator } = blad.waarden;
    const gekozen = Boolean(over || organisator);
    this.delen.gekozen.hidden = !gekozen;
    this.delen.kiezen.hidden = gekozen;
    this.delen.pagina.textContent = blad.overNaam || over || organisator;
    this.delen.pagina.href = blad.pagina || "/";
    const [veld, waarde] = (bron.dataset.hier ?? "").split(":");
    this.delen.hier.hidden = !waarde || gekozen;
    this.delen.hier.textContent = `Over deze ${veld === "over" ? "locatie" : "organisator"} (${waarde})`;
  }

  toonStand(blad) {
    if (blad !== this.huidig) return;
    if (this.delen.stand.textContent !== blad.stand) this.delen.stand.textContent = blad.stand;
    this.delen.stand.classList.toggle("dringend", blad.dringend);
  }

  toonMelding(blad) {
    if (blad !== this.huidig) return;
    this.delen.melding.replaceChildren();
    if (!blad.melding) return;
    const vak = this.delen.botsing.content.cloneNode(true).firstElementChild;
    vak.querySelector("[data-zin]").textContent = blad.melding;
    if (blad.daar) {
      vak.querySelector("[data-daar]").hidden = !blad.daar.open;
      vak.querySelector("[data-dicht]").hidden = blad.daar.open;
      vak.querySelector("[data-daar-tekst]").textContent = blad.daar.tekst || "(er staat niets)";
      for (const knop of vak.querySelectorAll("[data-neem]")) {
        knop.addEventListener("click", () => {
          if (knop.dataset.neem === "nieuw") this.opEenNieuw(blad);
          else blad.kies(knop.dataset.neem);
          this.tekst.focus();
        });
      }
    }
    this.delen.melding.append(vak);
  }

  toonBladen() {
    toonBladen(this);
  }

  // --- Open, small, back to where one was

  // Beside the page; over a window that is open, for what lies under one cannot be typed in.
  legNeer() {
    const venster = [...document.querySelectorAll("dialog:modal")].some((een) => een !== this.vel);
    if (this.vel.open && this.vel.matches(":modal") !== venster) this.vel.close();
    if (venster && !this.vel.open) this.vel.showModal();
    else this.vel.setAttribute("open", ""); // without `show()`, which takes the focus
    onthoud({ open: true });
    this.toonBladen();
  }

  open() {
    if (!this.huidig) this.nieuw();
    this.legNeer();
    if (this.bladen.some((blad) => blad.versie)) this.ververs();
    this.tekst.focus();
    this.tekst.setSelectionRange(this.tekst.value.length, this.tekst.value.length);
  }

  // One key: to the text, and back.
  wissel() {
    if (this.vel.contains(document.activeElement)) {
      this.huidig?.bewaar();
      if (this.vel.matches(":modal")) {
        this.vel.close();
        this.vel.setAttribute("open", "");
      }
      naarPlek(this.plek);
      return;
    }
    if (this.delen.venster.open) return; // hanging up: first choose what it becomes
    this.plek = waarNu();
    this.open();
  }

  klein() {
    const hier = this.vel.contains(document.activeElement);
    this.huidig?.bewaar();
    this.vel.close();
    onthoud({ open: false });
    this.ruimLegeOp();
    this.toonBladen();
    if (hier) naarPlek(this.plek);
  }

  // --- Several calls

  ruimLegeOp() {
    this.bladen = this.bladen.filter((blad) => !blad.isLeeg);
    if (!this.bladen.includes(this.huidig)) this.huidig = null;
    if (!this.huidig && this.bladen.length) this.toonBlad(this.bladen[0]);
  }

  nieuw(waarden = {}) {
    this.huidig?.bewaar();
    const blad = this.bladen.find((een) => een.isLeeg) ?? new Blad(this, null);
    blad.waarden = { ...blad.waarden, ...waarden };
    if (!this.bladen.includes(blad)) this.bladen.unshift(blad);
    this.toonBlad(blad);
    return blad;
  }

  wisselNaar(blad) {
    this.huidig?.bewaar();
    this.toonBlad(blad);
    if (!blad.gekend) this.ververs();
    this.tekst.focus();
  }

  neemWeg(blad) {
    this.bladen = this.bladen.filter((een) => een !== blad);
    this.onthoudWoorden();
    if (this.huidig !== blad) {
      this.toonBladen();
      return;
    }
    this.huidig = null;
    if (this.bladen.length) this.toonBlad(this.bladen[0]);
    else if (this.vel.open) {
      this.vel.close();
      onthoud({ open: false });
    }
    this.toonBladen();
  }

  opEenNieuw(blad) {
    const { tekst, wie, nummer, richting, over, organisator } = blad.waarden;
    this.bladen = this.bladen.filter((een) => een !== blad);
    this.huidig = null;
    this.nieuw({ tekst, wie, nummer, richting, over, organisator }).bewaar();
  }

  // --- What the buttons do

  kiesPlaats(waarden) {
    Object.assign(this.huidig.waarden, { over: "", organisator: "" }, waarden);
    this.huidig.overNaam = "";
    this.toonPlaats(this.huidig);
    document.getElementById("dok_over_keuzes").replaceChildren();
    document.getElementById("dok_over_zoek").value = "";
    this.huidig.gewijzigd();
    this.huidig.bewaar();
  }

  async bewaardOf(blad) {
    if (!blad.gekend) await this.ververs();
    for (let keer = 0; keer < 5 && blad.vuil && !blad.botst && !blad.pogingen; keer += 1) await blad.bewaar();
    return blad.gekend && !blad.vuil && !blad.isLeeg;
  }

  async ophangen() {
    const blad = this.huidig;
    if (!blad || blad.isLeeg) {
      this.delen.stand.textContent = "Er staat nog niets op dit blad.";
      this.tekst.focus();
      return;
    }
    if (!(await this.bewaardOf(blad))) return; // the state says why
    const { selectionStart: van, selectionEnd: tot, value } = this.tekst;
    // Places and no words: an address is kept by browsers and proxies. Counted as the server counts, one per character.
    const plaats = (hoever) => [...value.slice(0, hoever)].length;
    const deel = tot > van ? `?van=${plaats(van)}&tot=${plaats(tot)}` : "";
    const venster = this.delen.venster;
    venster.replaceChildren();
    await window.htmx.ajax("GET", `${blad.url}ophangen/${deel}`, { target: venster, swap: "innerHTML" });
    if (!venster.childElementCount) return;
    venster.showModal();
    venster.querySelector("[autofocus], input[type=checkbox]")?.focus();
  }

  async legWeg() {
    const blad = this.huidig;
    if (!blad) return;
    if (blad.isLeeg) {
      this.klein();
      return;
    }
    if (!(await this.bewaardOf(blad))) return;
    try {
      const antwoord = await fetch(`${blad.url}weg/`, {
        method: "POST",
        headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
        redirect: "manual",
      });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
    } catch {
      blad.toon("Wegleggen lukte niet. Het blad staat er nog; probeer het zo dadelijk opnieuw.", true);
      return;
    }
    const hier = this.vel.contains(document.activeElement);
    this.neemWeg(blad);
    if (hier && !this.isOpen) naarPlek(this.plek);
  }

  // --- Listening

  luister() {
    // Before anything else on the page sees the key: an editor would make its text bold.
    window.addEventListener("keydown", (ev) => this.bijToets(ev), true);
    document.addEventListener("click", (ev) => {
      if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.button) return;
      if (!ev.target.closest?.("[data-kader=telefoonblad]")) return;
      ev.preventDefault();
      this.wissel();
    });
    this.vorm.addEventListener("submit", (ev) => ev.preventDefault());
    this.vorm.addEventListener("input", (ev) => {
      const naam = ev.target.name;
      if (!this.huidig || !isVeld(naam)) return;
      this.huidig.waarden[naam] = ev.target.value;
      this.huidig.gewijzigd();
      if (this.delen.open.hidden && this.bladen.length > 1) this.toonBladen();
    });
    this.vorm.addEventListener("change", (ev) => {
      if (ev.target.name === "over") this.kiesPlaats({ over: ev.target.value });
      if (ev.target.name === "nummer") this.zoekNummer(ev.target.value);
    });
    // A click on a link of the page begins with leaving the text: by then it is on its way.
    this.vorm.addEventListener("focusout", () => this.huidig?.bewaar());
    this.vel.addEventListener("cancel", (ev) => {
      ev.preventDefault();
      this.klein();
    });
    const knoppen = {
      open: () => ((this.plek = waarNu()), this.open()),
      klein: () => this.klein(),
      nieuw: () => (this.nieuw(), this.tekst.focus()),
      ophangen: () => this.ophangen(),
      weg: () => this.legWeg(),
      andere: () => (this.kiesPlaats({}), document.getElementById("dok_over_zoek").focus()),
      hier: () => {
        const [veld, waarde] = bron.dataset.hier.split(":");
        this.kiesPlaats({ [veld]: waarde });
        this.tekst.focus();
      },
    };
    for (const [naam, doe] of Object.entries(knoppen)) this.delen[naam].addEventListener("click", doe);
    document.addEventListener("telefoonblad-klaar", (ev) => {
      const blad = this.bladen.find((een) => een.sleutel === ev.detail.sleutel);
      if (blad) this.neemWeg(blad);
    });
    this.delen.venster.addEventListener("close", () => {
      if (this.isOpen) this.tekst.focus();
      else naarPlek(this.plek);
    });
    window.addEventListener("online", () => this.bladen.forEach((blad) => blad.bewaar()));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.bladen.forEach((blad) => blad.bewaar());
      else if (this.isOpen) this.ververs();
    });
    window.addEventListener("pageshow", (ev) => ev.persisted && this.ververs());
    window.addEventListener("pagehide", () => this.bladen.forEach((blad) => blad.vertrek()));
    window.addEventListener("beforeunload", (ev) => {
      if (this.bladen.some((blad) => blad.houdtVast)) ev.preventDefault();
    });
    document.addEventListener("submit", (ev) => ev.target.matches("[data-afmelden]") && bijAfmelden(this, ev));
  }

  bijToets(ev) {
    if (ev.isComposing) return;
    const met = (ev.ctrlKey || ev.metaKey) && !ev.altKey && !ev.shiftKey;
    const hier = this.vel.contains(ev.target);
    let doe = null;
    if (met && ev.key.toLowerCase() === "b") doe = () => this.wissel();
    else if (hier && met && ev.key === "Enter") doe = () => this.ophangen();
    else if (hier && ev.key === "Escape") doe = () => this.klein();
    if (!doe) return;
    ev.preventDefault();
    ev.stopImmediatePropagation();
    doe();
  }

  zoekNummer(nummer) {
    if (nummer.replace(/\D/g, "").length < 8 || this.huidig.waarden.over || this.huidig.waarden.organisator) return;
    const veld = document.getElementById("dok_over_zoek");
    veld.value = nummer;
    veld.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (bron) new Dok();
