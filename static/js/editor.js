// The editor for long text: TipTap with the markup that kern.rijketekst keeps, and nothing else. One toolbar per field, by keyboard too.
import {
  Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, Italic, ListItem, OrderedList, Paragraph,
  Table, TableCell, TableHeader, TableRow, Text, UndoRedo,
} from "../django_prose_editor/editor.js";

// Ctrl+B opens the telefoonblad, here as everywhere (docs/besluiten/0021): bold has Shift, and a quote the key next to the lists.
const Vet = Bold.extend({ addKeyboardShortcuts() { return { "Mod-Shift-b": () => this.editor.commands.toggleBold() }; } });
const Citaat = Blockquote.extend({ addKeyboardShortcuts() { return { "Mod-Shift-9": () => this.editor.commands.toggleBlockquote() }; } });
const BOUWSTENEN = [
  Document, Paragraph, Text, HardBreak, Vet, Italic, BulletList, OrderedList, ListItem, Citaat, Gapcursor, UndoRedo,
  Heading.configure({ levels: [3, 4] }), Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
];

// Word and web pages bring styles along. Parsed, each would be refused by the CSP with a message of its own, and none is kept anyway.
function zonderStijl(html) {
  return html
    .replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(?:style|class|lang|align|id)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
}

// What the server would refuse (kern.rijketekst) is refused before the browser itself is busy with it for minutes.
const HOOGSTENS_TEKENS = 500_000;
const HOOGSTENS_DIEP = 60;

function waaromNiet(html) {
  if (html.length > 4 * HOOGSTENS_TEKENS || zonderStijl(html).length > HOOGSTENS_TEKENS) {
    return "Dit is te lang om te plakken. Plak het in stukken, of voeg het als document toe.";
  }
  let diep = 0;
  for (const [, einde] of html.matchAll(/<(\/?)(?:ul|ol|table|blockquote|div|span|section|article|font|b|i|strong|em|a)\b/gi)) {
    diep = Math.max(0, diep + (einde ? -1 : 1));
    if (diep > HOOGSTENS_DIEP) return "De opmaak hiervan zit te diep in elkaar. Plak de tekst zonder opmaak (Ctrl+Shift+V).";
  }
  return "";
}

const KNOPPEN = [
  { naam: "Kop", titel: "Kop (Ctrl+Alt+3)", doe: (c) => c.toggleHeading({ level: 3 }), is: ["heading", { level: 3 }] },
  { naam: "Tussenkop", titel: "Tussenkop (Ctrl+Alt+4)", doe: (c) => c.toggleHeading({ level: 4 }), is: ["heading", { level: 4 }] },
  { naam: "Vet", titel: "Vet (Ctrl+Shift+B)", doe: (c) => c.toggleBold(), is: ["bold"] },
  { naam: "Schuin", titel: "Schuin (Ctrl+I)", doe: (c) => c.toggleItalic(), is: ["italic"] },
  { naam: "Opsomming", titel: "Opsomming (Ctrl+Shift+8)", doe: (c) => c.toggleBulletList(), is: ["bulletList"] },
  { naam: "Nummering", titel: "Nummering (Ctrl+Shift+7)", doe: (c) => c.toggleOrderedList(), is: ["orderedList"] },
  { naam: "Citaat", titel: "Citaat (Ctrl+Shift+9)", doe: (c) => c.toggleBlockquote(), is: ["blockquote"] },
  { naam: "Tabel", titel: "Tabel van drie op drie", doe: (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), buiten: "table" },
  { naam: "Rij erbij", titel: "Rij eronder", doe: (c) => c.addRowAfter(), binnen: "table" },
  { naam: "Kolom erbij", titel: "Kolom ernaast", doe: (c) => c.addColumnAfter(), binnen: "table" },
  { naam: "Rij weg", titel: "Verwijder deze rij", doe: (c) => c.deleteRow(), binnen: "table" },
  { naam: "Kolom weg", titel: "Verwijder deze kolom", doe: (c) => c.deleteColumn(), binnen: "table" },
  { naam: "Tabel weg", titel: "Verwijder de tabel", doe: (c) => c.deleteTable(), binnen: "table" },
  { naam: "Ongedaan", titel: "Ongedaan maken (Ctrl+Z)", doe: (c) => c.undo(), kan: (c) => c.undo() },
  { naam: "Opnieuw", titel: "Opnieuw doen (Ctrl+Y)", doe: (c) => c.redo(), kan: (c) => c.redo() },
];

