// Which calls are open: in the dock when there are several, on its tab when it is small, and on the telephone in the bar.
export function toonBladen(dok) {
  const getoond = dok.bladen.filter((blad) => !blad.isLeeg);
  dok.delen.bladen.hidden = dok.bladen.length < 2;
  dok.delen.bladen.replaceChildren(
    ...dok.bladen.map((blad) => {
      const knop = document.createElement("button");
      knop.type = "button";
      knop.className = "knop klein";
      knop.textContent = blad.isLeeg ? "Nieuw gesprek" : blad.kort;
      if (blad === dok.huidig) knop.setAttribute("aria-current", "true");
      knop.addEventListener("click", () => dok.wisselNaar(blad));
      const li = document.createElement("li");
      li.append(knop);
      return li;
    }),
  );
  dok.delen.open.hidden = dok.isOpen || !getoond.length;
  dok.delen.samen.textContent = dok.huidig && !dok.huidig.isLeeg ? dok.huidig.kort : "";
  for (const link of document.querySelectorAll("[data-kader=telefoonblad]")) {
    let teller = link.querySelector(".teller");
    if (!teller && getoond.length) {
      teller = document.createElement("span");
      teller.className = "teller";
      teller.setAttribute("aria-hidden", "true");
      link.append(teller);
    }
    if (teller) {
      teller.textContent = getoond.length;
      teller.hidden = !getoond.length;
    }
    link.querySelector(".alleen-lezer").textContent = `Telefoonblad${getoond.length ? `: ${getoond.length} open` : ""}`;
  }
}
