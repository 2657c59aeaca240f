// Terms: the list follows what is typed, citations are copied, the text to check is counted.
import { announce } from "./announce.js";
import { attachCopying } from "./copy.js";

const PAUSE = 120; // ms after the last key
const settings = JSON.parse(document.querySelector("[data-settings]").textContent);

// -- look-up ----------------------------------------------------------------------------------------------------------
const form = document.querySelector("[data-look-up]");
const found = document.querySelector("[data-found]");
let timer = 0;
let asked = 0;

if (form) {
  const field = form.elements.q;
  let shown = field.value.trim();

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    look();
  });
  found.addEventListener("click", (event) => {
    if (!event.target.closest("[data-all]")) return;
    event.preventDefault();
    field.value = "";
    field.focus();
    look();
  });

  async function look() {
    const typed = field.value.trim();
    if (typed === shown) return;
    const turn = ++asked;
    const query = new URLSearchParams({ q: typed, by: form.elements.by.value });
    if (!typed) query.delete("q");
    try {
      const response = await fetch(`${form.action}?${query}&part=found`);
      if (!response.ok) throw new Error(response.statusText);
      const html = await response.text();
      if (turn !== asked) return; // a later key was quicker
      shown = typed;
      found.innerHTML = html; // the server's own template, which escapes what was typed
      history.replaceState(null, "", `${form.action}?${query}`);
      announce(found.querySelector("[data-announce]").dataset.announce);
    } catch {
      if (turn === asked) form.submit(); // the plain form does the same
    }
  }
}

// -- copying ----------------------------------------------------------------------------------------------------------
attachCopying(settings);

// -- the text to check ------------------------------------------------------------------------------------------------
for (const check of document.querySelectorAll("[data-check]")) {
  const { longest, left, over } = check.dataset;
  const text = check.elements.text;
  const count = check.querySelector("[data-count]");
  const measure = () => {
    const rest = Number(longest) - text.value.trim().length;
    const shown = Math.abs(rest).toLocaleString(document.documentElement.lang);
    count.textContent = text.value ? (rest < 0 ? over : left).replace("{count}", shown) : "";
    count.classList.toggle("check-form__count--over", rest < 0);
  };
  text.addEventListener("input", measure);
  measure();
}

// A folded list is printed whole.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details.uses:not([open])")) {
    details.open = true;
    details.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-printed]")) {
    details.open = false;
    delete details.dataset.printed;
  }
});
