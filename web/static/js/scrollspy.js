// The contents follow the text: the link to the section that is being read says so.

/** Marks in `contents` the section that stands at the top of the window, and keeps it in view in `side`. */
export function spyOn(contents, side) {
  const links = [...contents.querySelectorAll("a[href^='#']")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const list = contents.querySelector("details");
  let current = null;
  let waiting = false;

  function look() {
    waiting = false;
    const line = Math.min(innerHeight / 3, 110); // the next heading often follows close behind
    let at = -1;
    headings.forEach((heading, number) => {
      if (heading && heading.getBoundingClientRect().top <= line) at = number;
    });
    if (links[at] !== current) show(links[at] ?? null);
  }

  function show(link) {
    current?.removeAttribute("aria-current");
    for (const open of contents.querySelectorAll(".toc__open")) open.classList.remove("toc__open");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    for (let item = link.closest("li"); item; item = item.parentElement.closest("li")) item.classList.add("toc__open");
    keepInView(link);
  }

  /** Scrolls the column beside the text, and never the page. */
  function keepInView(link) {
    if (side.scrollHeight <= side.clientHeight) return;
    const box = side.getBoundingClientRect();
    const { top, bottom } = link.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) side.scrollTop += top - box.top - side.clientHeight / 3;
  }

  list.classList.add("toc--spied");
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  }, { passive: true });
  addEventListener("resize", look);
  look();
}
