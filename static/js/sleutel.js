// Passkeys and security keys. Forms with data-sleutel are hidden until this runs in a browser that can.
// webauthnJSON is the file that allauth ships; it translates between the server's JSON and the browser's bytes.
const { webauthnJSON } = window;

function gegevens() {
  return JSON.parse(document.getElementById("sleutelgegevens").textContent);
}

const manieren = {
  async aanmelden(form) {
    const antwoord = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!antwoord.ok) throw new Error(`sleutel: ${antwoord.status}`);
    return webauthnJSON.get((await antwoord.json()).request_options);
  },
  bewijzen: () => webauthnJSON.get(gegevens().request_options),
  maken(form) {
    const opties = gegevens().creation_options;
    const keuze = opties.publicKey.authenticatorSelection;
    const zonderWachtwoord = form.elements.passwordless?.checked ?? false;
    keuze.residentKey = zonderWachtwoord ? "required" : "discouraged";
    keuze.requireResidentKey = zonderWachtwoord;
    if (zonderWachtwoord) keuze.userVerification = "required";
    return webauthnJSON.create(opties);
  },
};

function meld(form, tekst) {
  let regel = form.querySelector("[role=alert]");
  if (!regel) {
    regel = document.createElement("p");
    regel.setAttribute("role", "alert");
    regel.className = "veldfout";
    form.append(regel);
  }
  regel.textContent = tekst;
}

// Browsers refuse keys on an address in numbers: in the demo, open http://localhost instead of http://127.0.0.1.
const kan = webauthnJSON?.supported() && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

for (const form of document.querySelectorAll("form[data-sleutel]")) {
  form.hidden = !kan;
  form.addEventListener("submit", async (ev) => {
    ev.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await manieren[form.dataset.sleutel](form));
      form.submit();
    } catch {
      meld(form, "Er is geen sleutel gebruikt: het duurde te lang, u stopte, of dit toestel kent geen sleutel van u. Probeer opnieuw.");
    }
  });
}
