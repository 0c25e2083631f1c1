// What stands on the blads according to the server, asked when the dock is opened: a page carries which there are, not their words.
// And what happened to them elsewhere: in another tab, on another telephone.
import { Blad } from "./blad.js";

const OPNIEUW = 2000;

// One question at a time; true when it was answered.
export function ververs(dok) {
  dok.vraagt ??= vraag(dok).finally(() => (dok.vraagt = null));
  return dok.vraagt;
}

async function vraag(dok) {
  let rijen;
  try {
    const antwoord = await fetch(dok.basis, { headers: { Accept: "application/json", "X-Achtergrond": "1" }, redirect: "manual" });
    if (antwoord.type === "opaqueredirect") document.dispatchEvent(new CustomEvent("sessie-verlopen"));
    if (!antwoord.ok || antwoord.status === 204) throw new Error(String(antwoord.status));
    rijen = (await antwoord.json()).bladen;
  } catch {
    // No line: what is here stays, and what one types comes behind what is not here yet.
    for (const blad of dok.bladen) if (!blad.gekend) blad.toon("Wat hier al stond, komt erbij zodra er verbinding is.", true);
    clearTimeout(dok.opnieuw);
    if (dok.bladen.some((blad) => !blad.gekend)) dok.opnieuw = setTimeout(() => ververs(dok), OPNIEUW);
    return false;
  }
  const er = new Set(rijen.map((rij) => rij.sleutel));
  for (const rij of rijen) {
    const blad = dok.bladen.find((een) => een.sleutel === rij.sleutel);
    if (!blad) dok.bladen.push(new Blad(dok, rij));
    else if (!blad.gekend) blad.leerKennen(rij);
    else if (!blad.vuil && !blad.bezig && !blad.botst && rij.versie > blad.versie) {
      blad.neem(rij);
      if (blad === dok.huidig) dok.toonBlad(blad);
    }
  }
  for (const blad of [...dok.bladen]) {
    if (er.has(blad.sleutel) || !blad.versie || blad.vuil || blad.bezig) continue;
    // Hung up elsewhere in the meantime; whoever typed on it already sees that, and what they typed.
    if (!blad.gekend && blad.getypt) blad.alsOnbekend();
    else dok.neemWeg(blad);
  }
  if (!dok.huidig && dok.bladen.length) dok.toonBlad(dok.bladen[0]);
  dok.toonBladen();
  return true;
}
