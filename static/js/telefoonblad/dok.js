// What the dock is made of. Nothing in it depends on a person, so it is a file the browser keeps and no page carries it along; and it
// is there the moment the key is pressed, with or without a line. `iconen`: the sprite; `kies`: where a location is looked up.
export function tekenDok(iconen, kies) {
  const icoon = (naam) => `<svg class="icoon" aria-hidden="true" focusable="false"><use href="${iconen}#${naam}"></use></svg>`;
  const zoek = `hx-get="${kies}?naam=over" hx-target="#dok_over_keuzes"`;
  const dok = document.createElement("template");
  dok.innerHTML = `<aside class="dok" aria-label="Telefoonblad">
<button type="button" class="knop dok-lip" data-dok="open" aria-expanded="false" hidden>${icoon("telefoon")}<span>Telefoonblad</span> <span data-dok="samen"></span></button>
<dialog class="dok-vel" aria-labelledby="dok-titel">
  <div class="dok-kop">
    <h2 id="dok-titel">${icoon("telefoon")}<span data-dok="titel">Nieuw gesprek</span></h2>
    <div class="dok-knoppen"><button type="button" class="knop kaal klein" data-dok="nieuw" title="Er komt een tweede gesprek binnen">${icoon("plus")}<span>Nieuw<span class="dok-lang"> gesprek</span></span></button><button type="button" class="knop kaal enkel" data-dok="klein" aria-label="Maak het telefoonblad klein" title="Maak klein (Esc)">${icoon("omlaag")}</button></div>
  </div>
  <ul class="dok-bladen" data-dok="bladen" aria-label="Open gesprekken" hidden></ul>
  <form class="dok-vorm" method="post" novalidate>
    <div class="dok-rol">
    <div class="veld"><label for="dok-tekst">Wat wordt er gezegd?</label><textarea id="dok-tekst" name="tekst" rows="7" dir="auto"></textarea></div>
    <div data-dok="melding"></div>
    <div class="dok-twee"><div class="veld"><label for="dok-wie">Met wie</label><input id="dok-wie" name="wie" maxlength="200" autocomplete="off"></div>
    <div class="veld"><label for="dok-nummer">Telefoonnummer</label><input id="dok-nummer" name="nummer" type="tel" maxlength="40" autocomplete="off"></div></div>
    <fieldset class="dok-richting"><legend class="alleen-lezer">Wie belt wie</legend><label class="keuze"><input type="radio" name="richting" value="in" checked><span>Zij bellen ons</span></label><label class="keuze"><input type="radio" name="richting" value="uit"><span>Wij bellen hen</span></label></fieldset>
    <div class="dok-over"><p class="dok-gekozen" data-dok="gekozen" hidden><span class="zacht">Over</span> <a data-dok="pagina" href="/"></a> <button type="button" class="knop kaal klein" data-dok="andere">Een andere</button></p>
    <div data-dok="kiezen"><button type="button" class="knop klein" data-dok="hier" hidden></button>
    <div class="kiezer" id="dok_over" role="group" aria-label="Over welke locatie?">
      <label for="dok_over_zoek">Over welke locatie?</label>
      <div class="rij"><input type="search" id="dok_over_zoek" name="over_zoek" maxlength="100" autocomplete="off" placeholder="Nummer, naam, telefoon of gemeente" ${zoek} hx-trigger="input changed delay:150ms" hx-include="this" hx-sync="this:replace"><button type="button" class="knop" ${zoek} hx-include="#dok_over_zoek">${icoon("zoek")}Zoek</button></div>
      <div id="dok_over_keuzes"></div><p class="alleen-lezer" role="status" id="dok_over_stand"></p>
    </div></div></div>
    </div>
    <div class="dok-voet"><button class="knop hoofd" data-dok="ophangen" title="Hang op (Ctrl+Enter)">${icoon("telefoon")}Ophangen</button><button type="button" class="knop kaal" data-dok="weg">Leg weg</button><span class="zacht klein" role="status" data-dok="stand"></span></div>
  </form>
</dialog>
<dialog class="breed" data-dok="venster" aria-labelledby="ophang-titel"></dialog>
<template data-dok="botsing"><div class="bericht let_op" role="alert"><div><p><strong data-zin></strong></p><div data-daar hidden><p class="dok-daar" dir="auto" data-daar-tekst></p><div class="rij"><button type="button" class="knop klein" data-neem="daar">Neem wat daar staat</button><button type="button" class="knop klein" data-neem="beide">Zet beide onder elkaar</button><button type="button" class="knop kaal klein" data-neem="mijne">Houd wat hier staat</button></div></div><div data-dicht hidden><button type="button" class="knop klein" data-neem="nieuw">Zet het op een nieuw blad</button></div></div></div></template>
</aside>`;
  return dok.content;
}
