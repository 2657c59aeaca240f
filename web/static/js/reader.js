// The reader with script: the current section in the contents, definitions in place, copying, and the way back.
import { attachCopying } from "./copy.js";
import { read } from "./store.js";
import { spyOn } from "./scrollspy.js";
import { attachToggletips } from "./toggletip.js";

const settings = JSON.parse(document.querySelector("[data-settings]").textContent);
const guide = document.querySelector("[data-guide]");

// -- the contents -----------------------------------------------------------------------------------------------------
const contents = document.querySelector("[data-contents]");
const beside = matchMedia("(min-width: 64rem)"); // as in reader.css
const fold = contents.querySelector("details");
fold.open = beside.matches;
beside.addEventListener("change", () => {
  fold.open = beside.matches;
});
fold.addEventListener("click", (event) => {
  if (event.target.closest("a") && !beside.matches) fold.open = false;
});
spyOn(contents, document.querySelector("[data-side]"));

// -- definitions ------------------------------------------------------------------------------------------------------
attachToggletips(guide, document.querySelector("[data-toggletip]"));

// -- back to the question ---------------------------------------------------------------------------------------------
/** Where the chat says the visit comes from; only an address on this server counts. */
function origin() {
  try {
    const back = JSON.parse(read("sessionStorage", "back"));
    return typeof back.href === "string" && /^\/(?!\/)/.test(back.href) ? back : null;
  } catch {
    return null;
  }
}

const back = guide.querySelector(".cited") ? origin() : null;
if (back) {
  for (const place of document.querySelectorAll("[data-back][hidden]")) {
    const link = place.querySelector("a");
    link.href = back.href;
    if (back.question) link.textContent = settings.back.replace("{question}", back.question);
    place.hidden = false;
  }
}

// -- the cited words --------------------------------------------------------------------------------------------------
/** Brings the cited words into view when the browser, which goes to where the passage begins, has left them out. */
function showCited() {
  const cited = document.getElementById("marked");
  if (!cited || location.hash.length < 2) return;
  const { top, bottom } = cited.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight * 0.9) cited.scrollIntoView({ block: "center", behavior: "instant" });
}
if (document.readyState === "complete") showCited();
else addEventListener("load", showCited);

// -- copying ----------------------------------------------------------------------------------------------------------
attachCopying(settings);

