// Focus after a swap, errors of htmx in words, and a question before typed text is thrown away.
let laatste = null;

function naarFouten(bereik) {
  const doel = bereik.querySelector?.("[data-focus]");
  doel?.focus();
  return Boolean(doel);
}

document.addEventListener("htmx:beforeSwap", () => {
  const actief = document.activeElement;
  // Who had the focus nowhere keeps it nowhere: what arrives by itself ("wie kijkt mee") takes it from nobody.
  const ergens = actief && actief !== document.body;
  const rij = ergens && actief.closest("[data-rij]");
  const rijen = rij ? [...document.querySelectorAll("[data-rij]")] : [];
  const plaats = rijen.indexOf(rij);
  // A row that is done disappears: the next one takes its place, or the one before when it was the last.
  const buren = rij ? [rij, rijen[plaats + 1], rijen[plaats - 1]].map((een) => een?.id) : [];
  laatste = ergens ? { id: actief.id, buren } : null;
});

document.addEventListener("htmx:afterSettle", (ev) => {
  if (naarFouten(ev.detail.elt)) return;
  if (!laatste || (document.activeElement && document.activeElement !== document.body)) return;
  // The element that had the focus is gone: take the same one in the new piece, else its row, else the piece itself.
  const opnieuw =
    [laatste.id, ...laatste.buren].map((id) => id && document.getElementById(id)).find(Boolean) || ev.detail.target;
  if (opnieuw?.isConnected) {
    if (!opnieuw.matches("a[href], button, input, select, textarea, [tabindex]")) opnieuw.setAttribute("tabindex", "-1");
    opnieuw.focus({ preventScroll: true });
  }
});

// A link in the error summary goes to the field itself, also when the id is that of a group of choices.
document.addEventListener("click", (ev) => {
  const link = ev.target.closest?.('[data-focus] a[href^="#"]');
  const doel = link && document.getElementById(link.hash.slice(1));
  if (!doel) return;
  ev.preventDefault();
  (doel.matches("input, select, textarea") ? doel : doel.querySelector("input, select, textarea") ?? doel).focus();
});

const zinnen = {
  0: "Er is geen verbinding. Wat u typte staat er nog; probeer het zo dadelijk opnieuw.",
  403: "U mag dit niet doen, of het formulier is verlopen. Wat u typte staat er nog: neem het over voor u de pagina herlaadt.",
  404: "Dit bestaat niet meer, of is niet voor u bedoeld. Wat u typte staat er nog: neem het over voor u de pagina herlaadt.",
  429: "U probeerde dit te vaak. Wacht een minuut en probeer opnieuw.",
};

function toast(tekst, soort = "gevaar") {
  const kaart = document.createElement("div");
  kaart.className = `toast-kaart ${soort}`;
  kaart.dataset.toast = "";
  const p = document.createElement("p");
  p.textContent = tekst;
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "knop klein";
  knop.dataset.sluitToast = "";
  knop.textContent = "Sluiten";
  kaart.append(p, knop);
  document.getElementById("toasts")?.append(kaart);
}

// Other modules ask it this way: an import would be a second copy of this one.
document.addEventListener("toon-toast", (ev) => toast(ev.detail.tekst, ev.detail.soort));

function meldFout(ev) {
  if (ev.detail.requestConfig?.headers?.["X-Achtergrond"]) return; // a poll that fails is no news
  const status = ev.detail.xhr?.status ?? 0;
  toast(zinnen[status] ?? "Er ging bij ons iets mis; mogelijk is niets bewaard. Probeer het opnieuw.");
}
document.addEventListener("htmx:responseError", meldFout);
document.addEventListener("htmx:sendError", meldFout);

// Ask before leaving a form in which something was typed.
const gewijzigd = new Set();
document.addEventListener("input", (ev) => {
  const form = ev.target.closest?.("form[data-bewaak]");
  if (form) gewijzigd.add(form);
});
document.addEventListener("submit", (ev) => gewijzigd.delete(ev.target));
window.addEventListener("beforeunload", (ev) => {
  if ([...gewijzigd].some((form) => form.isConnected)) ev.preventDefault();
});

naarFouten(document);
