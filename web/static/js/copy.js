// Copying text, also where the clipboard interface is missing (plain http on a local network).

/** Copies a string, or the text of an element; whether that worked. */
export async function copyText(what) {
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
