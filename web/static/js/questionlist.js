// A trainer's list of questions as text: the same reading as the server's (web/learning/question_list.py).

export const KEPT = "questions"; // where this tab keeps the list, in sessionStorage

/** The questions of `text`: one a line; empty lines and lines that begin with # are left out. */
export function questionsIn(text) {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
}
