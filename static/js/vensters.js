// Dialogs, popovers and the palette. The opener is always a link or button that works without this file.
const haal = (url, doel) => window.htmx.ajax("GET", url, { target: doel, swap: "innerHTML" });

function open(venster) {
  if (venster.dataset.haalt && !venster.childElementCount) haal(venster.dataset.haalt, venster);
  if (!venster.open) venster.showModal();
}

// Who opens a window with a key types on at once: what comes before its field is there, is caught and put into that field.
// Returns what ends the catching and says what was typed.
function vangGetypt() {
  let tekst = "";
  const hoor = (ev) => {
    if (ev.ctrlKey || ev.metaKey || ev.altKey || (ev.key.length !== 1 && ev.key !== "Backspace")) return;
    tekst = ev.key === "Backspace" ? tekst.slice(0, -1) : tekst + ev.key;
    ev.preventDefault();
    ev.stopImmediatePropagation();
  };
  window.addEventListener("keydown", hoor, true);
  return () => {
    window.removeEventListener("keydown", hoor, true);
    return tekst;
  };
}

function geefDoor(tekst, veld) {
  if (!tekst || !veld?.matches("textarea, input[type=text], input[type=search]")) return;
  veld.value += tekst;
  veld.dispatchEvent(new Event("input", { bubbles: true }));
}

// Any link with data-venster opens what it leads to in one window on top. What was typed there stays when the window is closed and
// opened again for the same.
function openLos(venster, url) {
  const veld = () => venster.querySelector("[autofocus], textarea");
  const richt = () => veld()?.focus();
  if (venster.dataset.toont !== url || !venster.childElementCount) {
    venster.dataset.toont = url;
    venster.replaceChildren();
    const getypt = vangGetypt();
    haal(url, venster).then(
      () => {
        richt();
        geefDoor(getypt(), veld());
      },
      () => {
        getypt();
        venster.close();
      },
    );
  }
  venster.showModal();
  richt();
}

document.addEventListener("click", (ev) => {
  if (ev.defaultPrevented || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.button) return;
  const opener = ev.target.closest("[data-opent]");
  const venster = opener && document.getElementById(opener.dataset.opent);
  if (venster) {
    ev.preventDefault();
    open(venster);
    return;
  }
  const los = ev.target.closest("a[data-venster]");
  const losVenster = los && document.getElementById("los-venster");
  if (losVenster) {
    ev.preventDefault();
    openLos(losVenster, los.href);
    return;
  }
  const link = ev.target.closest("a[data-paneel]");
  const paneel = link && document.getElementById(link.dataset.paneel);
  if (paneel) {
    ev.preventDefault();
    paneel.opener = link;
    haal(link.href, paneel).then(() => {
      paneel.showPopover();
      (paneel.querySelector("[autofocus], a, button") ?? paneel).focus();
    });
    return;
  }
  const toast = ev.target.closest("[data-sluit-toast]");
  if (toast) toast.closest("[data-toast]").remove();
  // A click on the backdrop closes, except where typed text could be lost.
  if (ev.target.matches?.("dialog[open]") && !ev.target.querySelector("textarea, form[method=post]")) ev.target.close();
});

// A menu made of <details> is left as menus are: by a click beside it, or with Escape.
document.addEventListener("click", (ev) => {
  for (const menu of document.querySelectorAll("details.meer[open]")) if (!menu.contains(ev.target)) menu.open = false;
});
document.addEventListener("keydown", (ev) => {
  const menu = ev.key === "Escape" && ev.target.closest?.("details.meer[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Give the focus back to the link that opened a panel.
document.addEventListener("toggle", (ev) => {
  if (ev.newState === "closed" && ev.target.opener && (document.activeElement === document.body || ev.target.contains(document.activeElement))) ev.target.opener.focus();
}, true);

document.addEventListener("opgroeien:palet", () => {
  const venster = document.getElementById("palet-venster");
  if (venster.open) {
    venster.close();
    return;
  }
  const veld = venster.querySelector("input[name=q]");
  veld.value = "";
  venster.showModal();
  veld.focus();
  veld.dispatchEvent(new CustomEvent("open-palet", { bubbles: true }));
});

// Arrows walk from the field through the hits and back.
document.addEventListener("keydown", (ev) => {
  const venster = ev.target.closest?.("#palet-venster");
  if (!venster || (ev.key !== "ArrowDown" && ev.key !== "ArrowUp")) return;
  const plaatsen = [venster.querySelector("input[name=q]"), ...venster.querySelectorAll(".treffers a")];
  const nu = Math.max(plaatsen.indexOf(document.activeElement), 0);
  plaatsen[Math.min(Math.max(nu + (ev.key === "ArrowDown" ? 1 : -1), 0), plaatsen.length - 1)].focus();
  ev.preventDefault();
});
