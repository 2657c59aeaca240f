// The chat with script: questions go out by fetch and only what changed comes back.  Whatever fails here falls back to the
// plain form, which does the same.
import { announce } from "./announce.js";
import { attachCopying } from "./copy.js";
import { personalData } from "./personal.js";
import { read, write } from "./store.js";
import { attachTermList } from "./termlist.js";

const settings = JSON.parse(document.querySelector("[data-settings]").textContent);
const form = document.querySelector("[data-composer]");
const field = form.querySelector("textarea");
const send = form.querySelector("[data-send]");
const error = form.querySelector("[data-error]");
const count = form.querySelector("[data-count]");
const log = document.querySelector("[data-log]");
const starters = document.querySelector("[data-starters]");
const after = document.querySelector("[data-after]");
const exportList = document.querySelector("[data-export-list]");
const dialog = document.querySelector("[data-personal-dialog]");
const termList = attachTermList(field, document.querySelector("[data-term-list]"), settings);

const KEPT = "conversation"; // the hidden fields of this tab's conversation
const BACK = "back"; // where the reader's "back to my question" leads
let busy = false;
let recalled = -1;

const turns = () => [...log.querySelectorAll("[data-turn]")];
const states = () => [...document.querySelectorAll("input[name=turn][form=composer]")].map((input) => input.value);
const fill = (text, value) => text.replace("{count}", value);

// -- asking -----------------------------------------------------------------------------------------------------------
let plainly = false; // the form is on its way without script

form.addEventListener("submit", async (event) => {
  const button = event.submitter ?? send;
  if (plainly || button.hasAttribute("formaction")) return; // an export is a file that the browser takes
  const typed = !button.name;
  if (settings.alone && !typed) return; // leads to the chat, which takes the answer on this page along
  event.preventDefault();
  if (busy) return;
  if (typed && !field.value.trim()) return refuse(settings.empty);
  if (typed && (await isPersonal(field.value))) return field.focus();
  if (settings.alone) return submitPlainly(button);
  const data = new FormData(form, button.name ? button : null);
  setBusy(true);
  try {
    await ask(data, button);
  } finally {
    setBusy(false);
  }
});

/** Sends the form's data and shows what comes back, or says why nothing does. */
async function ask(data, button) {
  let response;
  try {
    response = await fetch(settings.turns, { method: "POST", body: new URLSearchParams(data) });
  } catch {
    return refuse(settings.failed); // no server: the page, with the whole conversation on it, is kept
  }
  if (response.ok) return show(await response.text(), button);
  try {
    refuse((await response.json()).error.message);
  } catch {
    submitPlainly(button); // not our server's own words: let the browser show them
  }
}

function submitPlainly(button) {
  plainly = true;
  if (!settings.alone) keep([]); // the page that comes back is the conversation
  form.requestSubmit(button);
}

/** Puts the answers in `html` where they belong; `button` is what was pressed. */
function show(html, button) {
  refuse("");
  const page = new DOMParser().parseFromString(html, "text/html");
  let last = null;
  for (const turn of page.querySelectorAll("[data-turn]")) {
    const before = document.getElementById(turn.id);
    if (before) before.replaceWith(turn);
    else log.append(turn);
    last = turn;
  }
  const asks = !button?.name || button.name === "suggestion";
  if (asks) {
    field.value = "";
    recalled = -1;
    measure();
  }
  refresh();
  if (!last) return;
  if (asks) {
    last.scrollIntoView({ block: "start" });
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    else field.focus({ preventScroll: true });
  } else {
    const then = { drop: "[name=restore]", restore: "[name=drop]", explain: "[data-explanation] summary" }[button.name];
    (last.querySelector(then) ?? field).focus();
  }
  announce(last.dataset.announce, last.dataset.announcePlace, last.dataset.announceLang);
}

/** Brings everything around the answers in line with them. */
function refresh() {
  const going = turns().length > 0;
  document.body.classList.toggle("chat-page--going", going);
  starters.hidden = going;
  after.hidden = !going;
  const unchecked = new Set([...exportList.querySelectorAll("input:not(:checked)")].map((box) => box.value));
  exportList.replaceChildren(...turns().map((turn, position) => exportItem(turn, String(position + 1), unchecked)));
  keep(states());
}

function exportItem(turn, number, unchecked) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "choose", value: number });
  box.setAttribute("form", form.id);
  box.checked = !unchecked.has(number);
  const text = Object.assign(document.createElement("span"), { textContent: turn.dataset.question });
  const label = document.createElement("label");
  label.append(box, text);
  const item = document.createElement("li");
  item.append(label);
  return item;
}

