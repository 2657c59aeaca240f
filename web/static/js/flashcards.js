// Flashcards, without loading the page at every card; this browser remembers where the pile stood.
import { attachSteps } from "./steps.js";
import { read, write } from "./store.js";

const strings = JSON.parse(document.querySelector("[data-strings]").textContent);
const key = `pile ${location.pathname}`;
const resume = document.querySelector("[data-resume]");
const pile = () => Number(document.querySelector("[data-pile]").dataset.pile);
const begun = () => new URLSearchParams(location.search).has("left");

const kept = stored();
if (kept && !begun()) {
  const link = resume.querySelector("[data-resume-link]");
  link.href = location.pathname + kept.search;
  link.textContent = strings.resume.replace("{count}", kept.left);
  resume.hidden = false;
}

attachSteps(() => {
  if (!begun()) return;
  resume.hidden = true;
  const left = pile();
  write("localStorage", key, left ? JSON.stringify({ search: location.search, left }) : null);
});

function stored() {
  try {
    const found = JSON.parse(read("localStorage", key));
    return typeof found?.search === "string" && found.search.startsWith("?") && Number.isInteger(found.left) ? found : null;
  } catch {
    return null;
  }
}
