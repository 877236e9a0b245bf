// What every page's script starts from: the page's own words and values, and asking the server with a time limit.
const held = (id) => JSON.parse(document.getElementById(id).textContent);

export const words = held("words");
export const sent = held("sent");

const LONGEST_MS = 10000;

// The words of a key, each {place} filled; a number is written as the page's language writes it.
export const say = (key, values = {}) =>
  words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));

export const shown = (value, digits = 1) =>
  typeof value === "number"
    ? new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value)
    : String(value);

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
export const ask = async (method, address, body, { within_ms: within = LONGEST_MS } = {}) => {
  const asked = { method, signal: AbortSignal.timeout(within), credentials: "same-origin" };
  if (body !== undefined) {
    asked.headers = { "content-type": "application/json" };
    asked.body = JSON.stringify(body);
  }
  const answer = await fetch(address, asked);
  const said = await answer.json();
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
};
