/* What is there near this place? <varde-tilbud place="alesund" lang="nb"></varde-tilbud> on any site: own styles, no cookie, no storage, no trace.
   What stands within the element is shown where this script does not run. Colours: --varde-text, --varde-soft, --varde-link,
   --varde-background, --varde-line, --varde-font, --varde-radius. */
"use strict";
(() => {
  const home = new URL(document.currentScript.src).origin;
  const ASKED = ["place", "need", "organisation", "kind", "audience", "radius", "format"];
  const WORDS = {
    nb: ["Tilbud nær deg", "Henter …", "Vi fant ikke noe akkurat her.", "Se mer hos Varde", "Vi får ikke svar akkurat nå.", ["nb-NO", "no"]],
    nn: ["Tilbod nær deg", "Hentar …", "Vi fann ikkje noko akkurat her.", "Sjå meir hos Varde", "Vi får ikkje svar akkurat no.", ["nn-NO", "nb-NO", "no"]],
    en: ["Near you", "Loading …", "We found nothing just here.", "See more at Varde", "There is no answer just now.", ["en-GB"]],
  };
  const look = new CSSStyleSheet();
  look.replaceSync(`:host{display:block;padding:1rem;background:var(--varde-background,Canvas);color:var(--varde-text,CanvasText);
font:1rem/1.5 var(--varde-font,inherit);border:1px solid var(--varde-line,GrayText);border-radius:var(--varde-radius,.5rem)}
h2{margin:0 0 .5rem;font-size:1.25em}ul{margin:0;padding:0;list-style:none}li{padding-block:.5em;border-block-end:1px solid var(--varde-line,GrayText)}
span{display:block;color:var(--varde-soft,inherit)}a{color:var(--varde-link,LinkText)}p{margin:.5em 0 0}`);

  customElements.define("varde-tilbud", class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const near = (this.getAttribute("lang") || document.documentElement.lang || "nb").slice(0, 2);
      this.said = WORDS[near] || WORDS.nb;
      this.root = home + (WORDS[near] && near !== "nb" ? `/${near}` : "");
      const inside = this.attachShadow({ mode: "open" });
      inside.adoptedStyleSheets = [look];
      this.box = this.make("section", { "aria-busy": "true" });
      this.box.append(this.make("h2", {}, this.getAttribute("heading") || this.said[0]), this.make("p", {}, this.said[1]));
      inside.append(this.box);
      this.fill();
    }

    make(name, marks, text) {
      const made = Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text });
      for (const [mark, value] of Object.entries(marks)) made.setAttribute(mark, value);
      return made;
    }

    asked() {
      const asked = new URLSearchParams();
      for (const name of ASKED) {
        for (const value of (this.getAttribute(name) || "").split(",").filter(Boolean)) asked.append(name, value.trim());
      }
      if (asked.has("place") && !asked.has("radius")) asked.set("radius", "25");
      if (!asked.has("place")) asked.set("sort", "next");
      return asked;
    }

    async fill() {
      const asked = this.asked();
      const more = `${this.root}/finn?${asked}`;
      const limit = Math.min(Number.parseInt(this.getAttribute("limit"), 10) || 5, 20);
      asked.set("limit", limit);
      asked.set("fields", "name,page,next_meeting,municipality,distance_km");
      try {
        const answer = await fetch(`${this.root}/api/v1/listings?${asked}`, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!answer.ok) throw new Error(String(answer.status));
        this.show((await answer.json()).items, more);
      } catch {
        this.show(null, more);
      }
    }

    show(items, more) {
      const list = this.make("ul", {});
      for (const item of items || []) list.append(this.row(item));
      const words = items === null ? this.said[4] : this.said[2];
      this.box.replaceChildren(this.box.firstChild, items?.length ? list : this.make("p", {}, words), this.make("p", {}));
      this.box.lastChild.append(this.link(more, this.said[3]));
      this.box.removeAttribute("aria-busy");
    }

    row(item) {
      const row = this.make("li", {});
      row.append(this.link(item.page, item.name));
      const clock = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Oslo" };
      if (item.next_meeting) row.append(this.make("span", {}, this.when(new Intl.DateTimeFormat(this.said[5], clock).format(new Date(item.next_meeting)))));
      if (item.municipality) row.append(this.make("span", {}, item.municipality + (item.distance_km === null ? "" : `, ${Math.max(1, Math.round(item.distance_km))} km`)));
      return row;
    }

    when(text) {
      const clock = this.said === WORDS.en ? text : text.replace(/(\d\d):(\d\d)/, "$1.$2");
      return clock[0].toUpperCase() + clock.slice(1);
    }

    link(address, text) {
      return this.make("a", { href: address, rel: "noopener noreferrer" }, text);
    }
  });
})();
