// The checklist: kept in this browser, taken along as a file, cleared when asked.  Nothing is sent anywhere.
import { announce } from "./announce.js";
import { FileError, WRITERS, readFile } from "./checklist-files.js";
import { read, write } from "./store.js";

const settings = JSON.parse(document.querySelector("[data-settings]").textContent);
const notKept = document.querySelector("[data-not-kept]");
const QUIET = 400; // ms after the last key until a note is kept

for (const form of document.querySelectorAll("[data-sheet]")) attach(form);

function attach(form) {
  const frame = JSON.parse(form.querySelector("[data-frame]").textContent);
  const key = `checklist:${frame.checklist}`;
  const report = form.querySelector("[data-report]");
  const progress = form.querySelector("progress");
  const progressText = form.querySelector("[data-progress-text]");
  let timer = 0;

  // -- what is filled in ----------------------------------------------------------------------------------------------
  function collect() {
    const entries = {};
    for (const { id, name } of frame.items) {
      entries[id] = { answer: form.elements[`answer.${name}`].value, note: form.elements[`note.${name}`].value };
    }
    return { institution: form.elements.institution.value.trim(), date: form.elements.date.value, entries };
  }

  function show({ institution = "", date = "", entries = {} }) {
    form.elements.institution.value = institution;
    form.elements.date.value = date;
    for (const { id, name } of frame.items) {
      const answer = entries[id]?.answer ?? "";
      for (const radio of form.elements[`answer.${name}`]) radio.checked = radio.value === answer;
      form.elements[`note.${name}`].value = entries[id]?.note ?? "";
    }
    measure();
  }

  function measure() {
    const given = Object.values(collect().entries).map((entry) => entry.answer);
    const count = (answer) => given.filter((one) => one === answer).length;
    const counts = { answered: given.length - count(""), total: given.length, yes: count("yes"), no: count("no"), begun: count("in progress") };
    progress.value = counts.answered;
    progress.parentElement.classList.toggle("progress--none", !counts.answered); // what is printed empty has no progress
    form.elements.date.toggleAttribute("data-empty", !form.elements.date.value);
    progressText.textContent = fill(progressText.dataset.progressText, counts);
  }

  function keep() {
    clearTimeout(timer);
    const filled = collect();
    const anything = filled.institution || filled.date || Object.values(filled.entries).some(said);
    const text = anything ? JSON.stringify(filled) : null;
    write("localStorage", key, text);
    notKept.hidden = read("localStorage", key) === text;
  }

  function restore() {
    try {
      show(JSON.parse(read("localStorage", key)) ?? {});
    } catch {
      show({}); // what is kept there is not ours
    }
  }

  form.addEventListener("input", (event) => {
    measure();
    clearTimeout(timer);
    if (event.target.matches("textarea, [name=institution]")) timer = setTimeout(keep, QUIET);
    else keep();
    if (event.target.type === "radio") announce(progressText.textContent);
  });
  addEventListener("pagehide", keep);
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) restore(); // another tab has changed it
  });

  // -- files ----------------------------------------------------------------------------------------------------------
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.dataset.export) save(button.dataset.export);
    else if (button && "import" in button.dataset) await take(form.elements.file.files[0]);
  });

  function save(form) {
    const { write: written, type, ending } = WRITERS[form];
    const name = `${frame.file}.${ending}`;
    const url = URL.createObjectURL(new Blob([written(frame, collect())], { type: `${type};charset=utf-8` }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    announce(fill(settings.exported, { name }));
  }

  async function take(file) {
    if (!file) {
      tell(settings.notTaken, [settings.messages.none], true);
      return;
    }
    const present = collect();
    let found;
    try {
      found = readFile(frame, await file.arrayBuffer(), Number(form.dataset.largest), settings.messages);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      tell(settings.notTaken, error.problems, true);
      return;
    }
    const { filled, remarks } = found;
    const disputed = frame.items.filter(({ id }) => {
      const [mine, its] = [present.entries[id], filled.entries[id] ?? {}];
      return said(mine) && said(its) && (mine.answer !== its.answer || mine.note !== its.note);
    });
    const numbers = disputed.map((item) => item.number).join(", ");
    const choice = disputed.length ? await ask("replace", { numbers }) : "keep";
    if (choice !== "keep" && choice !== "replace") return;
    const replace = choice === "replace";
    const kept = replace ? [] : disputed.map((item) => item.id);
    const taken = Object.entries(filled.entries).filter(([id, entry]) => said(entry) && !kept.includes(id));
    const [mine, its] = replace ? [filled, present] : [present, filled];
    show({
      institution: mine.institution || its.institution,
      date: mine.date || its.date,
      entries: { ...present.entries, ...Object.fromEntries(taken) },
    });
    keep();
    form.elements.file.value = "";
    tell(fill(settings.taken, { count: taken.length }), [...(kept.length ? [fill(settings.kept, { numbers })] : []), ...remarks]);
  }

  /** Says what came of an import where it can be read again, and leads there. */
  function tell(title, lines, wrong = false) {
    report.replaceChildren(element("h3", title), ...(lines.length ? [element("ul", "", lines.map((line) => element("li", line)))] : []));
    report.classList.toggle("report--wrong", wrong);
    report.hidden = false;
    report.focus();
    announce([title, ...lines].join(" "));
  }

  // -- clearing and printing ------------------------------------------------------------------------------------------
  form.querySelector("[data-clear]").addEventListener("click", async () => {
    if ((await ask("clear")) !== "clear") return;
    show({});
    keep();
    report.hidden = true;
    form.elements.file.value = "";
    announce(settings.cleared);
  });
  form.querySelector("[data-print]").addEventListener("click", () => print());
  addEventListener("beforeprint", () => {
    for (const printed of form.querySelectorAll("[data-printed]")) {
      printed.textContent = printed.parentElement.querySelector("textarea").value; // a field cuts off what is long
    }
  });

  if ("posted" in form.dataset) measure(); // a plain form brought it, though scripts run now: it stays as it came
  else restore();
}

/** Whether an entry says anything. */
function said(entry) {
  return Boolean(entry?.answer || entry?.note);
}

/** The value of the button that answers the dialog; some other text when it is put away with Escape. */
function ask(name, values = {}) {
  const dialog = document.querySelector(`[data-${name}-dialog]`);
  const text = dialog.querySelector("[data-text]");
  if (text) text.textContent = fill(text.dataset.text, values);
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function element(name, text, children = []) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}
