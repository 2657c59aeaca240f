// Type as large as a slide allows.
const SMALLEST = 18; // px; below that the slide scrolls instead
const LARGEST = 0.12; // of the screen's height

/** Sets the type of `slide` as large as its room allows; what does not fit at the smallest size scrolls. */
export function fit(slide) {
  const body = slide.querySelector(".slide__body");
  if (!body) return;
  body.classList.remove("slide__body--scrolls");
  body.removeAttribute("tabindex");
  body.style.removeProperty("overflow-wrap");
  slide.style.removeProperty("--type");
  if (!matchMedia("(min-height: 26rem)").matches) return; // a phone on its side: the page itself scrolls
  let low = SMALLEST;
  let high = Math.max(SMALLEST, Math.min(innerHeight * LARGEST, innerWidth * 0.09));
  body.style.overflowWrap = "normal"; // a word that would have to be broken does not fit
  const boxes = [body, ...body.querySelectorAll("tbody th, tbody td")];
  const fits = (size) => {
    slide.style.setProperty("--type", `${size}px`);
    return body.scrollHeight <= body.clientHeight + 1 && boxes.every((box) => box.scrollWidth <= box.clientWidth + 1);
  };
  if (!fits(high)) {
    while (high - low > 0.5) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    if (!fits(low)) {
      body.classList.add("slide__body--scrolls");
      body.tabIndex = 0;
      body.style.removeProperty("overflow-wrap");
    }
  }
}
