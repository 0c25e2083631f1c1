// Ticking on the spot: each point is a form that saves by itself. What could not be sent stands on the page and goes when the line
// is back; without this module the button of each form does the same.
import { Bewaarder } from "./bewaren.js";

class Punt extends Bewaarder {
  zinnen = { weg: "Deze bezoekmap is er niet meer voor u.", dicht: "U kunt hier niet (meer) schrijven." };

  constructor(vorm) {
    super();
    this.vorm = vorm;
    this.url = vorm.action;
    this.versie = vorm.elements.versie.value;
    this.stand = vorm.querySelector("[data-stand]");
    this.fout = vorm.querySelector("[data-fout]");
    this.bewaard = this.inhoud;
    vorm.querySelector("button").hidden = true;
    vorm.addEventListener("change", () => this.bewaar());
    vorm.addEventListener("input", (gebeurtenis) => gebeurtenis.target.type !== "checkbox" && this.gewijzigd());
    vorm.addEventListener("submit", (gebeurtenis) => {
      gebeurtenis.preventDefault();
      this.bewaar();
    });
  }

  get inhoud() {
    return JSON.stringify([this.vorm.elements.klaar.checked, this.vorm.elements.nota.value]);
  }

  velden(inhoud) {
    const [klaar, nota] = JSON.parse(inhoud);
    const { sleutel, groep, tekst } = this.vorm.elements;
    return { sleutel: sleutel.value, groep: groep.value, tekst: tekst.value, nota, ...(klaar ? { klaar: "on" } : {}) };
  }

  bijBewaard() {
    this.toon("Bewaard");
    this.vorm.classList.toggle("klaar", this.vorm.elements.klaar.checked);
  }

  // Both stay: what a colleague wrote is put under what was typed here, and the next save keeps it all.
  botsing(daar) {
    const veld = this.vorm.elements.nota;
    this.versie = daar.versie;
    if (daar.nota && !veld.value.includes(daar.nota)) veld.value = [veld.value, daar.nota].filter(Boolean).join("\n");
    this.meld(`Een collega schreef hier ook. Beide teksten staan hieronder; kijk ze na.`);
    this.vorm.elements.klaar.checked ||= daar.klaar;
    this.gewijzigd();
  }

  meld(zin) {
    this.fout.textContent = zin;
  }

  toon(zin) {
    this.stand.textContent = zin;
  }
}

const punten = [...document.querySelectorAll("form[data-punt]")].map((vorm) => new Punt(vorm));
addEventListener("online", () => punten.forEach((punt) => punt.vuil && punt.bewaar(true)));
addEventListener("beforeunload", (gebeurtenis) => {
  if (punten.some((punt) => punt.vuil)) gebeurtenis.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) punten.forEach((punt) => punt.vuil && punt.bewaar());
});
