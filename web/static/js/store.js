// The browser's storage, which may be switched off: then nothing is remembered and nothing breaks.
// `kind` is "localStorage" (kept) or "sessionStorage" (this tab only).

/** The text kept under `key`, or null. */
export function read(kind, key) {
  try {
    return window[kind].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`; null forgets it. */
export function write(kind, key, value) {
  try {
    if (value === null) window[kind].removeItem(key);
    else window[kind].setItem(key, value);
  } catch {
    // Full or switched off.
  }
}
