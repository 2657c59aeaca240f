// Matching: checked without loading the page, and a label says for which case it has been chosen already.
import { attachSteps } from "./steps.js";

const strings = JSON.parse(document.querySelector("[data-strings]").textContent);

attachSteps(mark);
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choice]")) mark();
});

function mark() {
  const choices = [...document.querySelectorAll("[data-choice]")];
  for (const choice of choices) {
    for (const option of choice.options) {
      if (!option.value) continue;
      option.dataset.label ??= option.textContent;
      const elsewhere = choices.findIndex((other) => other !== choice && other.value === option.value);
      option.textContent =
        elsewhere < 0
          ? option.dataset.label
          : strings.taken.replace("{label}", option.dataset.label).replace("{number}", String(elsewhere + 1));
    }
  }
}
