// One call: what stands on it, and its version.
import { Bewaarder, NA } from "../bewaren.js";

const LEEG = { tekst: "", wie: "", nummer: "", richting: "in", over: "", organisator: "" };
const uur = (moment) => moment.toLocaleTimeString("nl-BE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" });

export const isVeld = (naam) => naam in LEEG && naam !== "over";

// `crypto.randomUUID` is not there on an address without TLS.
function nieuweSleutel() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((een) => een.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Blad extends Bewaarder {
  altijdAchtergrond = true;
  zinnen = {
    weg: "Dit blad is niet (meer) van u. Kopieer wat u typte voor u weggaat.",
    dicht: "U mag hier niet meer schrijven. Kopieer wat u typte voor u weggaat.",
  };
  stand = "";
  dringend = false;
  melding = "";
  daar = null;

  constructor(dok, rij) {
    super();
    this.dok = dok;
    this.sleutel = rij?.sleutel ?? nieuweSleutel();
    this.begonnen = new Date(rij?.begonnen_op ?? Date.now());
    this.neem(rij ?? { versie: 0, tekst: "" });
  }

  // Take over what the server says. A page says which blads there are without their words: those are asked for (`gekend`).
  neem(rij) {
    this.gekend = rij.tekst !== undefined;
    this.versie = rij.versie;
    this.waarden = { ...LEEG };
    for (const naam of Object.keys(LEEG)) if (rij[naam] !== undefined && rij[naam] !== null) this.waarden[naam] = rij[naam];
    // The rows of the dock call these otherwise.
    this.waarden.nummer = rij.telefoonnummer ?? this.waarden.nummer;
    this.waarden.organisator = rij.organisatornummer ?? this.waarden.organisator;
    this.neemPlaats(rij);
    this.begin = this.waarden;
    this.waarden = { ...this.begin };
    this.bewaard = rij.versie ? this.inhoud : null;
    this.na = rij.versie ? NA : 0; // the first letter goes at once: from then on there is a blad
  }

  // The words came; what was typed while they were on their way stands behind them, as if they had been there already.
  leerKennen(rij) {
    const { begin, waarden } = this;
    this.neem(rij);
    for (const naam of Object.keys(LEEG)) if (waarden[naam] !== begin[naam]) this.waarden[naam] = waarden[naam];
    if (waarden.tekst) this.waarden.tekst = rij.tekst + waarden.tekst;
    this.toon("");
    this.bijgewerkt();
  }

  // The words cannot be had any more, because it was hung up elsewhere: what was typed here is shown as such (409).
  vergeefs() {
    this.gekend = true;
    this.bewaard = null;
    this.bijgewerkt();
  }

  // What another page of this tab left behind, with how far that was saved.
  neemUitKluis(stuk) {
    const schoon = stuk.gekend && JSON.stringify(stuk.waarden) === stuk.bewaard;
    if (schoon && stuk.versie !== this.versie) return; // written elsewhere since: asked for when it is opened
    const erbij = this.waarden.tekst; // typed since the page came
    if (stuk.gekend) Object.assign(this, { gekend: true, versie: stuk.versie, bewaard: stuk.bewaard, na: stuk.versie ? NA : 0 });
    this.waarden = { ...stuk.waarden, tekst: stuk.waarden.tekst + erbij };
    this.gestuurd = new Set(stuk.gestuurd);
    this.bijgewerkt();
  }

  // For the kluis; read by `neemUitKluis`.
  toJSON() {
    const { sleutel, gekend, versie, waarden, bewaard } = this;
    return { sleutel, gekend, versie, waarden, bewaard, gestuurd: [...this.gestuurd], begonnen_op: this.begonnen };
  }

  bijgewerkt() {
    if (this === this.dok.huidig) this.dok.toonBlad(this);
    if (this.vuil) this.bewaar();
    this.dok.onthoudWoorden();
  }

  get getypt() {
    return JSON.stringify(this.waarden) !== JSON.stringify(this.begin);
  }

  gewijzigd() {
    this.dok.onthoudWoorden();
    if (this.gekend) super.gewijzigd();
    else this.dok.ververs();
  }

  neemPlaats(rij) {
    this.overNaam = rij.over_naam ? `${rij.over_naam}${rij.gemeente ? ` (${rij.gemeente})` : ""}` : "";
    const { over, organisator } = this.waarden;
    this.pagina = rij.pagina || (over ? `/dossiers/${over}/` : organisator ? `/organisatoren/${organisator}/` : "");
  }

  get url() {
    return `${this.dok.basis}${this.sleutel}/`;
  }

  get inhoud() {
    return JSON.stringify(this.waarden);
  }

  get isLeeg() {
    return !this.versie && this.inhoud === JSON.stringify(LEEG);
  }

  get vuil() {
    return this.gekend && !this.isLeeg && super.vuil;
  }

  isEigen(daar) {
    return daar.open && this.gestuurd.has(JSON.stringify(Object.fromEntries(Object.keys(LEEG).map((naam) => [naam, daar[naam]]))));
  }

  get titel() {
    return this.isLeeg ? "Nieuw gesprek" : `Gesprek van ${uur(this.begonnen)}`;
  }

  get kort() {
    return [uur(this.begonnen), this.overNaam || this.waarden.wie].filter(Boolean).join(" · ");
  }

  velden() {
    return this.waarden;
  }

  bijBewaard(gegevens) {
    this.na = NA;
    this.neemPlaats(gegevens);
    this.toon(this.vuil ? "Nog niet bewaard…" : `Bewaard om ${gegevens.op}`);
    this.dok.onthoudWoorden();
    this.dok.toonPlaats(this);
    this.dok.toonBladen();
  }

  toon(zin, dringend = false) {
    this.stand = zin;
    this.dringend = dringend;
    this.dok.toonStand(this);
  }

  meld(zin) {
    this.melding = zin;
    this.daar = null;
    this.dok.toonMelding(this);
  }

  botsing(daar) {
    this.botst = true;
    this.melding = daar.open
      ? `Dit blad werd intussen ook elders bewaard, om ${daar.op}. Er is niets overschreven.`
      : "Dit gesprek is intussen opgehangen, in een ander venster. Wat u hier nog typte, staat er nog.";
    this.daar = daar;
    this.dok.toonMelding(this);
    this.toon("Niet bewaard.", true);
  }

  // Go on after both versions were seen.
  kies(wat) {
    const mijne = this.waarden;
    this.neem({ ...this.daar, sleutel: this.sleutel });
    if (wat === "beide") this.waarden = { ...this.waarden, tekst: `${this.waarden.tekst}\n\n${mijne.tekst}` };
    if (wat === "mijne") this.waarden = mijne;
    this.botst = false;
    this.pogingen = 0;
    this.meld("");
    this.toon("");
    this.bijgewerkt();
  }
}
