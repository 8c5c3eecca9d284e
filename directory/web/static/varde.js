// Comfort only: every page works without this file.
(() => {
  "use strict";
  const exit = document.querySelector("[data-leave]");
  if (!exit) return;
  let left = false;
  let presses = [];

  // Replaces this page in the tab's history, and blanks it while the next one loads.
  const leave = () => {
    left = true;
    document.documentElement.hidden = true;
    document.title = "";
    window.location.replace(exit.href);
  };

  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Three Shifts within a second and a half; any other key starts the count again.
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = event.key === "Shift" ? [...presses, now].filter((time) => now - time < 1500) : [];
    if (presses.length >= 3) leave();
  });

  // The back button may bring the page back from memory just as it was.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && left) leave();
  });
})();
