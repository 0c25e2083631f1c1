// Where somebody was on the page: the field with its caret, the marked words in an editor, the panel it stood in. To go back exactly.
export function waarNu() {
  const el = document.activeElement;
  const plek = { el, van: null, bereik: null };
  if (el?.isContentEditable && getSelection().rangeCount) plek.bereik = getSelection().getRangeAt(0).cloneRange();
  try {
    [plek.van, plek.tot, plek.kant] = [el.selectionStart ?? null, el.selectionEnd, el.selectionDirection];
  } catch {
    // A kind of field without a caret.
  }
  return plek;
}

export function naarPlek(plek) {
  const { el, van, tot, kant, bereik } = plek ?? {};
  if (!el || el === document.body || !el.isConnected) {
    document.activeElement?.blur();
    return;
  }
  const vlak = el.closest("[popover]");
  if (vlak && vlak.id !== "navigatie" && !vlak.matches(":popover-open")) vlak.showPopover();
  el.focus({ preventScroll: true });
  if (document.activeElement !== el) document.activeElement?.blur();
  if (van !== null) {
    try {
      el.setSelectionRange(van, tot, kant);
    } catch {
      // Idem.
    }
  }
  if (bereik) {
    getSelection().removeAllRanges();
    getSelection().addRange(bereik);
  }
}
