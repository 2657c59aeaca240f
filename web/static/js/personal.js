// Whether a question seems to hold personal data, by the same patterns by which the server would not search it.

/** `patterns` are regular expressions over the text in lower case, as it is and without accents. */
export function personalData(text, patterns) {
  const lower = text.toLowerCase();
  const plain = withoutAccents(lower.replace(/(?<![\p{L}\p{N}_])é(?![\p{L}\p{N}_])/gu, "eh"));
  return patterns.some((pattern) => {
    try {
      const expression = new RegExp(pattern, "u");
      return expression.test(lower) || expression.test(plain);
    } catch {
      return false; // An editor's pattern that only the server understands: the server still does not search.
    }
  });
}

/** `text` without accents; ñ is a letter of its own. */
function withoutAccents(text) {
  return text.replaceAll("ñ", "\0").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("\0", "ñ");
}
