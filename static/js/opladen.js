// Adding files: chosen, dropped, pasted or from the camera; each goes by itself, with its progress, and says what became of it.
// One that is refused does not stop the others. Without this file the form sends them all at once.
const KOP = "X-Een-Voor-Een";
const TEGELIJK = 2;

const form = document.querySelector("form[data-opladen]");
const vak = form?.querySelector("[data-sleepvak]");
const raam = document.querySelector("[data-uitkomsten]");
const lijst = raam?.querySelector("ul");
const samen = raam?.querySelector("[data-samen]");
const rij = [];
let bezig = 0;
let klaar = 0;
let gelukt = 0;
let mails = 0;

function meld(regel, naam, zin) {
  regel.className = "uitkomst mislukt";
  const p = document.createElement("p");
  const sterk = p.appendChild(document.createElement("strong"));
  sterk.textContent = naam;
  p.append(` is niet toegevoegd. ${zin}`);
  regel.replaceChildren(p);
}

function toonStand() {
  const over = bezig + rij.length;
  const post = mails ? ` ${mails === 1 ? "Eén mail wacht" : `${mails} mails wachten`} tot u ze nakijkt.` : "";
  samen.textContent = over ? `Bezig: nog ${over} van ${over + klaar}.` : `Klaar: ${gelukt} van ${klaar - mails} toegevoegd.${post}`;
  // The list below shows what came: its own address, asked again.
  const lijst_ = document.querySelector(".lijst");
  if (!over && gelukt) window.htmx.ajax("GET", location.href, { target: lijst_, source: lijst_, swap: "outerHTML" });
}

function maakRegel(naam) {
  const regel = lijst.appendChild(document.createElement("li"));
  regel.className = "uitkomst";
  const p = regel.appendChild(document.createElement("p"));
  const label = p.appendChild(document.createElement("span"));
  label.textContent = naam;
  const balk = regel.appendChild(document.createElement("progress"));
  balk.max = 1;
  balk.value = 0;
  balk.setAttribute("aria-label", `Voortgang van ${naam}`);
  return { regel, balk, p };
}

function vervang(regel, html) {
  const vak_ = document.createElement("template");
  vak_.innerHTML = html; // our own server's piece: names in it are escaped there
  const nieuw = vak_.content.querySelector("li");
  if (nieuw) regel.replaceWith(nieuw);
  return Boolean(nieuw);
}

// A mail is no document: it goes to the post of the location, and becomes a contact once somebody looked at what is noted.
const isMail = (naam) => Boolean(form.dataset.mail) && /\.(eml|msg)$/i.test(naam);

function stuur({ bestand, regel, balk, p, velden }) {
  const data = new FormData();
  const mail = isMail(bestand.name);
  for (const [naam, waarde] of velden) data.append(naam, waarde);
  data.set("sleutel", crypto.randomUUID());
  data.append(mail ? "mail" : "bestanden", bestand, bestand.name);
  const xhr = new XMLHttpRequest();
  const af = (goed) => {
    bezig -= 1;
    klaar += 1;
    if (goed && mail) mails += 1;
    else if (goed) gelukt += 1;
    toonStand();
    volgende();
  };
  xhr.upload.addEventListener("progress", (e) => {
    if (!e.lengthComputable) return;
    balk.value = e.loaded / e.total;
    if (e.loaded === e.total) p.lastChild.after(" wordt nagekeken…");
  });
  xhr.addEventListener("load", () => {
    if (xhr.getResponseHeader(KOP) === "ja" && vervang(regel, xhr.responseText)) {
      af(xhr.status === 200);
      // Only that one mail: what is noted of it can be looked at right away.
      if (mails === 1 && klaar === 1 && !bezig) location.assign(lijst.querySelector("[data-plaats]").href);
      return undefined;
    }
    const zin = { 403: "U mag hier geen documenten toevoegen.", 404: "U ziet deze plaats niet meer.", 413: "Het is te groot voor de server." };
    meld(regel, bestand.name, zin[xhr.status] ?? (xhr.status < 400 ? "Uw sessie is voorbij: meld u aan en kies het opnieuw." : "Er ging iets mis op de server. Probeer het opnieuw."));
    return af(false);
  });
  const verloren = () => {
    meld(regel, bestand.name, "De verbinding viel weg. Kies het opnieuw.");
    af(false);
  };
  xhr.addEventListener("error", verloren);
  xhr.addEventListener("abort", verloren);
  xhr.open("POST", mail ? form.dataset.mail : form.action);
  xhr.setRequestHeader(KOP, "ja");
  xhr.send(data);
}

function volgende() {
  while (bezig < TEGELIJK && rij.length) {
    bezig += 1;
    stuur(rij.shift());
  }
}

function neem(bestanden) {
  if (!bestanden.length) return;
  raam.hidden = false;
  if (!bezig && !rij.length) klaar = gelukt = mails = 0;
  // What the form says at this moment: who chooses another kind for the next files, means the next.
  const velden = [...new FormData(form)].filter(([, waarde]) => typeof waarde === "string");
  for (const bestand of bestanden) rij.push({ bestand, velden, ...maakRegel(bestand.name) });
  toonStand();
  volgende();
}

if (form && raam) {
  vak.querySelector("[data-met-skript]").hidden = false;
  if (form.dataset.mail) vak.querySelector("input[type=file][accept]").accept += ",.eml,.msg";
  form.addEventListener("submit", (e) => {
    const velden = [...form.querySelectorAll("input[type=file]")];
    const bestanden = velden.flatMap((veld) => [...veld.files]);
    if (!bestanden.length) return; // the server says what is missing
    e.preventDefault();
    for (const veld of velden) veld.value = "";
    neem(bestanden);
    raam.querySelector("h3").focus();
  });
  const erboven = (e) => e.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (e) => {
    if (!erboven(e)) return;
    e.preventDefault(); // a file that misses must not open in the place of this page
    vak.classList.toggle("erboven", vak.contains(e.target));
  });
  document.addEventListener("dragleave", () => vak.classList.remove("erboven"));
  document.addEventListener("drop", (e) => {
    if (!erboven(e)) return;
    e.preventDefault();
    vak.classList.remove("erboven");
    neem([...e.dataTransfer.files]);
  });
  document.addEventListener("paste", (e) => {
    const bestanden = [...(e.clipboardData?.files ?? [])];
    if (!bestanden.length) return;
    e.preventDefault();
    // A picture of the screen has no name of its own: several of one day must be told apart.
    const nu = new Date();
    const uur = nu.toLocaleTimeString("nl-BE").replaceAll(":", "u");
    neem(bestanden.map((b) => (b.name === "image.png" ? new File([b], `geplakt ${nu.toLocaleDateString("nl-BE").replaceAll("/", "-")} ${uur}.png`, { type: b.type }) : b)));
  });
  addEventListener("beforeunload", (e) => {
    if (bezig) e.preventDefault();
  });
}
