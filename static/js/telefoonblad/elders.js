// What happened to the blads elsewhere: in another tab, on another telephone, or by the last words of the page one comes from.
import { Blad } from "./blad.js";
import { onthoud, onthouden } from "./geheugen.js";

export async function ververs(dok) {
  let rijen;
  try {
    const antwoord = await fetch(dok.basis, { headers: { Accept: "application/json", "X-Achtergrond": "1" }, redirect: "manual" });
    if (!antwoord.ok || antwoord.status === 204) return;
    rijen = (await antwoord.json()).bladen;
  } catch {
    return; // no line: what is here stays
  }
  for (const rij of rijen) {
    const blad = dok.bladen.find((een) => een.sleutel === rij.sleutel);
    if (!blad) dok.bladen.push(new Blad(dok, rij));
    else if (!blad.vuil && !blad.bezig && !blad.botst && rij.versie > blad.versie) {
      blad.neem(rij);
      if (blad === dok.huidig) dok.toonBlad(blad);
    }
  }
  const er = new Set(rijen.map((rij) => rij.sleutel));
  for (const blad of [...dok.bladen]) if (blad.versie && !blad.vuil && !blad.bezig && !er.has(blad.sleutel)) dok.neemWeg(blad);
  if (!dok.huidig && dok.bladen.length) dok.toonBlad(dok.bladen[0]);
  dok.toonBladen();
}

// The page before sent its last words while this one was on its way already.
export async function wachtOp(dok, { sleutel, versie }) {
  onthoud({ wacht: null });
  const er = () => dok.bladen.some((blad) => blad.sleutel === sleutel && blad.versie >= versie);
  dok.tekst.readOnly = !er();
  for (let keer = 0; keer < 12 && !er(); keer += 1) {
    await ververs(dok);
    if (!er()) await new Promise((verder) => setTimeout(verder, 250));
  }
  dok.tekst.readOnly = false;
  const blad = dok.bladen.find((een) => een.sleutel === sleutel);
  if (blad && onthouden().open && !dok.isOpen) {
    dok.toonBlad(blad);
    dok.legNeer();
  }
}
