// Terms of the guide while a question is typed.  The field stays a text field: the list is an offer, reached with the arrow
// keys, taken with Enter, put away with Escape, and never in the way of sending.
import { announce } from "./announce.js";

const PAUSE = 160; // ms after the last key
const MOST = 6;

/** Offers terms below `field` in `list`; returns whether a key press was meant for the list. */
export function attachTermList(field, list, settings) {
  let timer = 0;
  let asked = 0;
  let offered = [];
  let chosen = -1;

  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);

  field.addEventListener("input", () => {
    close();
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });

  async function look() {
    const before = field.value.slice(0, field.selectionStart);
    const typed = before.split(/\n/).pop().slice(-120);
    if (typed.trim().length < 2 || /\s$/.test(typed)) return;
    const turn = ++asked;
    try {
      const response = await fetch(`${settings.terms}?${new URLSearchParams({ q: typed, k: MOST })}`);
      const { terms } = await response.json();
      if (response.ok && turn === asked && document.activeElement === field) open(terms.filter((term) => term.matched.toLowerCase() !== term.typed.toLowerCase()));
    } catch {
      // Without the list the field works as before.
    }
  }

  function open(terms) {
    offered = terms;
    chosen = -1;
    list.replaceChildren(...terms.map(option));
    list.hidden = terms.length === 0;
    if (terms.length) announce(settings.termsFound.replace("{count}", terms.length));
  }

  function option(term, position) {
    const item = document.createElement("li");
    item.id = `term-option-${position}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.lang = term.language;
    item.textContent = term.matched;
    if (term.matched !== term.label) {
      const via = Object.assign(document.createElement("span"), { className: "term-list__via", textContent: term.label });
      via.lang = "en";
      item.append(via);
    }
    return item;
  }

  /** Puts the list away, and whatever is on its way to it. */
  function close() {
    clearTimeout(timer);
    asked += 1;
    if (list.hidden) return;
    list.hidden = true;
    list.replaceChildren();
    offered = [];
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
  }

  function choose(position) {
    chosen = (position + offered.length) % offered.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    field.setAttribute("aria-activedescendant", `term-option-${chosen}`);
  }

  /** Puts the term in the place of what was typed of it. */
  function take(position) {
    const term = offered[position];
    const end = field.selectionStart;
    const start = field.value.slice(0, end).toLowerCase().lastIndexOf(term.typed.toLowerCase());
    close();
    field.setRangeText(term.matched, start < 0 ? end : start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  return {
    handles(event) {
      const shut = list.hidden;
      if (event.key === "Escape" || (event.key === "Enter" && chosen < 0)) close();
      if (shut || (event.key === "Enter" && chosen < 0)) return false;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Enter") take(chosen);
      else if (event.key !== "Escape") return false;
      event.preventDefault();
      return true;
    },
  };
}
