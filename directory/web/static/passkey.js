// Asks the device for its key, and puts the answer into the form. Without this file there are codes on paper.
(() => {
  "use strict";
  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  form.hidden = false;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const withBytes = (items) => (items || []).map((item) => ({ ...item, id: bytes(item.id) }));

  // The server's JSON with its base64url texts as bytes, which is what the browser wants.
  const wanted = () => {
    const options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    options.allowCredentials = withBytes(options.allowCredentials);
    options.excludeCredentials = withBytes(options.excludeCredentials);
    return options;
  };

  // The device's answer as JSON; only the parts that it gave.
  const told = (key) => {
    const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const given = names.filter((name) => key.response[name]);
    const response = Object.fromEntries(given.map((name) => [name, text(key.response[name])]));
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
  };

  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    const fault = form.querySelector("[data-passkey-fault]");
    fault.hidden = true;
    try {
      form.elements.answer.value = told(await navigator.credentials[form.dataset.passkey]({ publicKey: wanted() }));
      form.submit();
    } catch {
      fault.hidden = false;
    }
  });
})();
