// The mail address that is copied with one button, and a mail that is dragged onto the page of a location.
// Without script the address is selected by hand, and the file chosen in the form.

for (const knop of document.querySelectorAll("[data-kopieer-knop]")) {
  knop.hidden = false;
  knop.addEventListener("click", async () => {
    const veld = document.getElementById(knop.dataset.kopieerKnop);
    const stand = document.querySelector("[data-kopieer-stand]");
    veld.select();
    try {
      await navigator.clipboard.writeText(veld.value);
      stand.textContent = "Gekopieerd.";
    } catch {
      stand.textContent = "Druk nu op Ctrl+C om het adres te kopiëren.";
    }
  });
}

const isMail = (naam) => /\.(eml|msg)$/i.test(naam);
const vak = document.querySelector("[data-mailvak]");
const formulier = vak?.querySelector("form");

if (formulier) {
  const veld = formulier.querySelector("input[type=file]");
  const hint = vak.querySelector("[data-mailvak-hint]");
  if (hint) hint.hidden = false;
  const metBestand = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");

  // On the way over the page nobody can say yet what kind of file it is: only the drop can.
  document.addEventListener("dragover", (e) => {
    if (!metBestand(e)) return;
    e.preventDefault();
    vak.classList.add("boven");
  });
  document.addEventListener("dragleave", (e) => {
    if (!e.relatedTarget) vak.classList.remove("boven");
  });
  document.addEventListener("drop", (e) => {
    vak.classList.remove("boven");
    if (!metBestand(e)) return;
    e.preventDefault(); // whatever it is, it must not open in the place of this page
    const bestanden = [...e.dataTransfer.files];
    if (bestanden.length === 1 && isMail(bestanden[0].name)) {
      veld.files = e.dataTransfer.files;
      formulier.requestSubmit();
      return;
    }
    const tekst = bestanden.every((bestand) => isMail(bestand.name))
      ? "Sleep één mail tegelijk: u ziet eerst wat genoteerd wordt."
      : "Dit is geen mail (.eml of .msg). Andere bestanden sleept u naar de bladzijde Documenten van dit dossier.";
    document.dispatchEvent(new CustomEvent("toon-toast", { detail: { tekst, soort: "let_op" } }));
  });
}
