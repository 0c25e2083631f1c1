// "Wie kijkt mee": tells the server every 15 s (give or take a quarter, so that people do not poll in step) that this page is
// looked at, and shows who else is. Rests while the tab is hidden; never extends the session.
const RUST = 15_000;
let klok = 0;

function plan() {
  clearTimeout(klok);
  klok = setTimeout(meld, RUST * (0.75 + Math.random() / 2));
}

function meld() {
  const vak = document.querySelector("[data-aanwezig]");
  if (!vak || document.hidden) return;
  vak.dispatchEvent(new CustomEvent("kijk", { bubbles: false }));
  plan();
}

document.addEventListener("htmx:configRequest", (ev) => {
  if (ev.target.matches?.("[data-aanwezig]")) ev.detail.headers["X-Achtergrond"] = "1";
});
document.addEventListener("visibilitychange", () => document.hidden || meld());
plan();
