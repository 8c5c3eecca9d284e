// The text of a slip goes from the page to the clipboard, on this device. Without a script it can be marked and copied.
(() => {
  "use strict";
  const text = document.querySelector("[data-slip-text]");
  const offer = document.querySelector("[data-slip-copy]");
  if (!text || !offer || !navigator.clipboard || !window.varde) return;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    window.varde.say(offer.dataset.copied);
  });
})();
