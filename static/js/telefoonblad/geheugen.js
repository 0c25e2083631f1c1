// What this tab remembers of the dock: which blad, whether it was open, what was still on its way. Never a word of what stands there.
const OPSLAG = "telefoonblad";

export function onthouden() {
  try {
    return JSON.parse(sessionStorage.getItem(OPSLAG)) ?? {};
  } catch {
    return {};
  }
}

export function onthoud(meer) {
  try {
    sessionStorage.setItem(OPSLAG, JSON.stringify({ ...onthouden(), ...meer }));
  } catch {
    // A browser that keeps nothing: the dock is small on the next page.
  }
}