function maakBalk(editor, label) {
  const balk = document.createElement("div");
  balk.className = "editorbalk";
  balk.setAttribute("role", "toolbar");
  balk.setAttribute("aria-label", `Opmaak van ${label}`);
  const knoppen = KNOPPEN.map((soort) => {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "knop klein kaal";
    knop.textContent = soort.naam;
    knop.title = soort.titel;
    knop.addEventListener("mousedown", (ev) => ev.preventDefault()); // the selection stays where it was
    knop.addEventListener("click", () => soort.doe(editor.chain().focus()).run());
    balk.append(knop);
    return [soort, knop];
  });
  const zichtbaar = () => knoppen.map(([, knop]) => knop).filter((knop) => !knop.hidden && !knop.disabled);
  // One stop for Tab; the arrows walk.
  balk.addEventListener("keydown", (ev) => {
    const alle = zichtbaar();
    const plaats = alle.indexOf(document.activeElement);
    const naar = { ArrowRight: plaats + 1, ArrowLeft: plaats - 1, Home: 0, End: alle.length - 1 }[ev.key];
    if (naar === undefined || plaats < 0) return;
    ev.preventDefault();
    alle[(naar + alle.length) % alle.length].focus();
  });
  balk.addEventListener("focusin", (ev) => knoppen.forEach(([, knop]) => (knop.tabIndex = knop === ev.target ? 0 : -1)));
  const werkBij = () => {
    const inTabel = editor.isActive("table");
    for (const [soort, knop] of knoppen) {
      knop.hidden = (soort.binnen === "table" && !inTabel) || (soort.buiten === "table" && inTabel);
      if (soort.is) knop.setAttribute("aria-pressed", String(editor.isActive(...soort.is)));
      if (soort.kan) knop.disabled = !soort.kan(editor.can());
    }
    const alle = zichtbaar();
    if (!alle.some((knop) => knop.tabIndex === 0)) knoppen.forEach(([, knop]) => (knop.tabIndex = knop === alle[0] ? 0 : -1));
  };
  editor.on("transaction", werkBij);
  werkBij();
  return balk;
}

// Puts an editor in the place of a text field. `html` is what stands there; `bijWijziging` is called at every change; `invuller`
// (invullen.js) offers what can be called up while one types; `bijWeigering` hears why something was not pasted.
export function maakEditor({ veld, html, label, bijWijziging, invuller = null, bijWeigering = () => {} }) {
  const plek = document.createElement("div");
  plek.className = "editor";
  const attributen = { role: "textbox", "aria-multiline": "true", "aria-label": label, dir: "auto", class: "editortekst lopend", ...invuller?.attributen };
  const uitleg = veld.getAttribute("aria-describedby");
  if (uitleg) attributen["aria-describedby"] = uitleg;
  if (veld.required) attributen["aria-required"] = "true";
  const editor = new Editor({
    element: plek,
    extensions: BOUWSTENEN,
    content: html,
    injectCSS: false, // a <style> element is refused; the few lines stand in verslag.css
    editorProps: {
      attributes: attributen,
      // The caret stays between the bar at the top and the one to save with.
      scrollThreshold: { top: 80, right: 0, bottom: 100, left: 0 },
      scrollMargin: { top: 80, right: 0, bottom: 110, left: 0 },
      transformPastedHTML: zonderStijl,
      handlePaste: (_beeld, ev) => {
        const data = ev.clipboardData;
        const zin = waaromNiet(data?.getData("text/html") || data?.getData("text/plain") || "");
        if (zin) bijWeigering(zin);
        return Boolean(zin);
      },
      handleKeyDown: (_beeld, ev) => invuller?.toets(ev) ?? false,
    },
    onUpdate: bijWijziging,
  });
  plek.append(maakBalk(editor, label));
  invuller?.bij(editor, plek, label);
  veld.after(plek);
  if (document.activeElement === veld) {
    // At once, so that whoever is typing loses no key between the two.
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.view.focus();
  }
  veld.hidden = true;
  return editor;
}
