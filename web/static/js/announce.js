// One status line for screen readers.  What it says is said once, politely.
const line = document.querySelector("[data-status]");
let timer = 0;

/**
 * Says `message`, also when it is the same as the last one; then `name`, a heading of the guide, in its own language
 * `lang`.
 */
export function announce(message, name = "", lang = "") {
  const parts = [message];
  if (name) {
    const foreign = document.createElement("span");
    foreign.lang = lang;
    foreign.textContent = name;
    parts.push(", ", foreign);
  }
  clearTimeout(timer);
  line.replaceChildren();
  timer = setTimeout(() => line.replaceChildren(...parts), 60);
}
