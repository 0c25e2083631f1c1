// A photo under a heading goes up with its progress while one writes on; without this file the same form sends it with the page.
import { csrf } from "./bewaren.js";

for (const vak of document.querySelectorAll("[data-fotovorm]")) {
  const vorm = document.getElementById(vak.dataset.fotovorm);
  const balk = vak.querySelector("progress");
  const stand = vak.querySelector("[data-fotostand]");
  const knop = vak.querySelector("button");
  vorm.addEventListener("submit", (ev) => {
    ev.preventDefault();
    if (knop.disabled) return;
    const verzoek = new XMLHttpRequest(); // fetch cannot say how far it is
    verzoek.open("POST", vorm.action);
    verzoek.setRequestHeader("Accept", "application/json");
    verzoek.setRequestHeader("X-CSRFToken", csrf());
    verzoek.responseType = "json";
    const klaar = (zin) => {
      balk.hidden = true;
      knop.disabled = false;
      stand.textContent = zin;
    };
    verzoek.upload.addEventListener("progress", (stap) => {
      if (stap.lengthComputable) balk.value = (stap.loaded / stap.total) * 100;
    });
    verzoek.addEventListener("error", () => klaar("Geen verbinding. De foto is niet bewaard; probeer opnieuw."));
    verzoek.addEventListener("load", () => {
      const antwoord = verzoek.response;
      if (verzoek.status !== 200 || !antwoord?.html) {
        if (verzoek.status === 401) document.dispatchEvent(new CustomEvent("sessie-verlopen"));
        klaar(antwoord?.fout ?? "De server antwoordt niet. De foto is niet bewaard; probeer opnieuw.");
        return;
      }
      const rij = document.createElement("template");
      rij.innerHTML = antwoord.html; // drawn by the server
      const lijst = vak.closest("[data-deel]").querySelector("[data-fotos]");
      lijst.append(rij.content);
      // A form does not stand inside a form: it moves out, and its button finds it by name.
      for (const los of lijst.querySelectorAll("form")) vorm.after(los);
      lijst.hidden = false;
      for (const veld of vorm.elements) {
        if (veld.type === "file" || veld.type === "text") veld.value = "";
        if (veld.name.endsWith("-sleutel")) veld.value = crypto.randomUUID();
      }
      klaar("De foto staat erbij.");
    });
    knop.disabled = true;
    balk.value = 0;
    balk.hidden = false;
    stand.textContent = "De foto wordt verstuurd…";
    verzoek.send(new FormData(vorm));
  });
}
