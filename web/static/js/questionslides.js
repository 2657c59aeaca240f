// A trainer's own questions as slides.  Each is asked when its slide comes up, so that the answer is there when it is wanted.
// Slides are called "3" for the third question and "3.1", "3.2" for what follows it, as on the server.

/** Fills the screen with a slide for each of `questions`; `show` is called when an answer replaces what is shown. */
export function attachQuestions(presenter, questions, show) {
  const screen = presenter.querySelector("[data-screen]");
  const strings = JSON.parse(document.querySelector("[data-strings]").textContent);
  const template = (name) => document.querySelector(`[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
  const asked = new Map(); // number of a question -> promise of its slides

  screen.replaceChildren(...questions.map(questionSlide));

  function named(slide, name, number) {
    slide.dataset.slide = name;
    slide.dataset.number = number;
    slide.dataset.count = `${number} / ${questions.length}`;
    slide.setAttribute("aria-label", fill(strings.question, { number, count: questions.length }));
    slide.hidden = true;
    return slide;
  }

  function questionSlide(question, position) {
    const slide = named(template("question"), String(position + 1), position + 1);
    slide.querySelector("[data-kicker]").textContent = slide.getAttribute("aria-label");
    slide.querySelector("[data-question]").textContent = question;
    slide.dataset.asks = "";
    return slide;
  }

  async function answerSlides(number) {
    const question = questions[number - 1];
    let reply;
    try {
      const response = await fetch(presenter.dataset.ask, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question }),
      });
      reply = await response.json();
      if (!response.ok) return [failedSlide(number, reply.error?.message ?? strings.failed)];
    } catch {
      return [failedSlide(number, strings.failed)];
    }
    if (!reply.quotes.length) return [noneSlide(number, reply)];
    const screens = reply.quotes.flatMap((quote) => screensOf(quote, Number(presenter.dataset.most)));
    return screens.map((screen, position) => quoteSlide(number, reply, screen, position, screens.length));
  }

  function quoteSlide(number, reply, { quote, lines }, position, count) {
    const slide = named(template("quote"), `${number}.${position + 1}`, number);
    head(slide, number, reply.language);
    if (count > 1) slide.querySelector("[data-part]").textContent = fill(strings.part, { part: position + 1, parts: count });
    const block = slide.querySelector("[data-quote]");
    block.lang = quote.language;
    block.replaceChildren(...lines);
    const link = slide.querySelector("[data-citation]");
    link.href = quote.citation.url;
    link.textContent = quote.citation.text;
    return slide;
  }

  function noneSlide(number, reply) {
    const slide = named(template("none"), `${number}.1`, number);
    head(slide, number, reply.language);
    slide.querySelector("[data-notes]").replaceChildren(
      ...reply.notes.map((note) => Object.assign(document.createElement("p"), { className: "slide__note", lang: reply.language, textContent: note })),
    );
    const related = slide.querySelector("[data-related]");
    related.hidden = !reply.related.length;
    related.querySelector("ul").replaceChildren(
      ...reply.related.map(({ citation }) => {
        const item = document.createElement("li");
        item.append(Object.assign(document.createElement("a"), { href: citation.url, textContent: citation.text }));
        return item;
      }),
    );
    return slide;
  }

  function failedSlide(number, problem) {
    const slide = named(template("failed"), `${number}.1`, number);
    head(slide, number);
    slide.querySelector("[data-problem]").textContent = problem;
    slide.querySelector("[data-again]").addEventListener("click", async () => {
      asked.delete(number);
      slide.remove();
      show(await ask(number));
    });
    return slide;
  }

  function head(slide, number, language) {
    const question = slide.querySelector("[data-question]");
    question.textContent = questions[number - 1];
    if (language) question.lang = language;
  }

  /** Asks the question with `number` once; its answers' slides then stand after its own.  Gives the first of them. */
  function ask(number) {
    if (!asked.has(number)) {
      asked.set(number, answerSlides(number).then((answers) => {
        screen.querySelector(`[data-slide="${number}"]`).after(...answers);
        return answers[0];
      }));
    }
    return asked.get(number);
  }

  const waits = (slide) => "asks" in slide.dataset && !screen.querySelector(`[data-slide="${slide.dataset.slide}.1"]`);

  return {
    /** Whether the answers to the question on `slide` are not there yet. */
    waits,
    answer: (slide) => ask(Number(slide.dataset.number)),
    /** Asks ahead, while the room thinks. */
    prepare: (slide) => {
      if (waits(slide)) ask(Number(slide.dataset.number));
    },
    /** The slide called `name`, with the answers it belongs to; the first slide when there is none of that name. */
    async start(name) {
      const number = Number(name.split(".")[0]);
      if (name.includes(".") && number >= 1 && number <= questions.length) await ask(number);
      return screen.querySelector(`[data-slide="${CSS.escape(name)}"]`) ?? screen.querySelector(`[data-slide="${CSS.escape(String(number))}"]`) ?? screen.firstElementChild;
    },
  };
}

/** The lines of a quote as paragraphs, those of a long list on several screens of at most `most` characters. */
function screensOf(quote, most) {
  const text = [...quote.text]; // the server counts characters, not halves of surrogate pairs
  const marked = quote.highlights.reduce((sum, [a, b]) => sum + b - a, 0);
  const marks = marked < quote.text.trim().length ? quote.highlights : []; // where every word answers, none is marked
  const screens = [];
  let at = 0;
  for (const line of quote.text.split("\n")) {
    const end = at + [...line].length;
    if (line.trim()) {
      if (!screens.length || end - screens.at(-1).start > most) screens.push({ quote, start: at, lines: [] });
      screens.at(-1).lines.push(paragraph(text, at, end, marks));
    }
    at = end + 1;
  }
  return screens;
}

/** `[from, end)` of `text`, the answering words marked: the quote's own characters and no others. */
function paragraph(text, from, end, marks) {
  const cut = (start, stop) => text.slice(start, stop).join("");
  const element = document.createElement("p");
  for (const [a, b] of marks) {
    const start = Math.max(a, from);
    const stop = Math.min(b, end);
    if (start >= stop) continue;
    element.append(cut(from, start), Object.assign(document.createElement("mark"), { textContent: cut(start, stop) }));
    from = stop;
  }
  element.append(cut(from, end));
  return element;
}

function fill(text, values) {
  return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
}