/** Shows `message` beside the field; "" takes an earlier one away. */
function refuse(message) {
  error.hidden = !message;
  error.textContent = message;
  if (message) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
    announce(message);
  } else field.removeAttribute("aria-invalid");
}

function setBusy(value) {
  busy = value;
  send.setAttribute("aria-disabled", String(value)); // `disabled` would throw the focus away and cut speech off
  if (value) announce(settings.searching);
}

// -- personal data ----------------------------------------------------------------------------------------------------
/** Whether the question seems to hold personal data and the reader would rather edit it. */
async function isPersonal(question) {
  if (!personalData(question, settings.personal)) return false;
  dialog.returnValue = "edit";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue !== "send";
}

// -- the conversation of this tab -------------------------------------------------------------------------------------
function stored() {
  try {
    const found = JSON.parse(read("sessionStorage", KEPT) ?? "[]");
    return Array.isArray(found) ? found.filter((turn) => typeof turn === "string") : [];
  } catch {
    return [];
  }
}

function keep(conversation) {
  write("sessionStorage", KEPT, conversation.length ? JSON.stringify(conversation) : null);
}

/** Answers the tab's conversation anew, so that going away and coming back loses nothing. */
async function restore() {
  const earlier = stored();
  if (!earlier.length) return;
  const data = new URLSearchParams([["show", "all"], ...earlier.map((turn) => ["turn", turn])]);
  try {
    const response = await fetch(settings.turns, { method: "POST", body: data });
    if (!response.ok) return;
    log.replaceChildren(...new DOMParser().parseFromString(await response.text(), "text/html").querySelectorAll("[data-turn]"));
    refresh();
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
    announce(fill(settings.restored, turns().length));
  } catch {
    // The page stays as it is: a fresh chat.
  }
}

for (const button of document.querySelectorAll("[data-start-over]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    log.replaceChildren();
    refresh();
    field.value = "";
    refuse("");
    measure();
    history.replaceState(null, "", settings.home);
    scrollTo({ top: 0 });
    field.focus();
    announce(settings.cleared);
  });
}

// -- the field --------------------------------------------------------------------------------------------------------
field.addEventListener("keydown", (event) => {
  if (event.isComposing || termList.handles(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit(send);
  } else if (event.key === "ArrowUp" && (field.value === "" || recalled >= 0)) recall(event, 1);
  else if (event.key === "ArrowDown" && recalled >= 0) recall(event, -1);
});

/** Brings back the question `step` further into the past. */
function recall(event, step) {
  const questions = turns().map((turn) => turn.dataset.question).reverse();
  if (!questions.length) return;
  event.preventDefault();
  recalled = Math.min(recalled + step, questions.length - 1);
  field.value = recalled < 0 ? "" : questions[recalled];
  measure();
}

field.addEventListener("input", () => {
  recalled = -1;
  if (!error.hidden) refuse_quietly();
  measure();
});

function refuse_quietly() {
  error.hidden = true;
  field.removeAttribute("aria-invalid");
}

/** Fits the field to its text, and says how much room is left when it becomes short. */
function measure() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
  const left = settings.longest - field.value.trim().length;
  count.textContent = left >= 100 ? "" : fill(left < 0 ? settings.over : settings.left, Math.abs(left));
  count.classList.toggle("composer__count--over", left < 0);
}

// -- the "/" key ------------------------------------------------------------------------------------------------------
const slash = document.querySelector("[data-slash]");
slash.checked = read("localStorage", "slash") !== "off";
slash.addEventListener("change", () => write("localStorage", "slash", slash.checked ? null : "off"));
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !slash.checked) return;
  event.preventDefault();
  field.focus();
});

// -- copying, and going to the reader ---------------------------------------------------------------------------------
attachCopying(settings);
document.addEventListener("click", (event) => {
  const cited = event.target.closest("[data-turn] a[href*='?mark=']");
  if (!cited) return;
  const turn = cited.closest("[data-turn]");
  const href = settings.alone ? location.pathname + location.search : `${settings.home}#${turn.id}`;
  write("sessionStorage", BACK, JSON.stringify({ href, question: turn.dataset.question }));
});

// -- the beginning ----------------------------------------------------------------------------------------------------
measure();
if (settings.alone || !turns().length) {
  if (!settings.alone) restore();
} else {
  // The plain form brought answers: from an answer's own address, or because the script had failed.  They follow what
  // this tab had before.
  const page = states();
  const before = stored().filter((turn) => !page.includes(turn));
  history.replaceState(null, "", settings.home + location.hash);
  keep([...before, ...page]);
  if (before.length) restore();
}
