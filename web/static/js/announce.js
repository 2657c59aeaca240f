// One status line for screen readers.  What it says is said once, politely.
const line = document.querySelector("[data-status]");
let timer = 0;

/** Says `message`, also when it is the same as the last one. */
export function announce(message) {
  clearTimeout(timer);
  line.textContent = "";
  timer = setTimeout(() => {
    line.textContent = message;
  }, 60);
}
