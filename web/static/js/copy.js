// Copying text, also where the clipboard interface is missing (plain http on a local network).
import { announce } from "./announce.js";

/**
 * Makes every [data-copy] button copy the text beside it and every [data-link] link its own address, and says whether
 * that worked; `settings` has the sentences.  A link that cannot be copied is followed.
 */
export function attachCopying(settings) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const link = event.target.closest("[data-link]");
    if (button) {
      const text = button.closest(".copy").querySelector("[data-copy-text]");
      confirmOn(button, (await copyText(text)) ? settings.copied : settings.notCopied);
    } else if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if (await copyText(link.href)) confirmOn(link, settings.linkCopied);
      else location.assign(link.href);
    }
  });
}

/** Says `message` on the thing that was pressed, for a moment, and to a screen reader. */
function confirmOn(element, message) {
  const before = element.dataset.before ?? element.textContent;
  element.dataset.before = before;
  element.textContent = message;
  announce(message);
  setTimeout(() => {
    element.textContent = before;
  }, 2500);
}

/** Copies a string, or the text of an element; whether that worked. */
async function copyText(what) {
  const text = typeof what === "string" ? what : what.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text) {
  const helper = document.createElement("textarea");
  helper.value = text;
  helper.className = "visually-hidden";
  const focused = document.activeElement;
  document.body.append(helper);
  helper.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // Not allowed: the caller says so.
  }
  helper.remove();
  focused?.focus();
  return done;
}
