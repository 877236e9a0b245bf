// What every page's script starts from: the page's own words and values, and asking the server with a time limit.
const held = (id) => JSON.parse(document.getElementById(id).textContent);

export const words = held("words");
export const sent = held("sent");

const LONGEST_MS = 10000;
const KG_PER_LB = 0.45359237;
const looks = document.documentElement.dataset;

// What a reader of pounds or kilograms typed, in kg.
export const kg_of = (typed) => (looks.mass === "lb" ? typed * KG_PER_LB : typed);

// The words of a key, each {place} filled; a number is written as the page's language writes it.
export const say = (key, values = {}) =>
  words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));

// Formats by their digits, made once: that takes longer than to write a number.
const formats = new Map();
const numbers = (digits) => {
  if (!formats.has(digits)) formats.set(digits, new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }));
  return formats.get(digits);
};

export const shown = (value, digits = 1) => (typeof value === "number" ? numbers(digits).format(value) : String(value));

// A day such as '2026-11-30', as the page writes days.
export const shownDay = (day) => {
  const { lang } = document.documentElement;
  const style = { dateStyle: "medium", timeZone: "UTC" };
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, style).format(new Date(`${day}T00:00Z`));
};

// An id of one's own for what is put (UUID, version 4); also where the page did not come over a secure line.
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// An answer that says no: its code, what it is about, its HTTP status, and a sentence for who reads.
export class Refused extends Error {
  constructor(status, { error, about, shown: sentence }) {
    super(sentence);
    this.status = status;
    this.code = error;
    this.about = about;
  }
}

// Ask the server; what it answers as JSON. Throws Refused where it says no, another error where it cannot be reached in time.
// `heard` is shown the answer itself before, for its headers. What `stopped` is aborted with is thrown.
export const ask = async (method, address, body, { within_ms: within = LONGEST_MS, heard = () => {}, headers = {}, stopped } = {}) => {
  const answer = await answered(method, address, body, { within, headers, stopped });
  const said = await answer.json();
  heard(answer);
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
};

// The answer itself, within a time or until it is stopped.
export const answered = (method, address, body, { within, headers, stopped }) => {
  const ends = new AbortController();
  setTimeout(() => ends.abort(new DOMException("", "TimeoutError")), within);
  stopped?.addEventListener("abort", () => ends.abort(stopped.reason));
  const asked = { method, signal: ends.signal, credentials: "same-origin", headers: { ...headers } };
  if (body !== undefined) {
    asked.headers["content-type"] = "application/json";
    asked.body = JSON.stringify(body);
  }
  return fetch(address, asked);
};
