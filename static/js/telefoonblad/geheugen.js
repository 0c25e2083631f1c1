// What this tab remembers of the dock, so that paging or a page that is left in the middle of a word costs nobody a letter.
// `onthoud`: which blad, and whether the dock was open. `Kluis`: the words themselves, sealed with a key that only the pages of
// their writer carry: who logs out leaves nothing behind that can be read, and who logs in again finds them back.
const STAND = "telefoonblad";
const WOORDEN = "telefoonblad.kluis";

export function onthouden() {
  try {
    return JSON.parse(sessionStorage.getItem(STAND)) ?? {};
  } catch {
    return {};
  }
}

export function onthoud(meer) {
  try {
    sessionStorage.setItem(STAND, JSON.stringify({ ...onthouden(), ...meer }));
  } catch {
    // A browser that keeps nothing: the dock is small on the next page.
  }
}

const bytes = (tekst) => Uint8Array.from(atob(tekst), (teken) => teken.charCodeAt(0));

function alsTekst(rauw) {
  let uit = "";
  for (const een of rauw) uit += String.fromCharCode(een); // not spread: a long text has more bytes than a call has room for
  return btoa(uit);
}

export class Kluis {
  // `geheim`: 256 bits in base64. Without TLS a browser seals nothing; then nothing is kept.
  constructor(geheim) {
    const rauw = window.crypto.subtle && geheim ? bytes(geheim) : null;
    this.sleutel = rauw && crypto.subtle.importKey("raw", rauw, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  // The last one wins: one sealing takes less than the time between two keys.
  leg(waarde) {
    this.nieuwste = JSON.stringify(waarde);
    if (this.sleutel) this.bezig ??= this.#verzegel().finally(() => (this.bezig = null));
  }

  async #verzegel() {
    while (this.nieuwste !== null) {
      const deze = this.nieuwste;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const dicht = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.sleutel, new TextEncoder().encode(deze));
      if (this.nieuwste !== deze) continue; // typed on, or taken away
      this.nieuwste = null;
      try {
        sessionStorage.setItem(WOORDEN, `${alsTekst(iv)}.${alsTekst(new Uint8Array(dicht))}`);
      } catch {
        // No room, or not allowed to keep anything: what is sent on leaving is all there is.
      }
    }
  }

  // What was left here; nothing when somebody else left it.
  async haal() {
    try {
      const [iv, dicht] = sessionStorage.getItem(WOORDEN).split(".");
      const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await this.sleutel, bytes(dicht));
      return JSON.parse(new TextDecoder().decode(open));
    } catch {
      return [];
    }
  }

  wis() {
    this.nieuwste = this.sleutel = null;
    sessionStorage.removeItem(WOORDEN);
    sessionStorage.removeItem(STAND);
  }
}
