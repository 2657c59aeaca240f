// Where a trainer prepares questions: a text file is read here, in the browser, and never uploaded.
import { announce } from "./announce.js";
import { KEPT, questionsIn } from "./questionlist.js";
import { read, write } from "./store.js";

const LARGEST = 100 * 1024;
const form = document.querySelector("[data-question-list]");
const field = form.querySelector("[data-text]");
const file = form.querySelector("[data-file]");
const errors = form.querySelector("[data-errors]");
const strings = JSON.parse(document.querySelector("[data-strings]").textContent);

if (!field.value) field.value = read("sessionStorage", KEPT) ?? "";
field.addEventListener("input", () => write("sessionStorage", KEPT, field.value || null));

// -- loading ----------------------------------------------------------------------------------------------------------
file.addEventListener("change", () => {
  if (file.files.length) load(file.files[0]);
});
field.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
});
field.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  load(event.dataTransfer.files[0]);
});

async function load(chosen) {
  if (chosen.size > LARGEST) return refuse(strings.tooLarge.replace("{name}", chosen.name));
  const text = decoded(await chosen.arrayBuffer());
  if (text === null) return refuse(strings.notText.replace("{name}", chosen.name));
  field.value = text;
  write("sessionStorage", KEPT, text || null);
  const count = questionsIn(text).length;
  if (!count) return refuse(strings.empty);
  refuse("");
  announce(strings.loaded.replace("{count}", count).replace("{name}", chosen.name));
}

/** The text of a file; null when it is none.  Old editors save without UTF-8: then it is Western European. */
function decoded(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000E-\u001F]/.test(text) ? null : text;
}

/** Shows `message` beside the field; "" takes an earlier one away. */
function refuse(message) {
  errors.hidden = !message;
  const line = document.createElement("p");
  line.className = "field-error";
  line.textContent = message;
  errors.replaceChildren(...(message ? [line] : []));
  if (!message) return field.removeAttribute("aria-invalid");
  field.setAttribute("aria-invalid", "true");
  announce(message);
}

// -- presenting, saving -----------------------------------------------------------------------------------------------
form.addEventListener("submit", (event) => {
  if (!questionsIn(field.value).length) {
    event.preventDefault();
    refuse(strings.empty);
    return field.focus();
  }
  write("sessionStorage", KEPT, field.value);
  // Without storage the form goes out as it is, and the server makes the slides.
  if (read("sessionStorage", KEPT) !== field.value) return;
  event.preventDefault();
  location.assign(form.dataset.present);
});

form.querySelector("[data-save]").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([field.value], { type: "text/plain;charset=utf-8" }));
  link.download = strings.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
