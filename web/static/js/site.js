// What every page's script shares: the colour switch, and buttons that print the page.
import { write } from "./store.js";

const ORDER = ["system", "light", "dark"];

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const label = button.querySelector("[data-theme-label]");
  const show = () => {
    const theme = document.documentElement.dataset.theme ?? "system";
    label.textContent = button.dataset[theme];
    button.title = button.dataset[theme];
  };
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "system") + 1) % ORDER.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    write("localStorage", "theme", next === "system" ? null : next);
    show();
  });
  show();
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
