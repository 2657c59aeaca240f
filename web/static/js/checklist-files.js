// A filled checklist as a file and back, without leaving the browser: the same files, and the same complaints about a
// file, as the server's (web/checklists).  `frame` is what the server says of the checklist; `filled` is
// {institution, date, entries: {id: {answer, note}}}.

const FORMAT = "guidance-assistant/checklist";
const VERSION = 1;
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NEEDED = ["id", "answer", "note"];
const ANSWERS = ["yes", "no", "in progress", ""];
const NONE = { answer: "", note: "" };

/** What is wrong with a file: sentences for the reader. */
export class FileError extends Error {
  constructor(problems) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

// -- writing ----------------------------------------------------------------------------------------------------------
export const WRITERS = {
  csv: { write: toCsv, type: "text/csv", ending: "csv" },
  json: { write: toJson, type: "application/json", ending: "json" },
  markdown: { write: toMarkdown, type: "text/markdown", ending: "md" },
};

/** A cell so that no spreadsheet program takes it for a formula. */
function guarded(cell) {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell) {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function toCsv(frame, { institution, date, entries }) {
  const rows = frame.items.map((item) => {
    const { answer, note } = entries[item.id] ?? NONE;
    return { ...item, number: String(item.number), answer, note, institution, date };
  });
  const lines = [frame.columns, ...rows.map((row) => frame.columns.map((column) => guarded(row[column])))];
  return `\ufeff${lines.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`).join("")}`;
}

function toJson(frame, { institution, date, entries }) {
  const items = frame.items.map(({ id, item, citation }) => {
    const { answer, note } = entries[id] ?? NONE;
    return { id, item, answer, note, citation };
  });
  return `${JSON.stringify({ ...Object.fromEntries(frame.head), institution, date, items, source: frame.source }, null, 2)}\n`;
}

function toMarkdown(frame, { institution, date, entries }) {
  const words = frame.markdown;
  const parts = [words.title];
  if (institution) parts.push(`${words.institution}: ${escaped(institution)}`);
  if (date) parts.push(`${words.date}: ${escaped(date)}`);
  parts.push(words.question);
  frame.items.forEach((item, position) => {
    const { answer, note } = entries[item.id] ?? NONE;
    parts.push(`## ${item.number}. ${words.answers[answer]}`, words.quotes[position]);
    if (note.trim()) parts.push(`${words.note}: ${note.trim().split("\n").map(escaped).join("\n")}`);
  });
  return `${[...parts, words.source].join("\n\n")}\n`;
}

/** Text with the characters escaped that Markdown would take for markup. */
function escaped(text) {
  return text.replace(/([\\`*_[\]<>|~])/g, "\\$1").replace(/^(\s*\d*)([-+#.)])(?=\s)/, "$1\\$2");
}

// -- reading ----------------------------------------------------------------------------------------------------------
/** {filled, remarks} of the file with these bytes.  Throws FileError with all that is wrong, when anything is. */
export function readFile(frame, bytes, largest, messages) {
  const say = (code, values = {}) => messages[code].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  const refuse = (code, values) => {
    throw new FileError([say(code, values)]);
  };
  if (bytes.byteLength > largest) refuse("large");
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n"); // takes the mark off
  } catch {
    refuse("encoding");
  }
  if (!text.trim()) refuse("empty");
  const records = /^\s*[{[]/.test(text) ? fromJson(text, say, refuse) : fromCsv(text, say, refuse);
  return checked(frame, records, say, refuse);
}

function fromJson(text, say, refuse) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    refuse("json");
  }
  if (body?.format !== FORMAT || !Array.isArray(body.items)) refuse("format");
  if (body.version !== VERSION) refuse("version");
  const { institution = "", date = "" } = body;
  return body.items.map((entry, position) => {
    const place = say("entry", { number: position + 1 });
    const fields = isRecord(entry) ? { institution, date, answer: "", note: "", ...entry } : {};
    const texts = [fields.id, fields.answer, fields.note, fields.institution, fields.date];
    if (texts.some((value) => typeof value !== "string")) refuse("shape", { place });
    return { place, fields };
  });
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fromCsv(text, say, refuse) {
  const first = text.split("\n", 1)[0];
  const times = (delimiter) => first.split(delimiter).length;
  const delimiter = [",", ";", "\t"].reduce((best, one) => (times(one) > times(best) ? one : best));
  const [header, ...rows] = table(text, delimiter) ?? refuse("table");
  const columns = header.map((cell) => unguarded(cell).trim().toLowerCase());
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (missing.length) throw new FileError(missing.map((value) => say("column", { value })));
  return rows.flatMap((row, position) => {
    if (!row.some((cell) => cell.trim())) return [];
    const fields = Object.fromEntries(columns.map((name, n) => [name, unguarded(row[n] ?? "")]));
    return [{ place: say("row", { number: position + 2 }), fields }];
  });
}

/** The rows of a CSV text as arrays of cells; null when a quotation mark is not closed or text follows a closed one. */
function table(text, delimiter) {
  const rows = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0) return null;
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      if (at < text.length && text[at] !== delimiter && text[at] !== "\n") return null;
    } else {
      const rest = text.slice(at);
      const end = rest.search(delimiter === "\t" ? /[\t\n]/ : new RegExp(`[${delimiter}\\n]`));
      cell = end < 0 ? rest : rest.slice(0, end);
      at += cell.length;
    }
    rows.at(-1).push(cell);
    if (text[at] === "\n") rows.push([]);
    else if (at < text.length && at + 1 === text.length) rows.at(-1).push(""); // the text ends in a delimiter
    at += 1;
  }
  return rows;
}

function checked(frame, records, say, refuse) {
  const known = new Set(frame.items.map((item) => item.id));
  const entries = {};
  const problems = [];
  const remarks = [];
  for (const { place, fields } of records) {
    const id = fields.id.trim();
    const answer = fields.answer.trim().toLowerCase().split(/[\s_-]+/).join(" ");
    if (!known.has(id)) remarks.push(say("left_out", { place, value: fields.item || id }));
    else if (entries[id]) problems.push(say("twice", { place }));
    else if (!ANSWERS.includes(answer)) problems.push(say("answer", { place, value: fields.answer }));
    else entries[id] = { answer, note: fields.note };
  }
  const institutions = distinct(records, "institution");
  const dates = distinct(records, "date");
  if (institutions.length > 1) problems.push(say("several"));
  if (!Object.keys(entries).length && !problems.length) problems.push(say("strange"));
  if (problems.length) throw new FileError(problems);
  const good = dates.filter(isDate);
  for (const value of dates) if (!good.includes(value)) remarks.push(say("date", { value }));
  return { filled: { institution: institutions[0] ?? "", date: good[0] ?? "", entries }, remarks };
}

function distinct(records, key) {
  return [...new Set(records.map(({ fields }) => String(fields[key] ?? "").trim()).filter(Boolean))];
}

function isDate(text) {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
