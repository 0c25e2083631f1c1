// Keys: every key presses a link or button that is on the page anyway, so nothing works by key alone.
const typt = (doel) => doel.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rijen = () => [...document.querySelectorAll("[data-rij]")];
let wachtOpGa = 0;

function huidigeRij() {
  return document.activeElement?.closest?.("[data-rij]");
}

function inRij(knop) {
  const gevonden = huidigeRij()?.querySelector(knop);
  gevonden?.click();
  return Boolean(gevonden);
}

function stap(richting) {
  const alle = rijen();
  if (!alle.length) return false;
  const plaats = alle.indexOf(huidigeRij());
  const doel = alle[plaats < 0 ? (richting > 0 ? 0 : alle.length - 1) : Math.min(Math.max(plaats + richting, 0), alle.length - 1)];
  doel.focus();
  doel.scrollIntoView({ block: "nearest" });
  return true;
}

function druk(toets) {
  const knop = [...document.querySelectorAll(`[data-toets="${CSS.escape(toets).replaceAll("\\ ", " ")}"]`)].find((e) => !e.closest("dialog:not([open])"));
  knop?.click();
  return Boolean(knop);
}

const enkel = {
  j: () => stap(1),
  k: () => stap(-1),
  x: () => {
    const vak = huidigeRij()?.querySelector("[data-kies]");
    vak?.click();
    return Boolean(vak);
  },
  e: () => inRij("[data-klaar]"),
  v: () => inRij("[data-vandaag]"),
  J: () => inRij("[data-lager]"),
  K: () => inRij("[data-hoger]"),
  "/": () => {
    const veld = document.getElementById("zoekveld");
    veld?.focus();
    veld?.select();
    return Boolean(veld);
  },
  "?": () => {
    const link = document.querySelector('[data-opent="sneltoetsen-venster"]');
    link?.click();
    return Boolean(link);
  },
};

document.addEventListener("keydown", (ev) => {
  if (ev.defaultPrevented || ev.isComposing) return;
  if ((ev.ctrlKey || ev.metaKey) && !ev.shiftKey && !ev.altKey && ev.key.toLowerCase() === "k") {
    if (document.getElementById("palet-venster")) {
      ev.preventDefault();
      document.dispatchEvent(new CustomEvent("opgroeien:palet"));
    }
    return;
  }
  // Done typing: send the form one is in, without looking for its button.
  if ((ev.ctrlKey || ev.metaKey) && ev.key === "Enter" && ev.target.matches?.("textarea, input, select") && ev.target.form?.method === "post") {
    ev.preventDefault();
    ev.target.form.requestSubmit();
    return;
  }
  if (ev.ctrlKey || ev.metaKey || ev.altKey || typt(ev.target)) return;
  // A row has the focus itself (after j/k): Enter opens it. On a link or button in the row the browser does its own thing.
  if (ev.key === "Enter" && ev.target.matches?.("[data-rij]")) {
    ev.target.querySelector("[data-open]")?.click();
    return;
  }
  if (!("sneltoetsen" in document.body.dataset) || document.querySelector("dialog:modal")) return;
  if (Date.now() < wachtOpGa) {
    wachtOpGa = 0;
    if (druk(`g ${ev.key}`)) ev.preventDefault();
    return;
  }
  if (ev.key === "g") {
    wachtOpGa = Date.now() + 1500;
    return;
  }
  if (enkel[ev.key]?.() || druk(ev.key)) ev.preventDefault();
});

// "Choose all on this page", the number chosen, and what can be done with it.
function telGekozen(form) {
  const vakken = [...form.querySelectorAll("[data-kies]")];
  const aantal = vakken.filter((v) => v.checked).length;
  const alles = form.querySelector("[data-kies-alles]");
  if (alles) {
    alles.checked = aantal > 0 && aantal === vakken.length;
    alles.indeterminate = aantal > 0 && aantal < vakken.length;
  }
  const tekst = form.querySelector("[data-gekozen]");
  if (tekst) tekst.textContent = aantal === 0 ? "Niets gekozen" : `${aantal} gekozen`;
}

document.addEventListener("change", (ev) => {
  const form = ev.target.form;
  if (!form) return;
  if (ev.target.matches("[data-kies-alles]")) {
    form.querySelectorAll("[data-kies]").forEach((v) => (v.checked = ev.target.checked));
  }
  if (ev.target.matches("[data-kies], [data-kies-alles]")) telGekozen(form);
});

// Choosing in a form: Enter or ↓ in the search field goes to the first choice (after the answer, when it is still on its way), and
// Enter there chooses; on what is chosen Enter sends the form, as everywhere.
let wachtOpKeuzes = null;

function naarKeuzes(kiezer) {
  const lijst = kiezer.querySelector(".kieslijst");
  (lijst?.querySelector("input:not(:checked)") ?? lijst?.querySelector("input"))?.focus();
}

document.addEventListener("keydown", (ev) => {
  const kiezer = ev.target.closest?.(".kiezer");
  if (!kiezer || ev.isComposing || ev.ctrlKey || ev.metaKey || ev.altKey) return;
  wachtOpKeuzes = null;
  if (ev.target.matches("[type=search]") && ["Enter", "ArrowDown"].includes(ev.key)) {
    ev.preventDefault();
    if (kiezer.querySelector(".kieslijst")?.dataset.voor === ev.target.value.trim()) {
      naarKeuzes(kiezer);
    } else if (ev.target.value.trim()) {
      wachtOpKeuzes = kiezer;
      kiezer.querySelector("button[hx-get]").click();
    }
  } else if (ev.key === "Enter" && ev.target.matches("[type=radio]:not(:checked)")) {
    ev.preventDefault();
    ev.target.click();
  }
});
document.addEventListener("htmx:afterSettle", (ev) => {
  if (!wachtOpKeuzes?.contains(ev.target)) return;
  naarKeuzes(wachtOpKeuzes);
  wachtOpKeuzes = null;
});
