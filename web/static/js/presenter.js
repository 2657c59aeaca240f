// The presenter: one slide at a time, by keys, buttons, swipes; the type as large as the screen allows.
import { announce } from "./announce.js";
import { fit } from "./fit.js";
import { KEPT, questionsIn } from "./questionlist.js";
import { attachQuestions } from "./questionslides.js";
import { read, write } from "./store.js";

const presenter = document.querySelector("[data-presenter]");
const screen = presenter.querySelector("[data-screen]");
const controls = presenter.querySelector("[data-controls]");
const counter = controls.querySelector("[data-counter]");
const previous = controls.querySelector("[data-previous]");
const next = controls.querySelector("[data-next]");
const cover = presenter.querySelector("[data-cover]");
const keys = presenter.querySelector("[data-keys]");
const letters = keys.querySelector("[data-letters]");

const slides = () => [...screen.querySelectorAll("[data-slide]")];
const shown = () => slides().find((slide) => !slide.hidden);
let live = null; // the trainer's own questions, which are asked while the room looks on

// -- going from slide to slide ----------------------------------------------------------------------------------------
/** Shows `slide`, and puts its name into the address. */
function show(slide) {
  if (!slide) return;
  for (const other of slides()) other.hidden = other !== slide;
  counter.textContent = slide.dataset.count;
  const address = new URL(location.href);
  if (live) address.searchParams.set("deck", "questions"); // also where the list was posted
  address.searchParams.set("slide", slide.dataset.slide);
  history.replaceState(null, "", address);
  const all = slides();
  able(previous, slide !== all[0]);
  able(next, slide !== all.at(-1) || live?.waits(slide));
  fit(slide);
  live?.prepare(slide);
  if (controls.contains(document.activeElement)) announce(slide.innerText);
  else slide.focus({ preventScroll: true });
}

function able(control, can) {
  if (control.tagName === "A" && !control.hasAttribute("href")) {
    control.setAttribute("href", "#");
    control.removeAttribute("role");
  }
  control.setAttribute("aria-disabled", String(!can));
}

async function forward() {
  const slide = shown();
  if (live?.waits(slide)) await live.answer(slide);
  if (shown() === slide) show(slide.nextElementSibling?.matches("[data-slide]") ? slide.nextElementSibling : null);
}

async function back() {
  const slide = shown();
  const before = slide.previousElementSibling;
  if (!before?.matches("[data-slide]")) return;
  if (live?.waits(before)) await live.answer(before);
  if (shown() === slide) show(slide.previousElementSibling);
}

for (const [control, go] of [[previous, back], [next, forward]]) {
  control.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
}

// -- keys -------------------------------------------------------------------------------------------------------------
const ACTIONS = {
  ArrowRight: forward,
  ArrowDown: forward,
  PageDown: forward,
  " ": forward,
  ArrowLeft: back,
  ArrowUp: back,
  PageUp: back,
  Home: () => show(slides()[0]),
  End: () => show(slides().at(-1)),
  Escape: leave,
};
const LETTERS = { b: blank, f: fullScreen };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (!cover.hidden) {
    event.preventDefault();
    return unblank();
  }
  // A button that has the focus keeps the space bar; a text that scrolls keeps the arrows up and down.
  if (event.key === " " && event.target.closest("button, summary")) return;
  const scrolls = event.target.closest(".slide__body--scrolls");
  if (scrolls && (event.key === "ArrowDown" || event.key === "ArrowUp")) return;
  const action = ACTIONS[event.key] ?? (letters.checked ? LETTERS[event.key.toLowerCase()] : undefined);
  if (!action) return;
  event.preventDefault();
  action();
});

letters.checked = read("localStorage", "presenter letters") !== "off";
letters.addEventListener("change", () => write("localStorage", "presenter letters", letters.checked ? null : "off"));
controls.querySelector("[data-show-keys]").addEventListener("click", () => keys.showModal());

// -- blank, full screen, leave ----------------------------------------------------------------------------------------
let before = null; // what had the focus when the screen went blank

function blank() {
  before = document.activeElement;
  cover.hidden = false;
  cover.focus();
}

function unblank() {
  cover.hidden = true;
  before?.focus();
}

cover.addEventListener("click", unblank);
controls.querySelector("[data-blank]").addEventListener("click", blank);

const full = controls.querySelector("[data-full-screen]");
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", fullScreen);

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function leave() {
  if (document.fullscreenElement) document.exitFullscreen();
  else location.assign(presenter.dataset.leave);
}

// -- touch ------------------------------------------------------------------------------------------------------------
let touch = null;
screen.addEventListener("touchstart", (event) => {
  touch = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });
screen.addEventListener("touchend", (event) => {
  if (!touch) return;
  const x = event.changedTouches[0].clientX - touch.x;
  const y = event.changedTouches[0].clientY - touch.y;
  if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? forward : back)();
});

// -- the beginning ----------------------------------------------------------------------------------------------------
if (presenter.dataset.ask) {
  const text = presenter.querySelector("[data-list]").value || (read("sessionStorage", KEPT) ?? "");
  const questions = questionsIn(text);
  if (questions.length) {
    const wanted = screen.querySelector("[data-slide]")?.dataset.slide ?? new URLSearchParams(location.search).get("slide");
    live = attachQuestions(presenter, questions, (slide) => show(slide));
    live.start(wanted ?? "1").then(show);
  }
} else show(shown());

new ResizeObserver(() => {
  if (shown()) fit(shown());
}).observe(screen);
document.fonts?.ready.then(() => shown() && fit(shown()));
