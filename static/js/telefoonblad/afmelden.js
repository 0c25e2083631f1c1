// Who logs out leaves nothing behind: first everything is saved, then nothing of it stays in this tab.
export async function bijAfmelden(dok, ev) {
  if (dok.meldtAf || !dok.bladen.some((blad) => blad.vuil || blad.bezig || (!blad.gekend && blad.getypt))) {
    dok.kluis.wis();
    return;
  }
  ev.preventDefault();
  await Promise.all(dok.bladen.map((blad) => dok.bewaardOf(blad)));
  const los = dok.bladen.find((blad) => blad.vuil || (!blad.gekend && blad.getypt));
  dok.meldtAf = true; // asked a second time, it is meant
  if (!los) {
    ev.target.requestSubmit();
    return;
  }
  dok.toonBlad(los);
  dok.legNeer();
  los.toon("Nog niet bewaard. Meldt u zich toch af, dan gaan deze woorden verloren.", true);
}
