// Exercises that go on by plain forms and links: with script only the part of the page that changes comes back.

/** Lets every form and link inside `[data-steps]` that leads to this same page change only that part of it. */
export function attachSteps(shown = () => {}) {
  const stage = () => document.querySelector("[data-steps]");

  document.addEventListener("submit", (event) => {
    if (!stage()?.contains(event.target) || event.target.method !== "get") return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target, event.submitter)).toString();
    go(address, true);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && event.button === 0;
    if (!link || !plain || !stage()?.contains(link) || new URL(link.href).pathname !== location.pathname) return;
    event.preventDefault();
    go(new URL(link.href), true);
  });

  addEventListener("popstate", () => go(new URL(location.href), false));

  async function go(address, remember) {
    let page;
    try {
      const response = await fetch(address);
      if (!response.ok) throw new Error(String(response.status));
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return location.assign(address); // the browser shows what is wrong
    }
    const fresh = page.querySelector("[data-steps]");
    if (!fresh) return location.assign(address);
    stage().replaceWith(fresh);
    document.title = page.title;
    if (remember) history.pushState(null, "", address);
    for (const link of page.querySelectorAll(".site-header [hreflang]")) {
      const ours = document.querySelector(`.site-header [hreflang="${link.hreflang}"]`);
      if (ours) ours.href = link.href; // another language shows the same step
    }
    shown();
    const focus = fresh.querySelector("[data-focus]");
    focus?.focus({ preventScroll: true });
    focus?.scrollIntoView({ block: "nearest" });
  }
  shown();
}
