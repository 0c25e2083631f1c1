// A report in the browser: each part is an editor that saves by itself (`bewaren.js`); a colleague's words are shown beside one's own.
import { Bewaarder } from "./bewaren.js";
import { maakEditor } from "./editor.js";
import { Invuller } from "./invullen.js";

const form = document.querySelector("form[data-verslag]");
const stand = form?.querySelector("[data-bewaard]");
const delen = [];

function alsAlineas(tekst) {
  const vak = document.createElement("div");
  for (const regel of tekst.split("\n")) vak.appendChild(document.createElement("p")).textContent = regel;
  return vak.innerHTML;
}

class Deel extends Bewaarder {
  zinnen = {
    weg: "U ziet dit verslag niet meer. Kopieer wat u typte voor u weggaat.",
    dicht: "U mag hier niet meer schrijven. Kopieer wat u typte voor u weggaat.",
  };

  constructor(kaart) {
    super();
    this.kaart = kaart;
    this.veld = kaart.querySelector("textarea");
    this.versieveld = kaart.querySelector("input[type=hidden]");
    this.label = kaart.querySelector("h2 label").textContent;
    // Who was quicker than this file typed in the plain field.
    const eerder = this.veld.value !== this.veld.defaultValue;
    const opgemaakt = kaart.querySelector("template[data-opmaak]").innerHTML;
    const html = eerder ? alsAlineas(this.veld.value) : kaart.dataset.getypt ?? opgemaakt;
    const invuller = new Invuller({ keuzesUrl: form.dataset.invullen, belofteUrl: kaart.dataset.belofte, bijBelofte: toonBelofte });
    this.editor = maakEditor({ veld: this.veld, html, label: this.label, bijWijziging: () => this.gewijzigd(), bijWeigering: (zin) => this.letOp(zin), invuller });
    kaart.querySelector("h2 label").addEventListener("click", () => this.editor.commands.focus());
    this.bewaard = eerder || "getypt" in kaart.dataset ? null : this.editor.getHTML();
    if (eerder) this.gewijzigd();
  }

  get url() {
    return this.kaart.dataset.url;
  }

  get versie() {
    return this.versieveld.value;
  }

  set versie(nieuwe) {
    this.versieveld.value = nieuwe;
  }

  get inhoud() {
    return this.editor.getHTML();
  }

  velden(tekst) {
    return { tekst };
  }

  isEigen(daar) {
    return daar.concept && this.gestuurd.has(daar.tekst);
  }

  bijBewaard(gegevens) {
    toon(delen.some((deel) => deel.vuil) ? "Nog niet bewaard…" : `Bewaard om ${gegevens.op}`);
    if (gegevens.let_op) this.letOp(gegevens.let_op);
  }

  // Something about what was saved that its writer has to know; it stays until the next.
  letOp(zin) {
    this.kaart.querySelector("[data-letop]")?.remove();
    const vak = document.getElementById("verslag-letop").content.cloneNode(true).firstElementChild;
    vak.querySelector("[data-zin]").textContent = zin;
    this.kaart.querySelector(".editor").before(vak);
  }

  toon(zin, dringend = false) {
    toon(zin, dringend);
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
      this.versie = daar.versie;
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

function toonBelofte({ zin, url }) {
  const kaart = document.getElementById("verslag-beloften");
  const rij = document.createElement("li");
  const naar = rij.appendChild(document.createElement("a"));
  naar.href = url;
  naar.textContent = zin;
  kaart.querySelector("ul").append(rij);
  kaart.hidden = false;
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
  window.addEventListener("pagehide", () => delen.forEach((deel) => deel.vertrek()));
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
