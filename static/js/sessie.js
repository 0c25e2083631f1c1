// Warns two minutes before the session ends; what was typed stays on the screen, and works again after a new login.
// Asking how long is left never extends the session (X-Achtergrond).
const WAARSCHUW = 120;
const venster = document.getElementById("sessie-venster");
let klok = 0;

async function vraag(url, opties = {}) {
  const antwoord = await fetch(url, { ...opties, redirect: "manual", headers: { Accept: "application/json", ...opties.headers } });
  if (antwoord.status >= 404) throw new Error(`sessie: ${antwoord.status}`); // trouble of the server is not the end of a session
  if (!antwoord.ok || !antwoord.headers.get("Content-Type")?.includes("json")) return null;
  return antwoord.json();
}

// A new login renews the CSRF token: put it into the forms that are already on the page.
function vernieuw(csrf) {
  if (csrf) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((veld) => (veld.value = csrf));
}

function plan(seconden) {
  clearTimeout(klok);
  klok = setTimeout(kijk, Math.min(Math.max(seconden, 1), 3600) * 1000);
}

function toon(seconden, stukken) {
  for (const naam of ["bijna", "verlopen", "ander"]) venster.querySelector(`[data-${naam}]`).hidden = naam !== stukken;
  venster.querySelector("[data-resterend]").textContent = seconden >= 90 ? "twee minuten" : `${Math.max(seconden, 0)} seconden`;
  venster.querySelector("[data-verder]").hidden = stukken !== "bijna";
  if (!venster.open) venster.showModal();
}

async function kijk() {
  let stand = null;
  try {
    stand = await vraag(venster.dataset.sessie, { headers: { "X-Achtergrond": "1" } });
  } catch {
    plan(30); // no connection: ask again, say nothing
    return;
  }
  if (!stand?.wie) {
    toon(0, "verlopen");
    plan(5); // until somebody has logged in again in another tab
    return;
  }
  if (stand.wie !== venster.dataset.wie) {
    toon(0, "ander"); // somebody else logged in: what stands here must not be sent in their name
    return;
  }
  vernieuw(stand.csrf);
  if (stand.seconden > WAARSCHUW) {
    if (venster.open) venster.close();
    plan(stand.seconden - WAARSCHUW);
  } else {
    toon(stand.seconden, "bijna");
    plan(stand.seconden > 20 ? 15 : 5);
  }
}

async function verleng() {
  const csrf = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  await vraag(venster.dataset.verleng, { method: "POST", headers: { "X-CSRFToken": csrf } }).catch(() => null);
  kijk();
}

if (venster) {
  venster.querySelector("[data-verder]").addEventListener("click", verleng);
  venster.addEventListener("cancel", (ev) => {
    ev.preventDefault();
    verleng();
  });
  document.addEventListener("visibilitychange", () => document.hidden || kijk());
  document.addEventListener("sessie-verlopen", kijk); // htmx found out first
  plan(Number(venster.dataset.seconden) - WAARSCHUW);
}
