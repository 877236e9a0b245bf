// A search of seconds that somebody waits for: asked for, followed while it goes on, and stopped when wanted.
import { answered, ask, newId, say } from "/scripts/page.js";

const LONGEST_MS = 300000;
const SAID_AT = 0.25;

// A search that was stopped by who asked for it.
export class Stopped extends Error {}

// What stands in the box: how far it is for the eye, and every quarter for who listens.
const drawn = (box, how) => {
  const bar = box.querySelector("progress");
  let quarter = -1;
  return ({ done, of }) => {
    const { share, words } = of ? how(done, of) : { share: 0, words: say("search_waits") };
    bar.value = share;
    box.querySelector(".reached").textContent = words;
    bar.setAttribute("aria-valuetext", words);
    if (Math.floor(share / SAID_AT) === quarter) return;
    quarter = Math.floor(share / SAID_AT);
    box.querySelector(".told").textContent = words;
  };
};

const listening = (id, tell) => {
  const events = new EventSource(`/api/searches/${id}/events`);
  events.addEventListener("message", ({ data }) => {
    const reached = JSON.parse(data);
    if (reached.over) events.close();
    else tell(reached);
  });
  return events;
};

// Have `search` done with the options that it hands on; what it returns. `how` turns what is done, and of how much, into a share and words.
// Throws Stopped where it is stopped. Whoever had the focus on what was pressed has it on the button that stops, and back afterwards.
const followed = async (box, how, search) => {
  const [id, stops, button] = [newId(), new AbortController(), box.querySelector(".stop")];
  const tell = drawn(box, how);
  const before = document.activeElement;
  const stop = () => stops.abort(new Stopped());
  button.addEventListener("click", stop);
  tell({ done: 0, of: 0 });
  box.hidden = false;
  if (before !== document.body) button.focus();
  const events = listening(id, tell);
  try {
    return await search({ headers: { "search-id": id }, stopped: stops.signal });
  } finally {
    events.close();
    button.removeEventListener("click", stop);
    const held = document.activeElement === button;
    box.hidden = true;
    // Whoever asks lets the pressed button be pressed again first.
    if (held) setTimeout(() => before.focus());
  }
};

// What a search answers that is sent for with a body.
export const searching = (box, how, address, body) =>
  followed(box, how, (options) => ask("POST", address, body, { within_ms: LONGEST_MS, ...options }));

// Have the page at an address made, and go there: it comes at once then, because what was found is kept. It says itself what is refused.
export const goingTo = (box, how, address) =>
  followed(box, how, async (options) => {
    const page = await answered("GET", address, undefined, { within: LONGEST_MS, ...options });
    await page.text();
    location.assign(address);
  });
