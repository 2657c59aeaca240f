// Whether a question seems to hold personal data, by the same patterns by which the server would not search it.

/** `patterns` are regular expressions over the text in lower case, with and without accents and punctuation. */
export function personalData(text, patterns) {
  const lower = text.toLowerCase();
  const plain = lower.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}@.+()/-]+/gu, " ");
  return patterns.some((pattern) => {
    try {
      const expression = new RegExp(pattern, "u");
      return expression.test(lower) || expression.test(plain);
    } catch {
      return false; // An editor's pattern that only the server understands: the server still refuses.
    }
  });
}
