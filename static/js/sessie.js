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

function toon(seconden) {
  const verlopen = seconden <= 0;
  venster.querySelector("[data-resterend]").textContent = seconden >= 90 ? "twee minuten" : `${Math.max(seconden, 0)} seconden`;
  venster.querySelector("[data-verlopen]").hidden = !verlopen;
  if (!venster.open) venster.showModal();
}

async function kijk() {
  if (!venster) return;
  let stand = null;
  try {
    stand = await vraag(venster.dataset.sessie, { headers: { "X-Achtergrond": "1" } });
  } catch {
    plan(30); // no connection: ask again, say nothing
    return;
  }
  if (!stand) {
    toon(0);
    plan(15);
    return;
  }
  if (stand.wie && stand.wie !== venster.dataset.wie) {
    location.reload(); // a colleague logged in on this computer: nothing of this page is theirs
    return;
  }
  if (stand.wie) vernieuw(stand.csrf);
  if (stand.seconden > WAARSCHUW) {
    if (venster.open) venster.close();
    plan(stand.seconden - WAARSCHUW);
  } else {
    toon(stand.seconden);
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
  kijk();
}
