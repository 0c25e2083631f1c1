// What one calls up while writing: "::" for text blocks and promises, "@" for a colleague. A list at the caret, by keyboard: the
// focus stays in the text, the arrows walk (aria-activedescendant), Enter or Tab chooses, Escape leaves what was typed.
import { csrf } from "./bewaren.js";

const AANROEP = /(?:^|\s)::([a-z0-9-]*)$/i;
const BELOFTE = /^\s*::(belofte|toezegging)\s+(.*)$/i;
const NAAM = /(?:^|[\s(])@([\p{L}'’. -]{0,40})$/u;
const MEESTE = 8;
const WACHT = 250; // ms after the last key before a promise is read back
const EIGEN = [
  { naam: "belofte", kort: "wij beloven iets: “vrijdag terugbellen”", invoegen: "::belofte " },
  { naam: "toezegging", kort: "de organisator belooft iets: “tegen 1 maart plan opsturen”", invoegen: "::toezegging " },
];

const platte = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const keuzes = new Map(); // address → promise of what can be called up

async function haal(url) {
  const antwoord = await fetch(url, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (!antwoord.ok) throw new Error(String(antwoord.status));
  return antwoord.json();
}

function alleKeuzes(url) {
  // What failed is asked again the next time.
  if (!keuzes.has(url)) keuzes.set(url, haal(url).catch(() => (keuzes.delete(url), { blokken: [], collegas: [] })));
  return keuzes.get(url);
}

let volg = 0;

export class Invuller {
  // `keuzesUrl`: what can be called up; `belofteUrl`: reads a line back (GET) and keeps it (POST); `bijBelofte`: one was kept.
  constructor({ keuzesUrl, belofteUrl, bijBelofte }) {
    Object.assign(this, { keuzesUrl, belofteUrl, bijBelofte });
    this.attributen = { "aria-autocomplete": "list", "aria-haspopup": "listbox" };
    this.sleutels = new Map(); // a line that is sent again is the same promise
    this.opties = [];
    this.bezig = false;
    volg += 1;
    this.id = `invullen-${volg}`;
  }

  bij(editor, plek, label) {
    this.editor = editor;
    this.plek = plek;
    this.vak = document.createElement("div");
    this.vak.className = "invullijst";
    this.vak.hidden = true;
    this.lijst = document.createElement("ul");
    this.lijst.id = this.id;
    this.lijst.setAttribute("role", "listbox");
    this.lijst.setAttribute("aria-label", `Invullen in ${label}`);
    this.zin = document.createElement("p");
    this.vak.append(this.lijst, this.zin);
    this.stand = document.createElement("p");
    this.stand.className = "alleen-lezer";
    this.stand.setAttribute("role", "status");
    plek.append(this.vak, this.stand);
    this.vak.addEventListener("mousedown", (ev) => {
      ev.preventDefault(); // the caret stays where it is
      const optie = ev.target.closest("[role=option]");
      if (optie) this.kies(Number(optie.dataset.nummer));
    });
    editor.on("transaction", () => this.kijk());
    editor.on("focus", () => alleKeuzes(this.keuzesUrl));
    editor.on("blur", () => this.sluit());
    new ResizeObserver(() => this.vak.hidden || this.plaats()).observe(plek);
  }

  // The text of the block one writes in, up to the caret, and where it begins.
  hier() {
    const { selection } = this.editor.state;
    if (!selection.empty || !selection.$from.parent.isTextblock) return null;
    const { $from } = selection;
    const tussen = (van, tot) => $from.parent.textBetween(van, tot, "\n", "\ufffc");
    return {
      voor: tussen(0, $from.parentOffset),
      na: tussen($from.parentOffset, $from.parent.content.size),
      begin: $from.start(),
      caret: $from.pos,
    };
  }

  async kijk() {
    const hier = this.editor.isFocused ? this.hier() : null;
    if (!hier || hier.voor === this.weggedaan) return this.sluit(true);
    this.weggedaan = undefined;
    const beurt = (this.beurt = {});
    const belofte = hier.na === "" && BELOFTE.exec(hier.voor);
    if (belofte) return this.leesTerug(hier, belofte[1].toLowerCase(), belofte[2].trim());
    const aanroep = AANROEP.exec(hier.voor);
    const naam = aanroep ? null : NAAM.exec(hier.voor);
    if (!aanroep && !naam) return this.sluit();
    const { blokken, collegas } = await alleKeuzes(this.keuzesUrl);
    if (beurt !== this.beurt) return undefined; // typed on
    if (aanroep) return this.toonBlokken(hier, aanroep[1].toLowerCase(), blokken);
    return this.toonNamen(hier, naam[1], collegas);
  }

  toonBlokken(hier, gezocht, blokken) {
    const alle = [...EIGEN, ...blokken].filter((blok) => blok.naam.startsWith(gezocht)).slice(0, MEESTE);
    const van = hier.caret - gezocht.length - 2;
    this.toon(
      alle.map((blok) => ({ titel: `::${blok.naam}`, kort: blok.kort, bij: blok.van, doe: () => this.zetBlok(blok, van, hier.caret) })),
      gezocht ? `Geen tekstblok begint met “${gezocht}”.` : "",
    );
  }

  toonNamen(hier, gezocht, collegas) {
    const stukken = platte(gezocht).split(" ").filter(Boolean);
    const past = (naam) => stukken.every((stuk) => platte(naam).split(" ").some((woord) => woord.startsWith(stuk)));
    const gevonden = collegas.filter(past).slice(0, MEESTE);
    // After the first word an @ was only an @.
    if (!gevonden.length && gezocht.includes(" ")) return this.sluit();
    const van = hier.caret - gezocht.length - 1;
    const zet = (naam) => () => this.editor.chain().focus().insertContentAt({ from: van, to: hier.caret }, [{ type: "text", text: `@${naam} ` }]).run();
    return this.toon(
      gevonden.map((naam) => ({ titel: naam, kort: "krijgt een bericht", doe: zet(naam) })),
      `Niemand die deze locatie leest, heet “${gezocht}”.`,
    );
  }

  zetBlok(blok, from, to) {
    const vak = document.createElement("template");
    vak.innerHTML = blok.html ?? ""; // cleaned by the server (kern.rijketekst)
    const alineas = [...vak.content.children];
    // One paragraph goes on in the sentence one is writing; more begin where the caret stands.
    const html = alineas.length === 1 && alineas[0].tagName === "P" ? alineas[0].innerHTML : blok.html;
    this.editor.chain().focus().insertContentAt({ from, to }, blok.invoegen ? [{ type: "text", text: blok.invoegen }] : html).run();
  }

  leesTerug(hier, woord, tekst) {
    this.regel = { woord, tekst, heel: hier.voor.trim() };
    clearTimeout(this.klok);
    if (this.bezig) return;
    const beurt = this.beurt;
    this.voorstel = null;
    this.klok = setTimeout(async () => {
      const vraag = new URLSearchParams({ woord, tekst, sleutel: crypto.randomUUID() });
      const antwoord = await this.vraag(`${this.belofteUrl}?${vraag}`);
      if (beurt !== this.beurt || !antwoord) return;
      this.voorstel = antwoord.zin ?? null;
      this.zeg(antwoord.zin ? `Enter: “${antwoord.zin}”` : antwoord.fout);
    }, WACHT);
  }

  async vraag(url, opties = {}) {
    try {
      const antwoord = await fetch(url, { redirect: "manual", ...opties, headers: { Accept: "application/json", ...opties.headers } });
      if (antwoord.type === "opaqueredirect" || antwoord.status === 401) document.dispatchEvent(new CustomEvent("sessie-verlopen"));
      else if (antwoord.headers.get("Content-Type")?.includes("json")) return await antwoord.json();
    } catch {
      return null;
    }
    return null;
  }

  async beloof() {
    if (this.bezig) return;
    const { woord, tekst, heel } = this.regel;
    const sleutel = this.sleutels.get(heel) ?? crypto.randomUUID();
    this.sleutels.set(heel, sleutel);
    this.bezig = true;
    const antwoord = await this.vraag(this.belofteUrl, {
      method: "POST",
      body: new URLSearchParams({ woord, tekst, sleutel }),
      headers: { "X-CSRFToken": csrf() },
    });
    this.bezig = false;
    if (!antwoord) return this.zeg("Nog niet genoteerd: geen verbinding. Druk straks opnieuw op Enter.");
    if (!antwoord.zin) return this.zeg(antwoord.fout);
    this.sleutels.delete(heel); // the same line once more is another promise
    this.vervang(heel, antwoord.zin);
    this.sluit();
    this.stand.textContent = "Genoteerd als belofte.";
    return this.bijBelofte(antwoord);
  }

  // The caret may be elsewhere by now: the line is looked up by what stands there.
  vervang(heel, zin) {
    let plaats = null;
    this.editor.state.doc.descendants((knoop, pos) => {
      if (plaats === null && knoop.isTextblock && knoop.textContent.trim() === heel) plaats = { from: pos + 1, to: pos + 1 + knoop.content.size };
      return plaats === null;
    });
    if (!plaats) return;
    const aanHetEind = this.editor.state.selection.to === plaats.to;
    this.editor.view.dispatch(this.editor.state.tr.insertText(zin, plaats.from, plaats.to));
    if (aanHetEind) this.editor.chain().setTextSelection(plaats.from + zin.length).splitBlock().run();
  }

  // A sentence in place of the list.
  zeg(zin) {
    this.opties = [];
    this.teken();
    this.zin.textContent = zin;
    this.zin.hidden = false;
    this.stand.textContent = zin;
    this.vak.hidden = false;
    this.plaats();
  }

  toon(opties, leeg) {
    if (!opties.length) return leeg ? this.zeg(leeg) : this.sluit();
    this.opties = opties;
    this.nummer = 0;
    this.zin.hidden = true;
    this.teken();
    this.vak.hidden = false;
    this.stand.textContent = `${opties.length === 1 ? "1 keuze" : `${opties.length} keuzes`}. Pijltjes om te kiezen, Enter om in te vullen.`;
    return this.plaats();
  }

  teken() {
    this.lijst.replaceChildren(
      ...this.opties.map((optie, nummer) => {
        const rij = document.createElement("li");
        rij.id = `${this.id}-${nummer}`;
        rij.dataset.nummer = nummer;
        rij.setAttribute("role", "option");
        rij.setAttribute("aria-selected", String(nummer === this.nummer));
        rij.appendChild(document.createElement("strong")).textContent = optie.titel;
        const kort = [optie.kort, optie.bij].filter(Boolean).join(" · ");
        if (kort) rij.appendChild(document.createElement("span")).textContent = kort;
        return rij;
      }),
    );
    this.lijst.hidden = !this.opties.length;
    const veld = this.editor.view.dom;
    if (this.opties.length) {
      veld.setAttribute("aria-controls", this.id);
      veld.setAttribute("aria-activedescendant", `${this.id}-${this.nummer}`);
      this.lijst.children[this.nummer].scrollIntoView({ block: "nearest" });
    } else {
      veld.removeAttribute("aria-controls");
      veld.removeAttribute("aria-activedescendant");
    }
  }

  plaats() {
    const caret = this.editor.view.coordsAtPos(this.editor.state.selection.from);
    const vak = this.plek.getBoundingClientRect();
    const hoog = this.vak.offsetHeight;
    const onder = caret.bottom + hoog + 72 < innerHeight; // the bar to save with stands at the bottom
    this.vak.style.left = `${Math.max(0, Math.min(caret.left - vak.left, vak.width - this.vak.offsetWidth - 4))}px`;
    this.vak.style.top = `${(onder ? caret.bottom + 4 : caret.top - hoog - 4) - vak.top}px`;
  }

  kies(nummer) {
    const optie = this.opties[nummer];
    this.sluit();
    optie.doe();
  }

  sluit(stil = false) {
    clearTimeout(this.klok);
    this.beurt = null;
    this.voorstel = undefined;
    this.regel = null;
    if (!this.vak || this.vak.hidden) return;
    this.vak.hidden = true;
    this.opties = [];
    this.teken();
    if (!stil) this.stand.textContent = "";
  }

  // Before the editor itself: true when the key was ours.
  toets(ev) {
    if (ev.isComposing || ev.ctrlKey || ev.metaKey || ev.altKey) return false;
    if (ev.key === "Escape" && !this.vak.hidden) {
      this.weggedaan = this.hier()?.voor;
      this.sluit();
      ev.stopPropagation();
      return true;
    }
    if (ev.key === "Enter" && !ev.shiftKey && this.regel?.tekst) {
      // Also before it was read back: who types fast knows what they mean, and sees the sentence.
      this.beloof();
      return true;
    }
    if (this.vak.hidden || !this.opties.length) return false;
    const stap = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
    if (stap) {
      this.nummer = (this.nummer + stap + this.opties.length) % this.opties.length;
      this.teken();
      return true;
    }
    if ((ev.key === "Enter" || ev.key === "Tab") && !ev.shiftKey) {
      this.kies(this.nummer);
      return true;
    }
    return false;
  }
}
