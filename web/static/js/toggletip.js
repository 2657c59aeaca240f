// Definitions in place: a term is a button that opens its definition below it.  Escape, "Close", a click elsewhere, or
// going on with the Tab key close it.  Without script, and when the server does not answer, the term is a link.

/** Turns the terms in `guide` into buttons that open `tip`, which stands behind it in the same column. */
export function attachToggletips(guide, tip) {
  const content = tip.querySelector("[data-toggletip-content]");
  let term = null;

  for (const link of guide.querySelectorAll("a[data-definition]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-haspopup", "dialog");
  }

  async function open(link) {
    let html;
    try {
      const response = await fetch(link.dataset.definition);
      if (!response.ok) throw new Error(response.statusText);
      html = await response.text();
    } catch {
      location.assign(link.href);
      return;
    }
    close();
    term = link;
    content.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    link.setAttribute("aria-expanded", "true");
    tip.hidden = false;
    place();
    tip.focus({ preventScroll: true });
    tip.scrollIntoView({ block: "nearest" });
  }

  /** Puts the definition under the term's first line, within the column. */
  function place() {
    const column = tip.parentElement.getBoundingClientRect();
    const line = term.getClientRects()[0];
    const room = column.width - tip.offsetWidth;
    tip.style.top = `${line.bottom - column.top + 6}px`;
    tip.style.left = `${Math.max(0, Math.min(line.left - column.left, room))}px`;
  }

  function close(focus = false) {
    if (!term) return;
    term.setAttribute("aria-expanded", "false");
    if (focus) term.focus({ preventScroll: true });
    term = null;
    tip.hidden = true;
  }

  guide.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-definition]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link === term) close(true);
    else open(link);
  });
  guide.addEventListener("keydown", (event) => {
    const link = event.target.closest("a[data-definition]");
    if (link && event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  tip.querySelector("[data-toggletip-close]").addEventListener("click", () => close(true));
  tip.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...tip.querySelectorAll("a[href], button")];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (event.target !== edge && !(event.shiftKey && event.target === tip)) return;
    close(true); // the focus goes on from the term
    if (event.shiftKey) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && term) close(true);
  });
  document.addEventListener("pointerdown", (event) => {
    if (term && !tip.contains(event.target) && !term.contains(event.target)) close();
  });
  addEventListener("resize", () => {
    if (term) place();
  });
}
