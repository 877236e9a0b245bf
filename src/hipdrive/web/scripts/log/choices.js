// What can be done besides the session, and in place of an exercise of it: fetched behind the page, and kept on the phone beside it.
const KEPT = `hipdrive-log ${location.pathname} choices`;
const LATER_MS = 1500; // the page that opens has the phone and the line to itself first
const WITHIN_MS = 200000; // the first search of a day takes seconds
const PARTS = { "choices.json": "exercises", "stand-ins.json": "swaps" };
const known = { exercises: [], kinds: {}, bands: [], strands: 1, swaps: [] };

export const choices = () => known;

// What stands in for an exercise; undefined while that is not known.
export const standInOf = (exercise) => known.swaps.find((swap) => swap.exercise === exercise);

// Learn what there is, from the phone at once and from the server later; `changed` is called with each news.
export const startLearning = (changed) => {
  const learnAll = () => Object.entries(PARTS).forEach(([name, key]) => learn(`${location.pathname}/${name}`, key, changed).catch(() => {}));
  Object.keys(PARTS).forEach((name) => recall(`${location.pathname}/${name}`, changed).catch(() => {}));
  setTimeout(learnAll, LATER_MS);
  window.addEventListener("online", learnAll);
};

const recall = async (address, changed) => {
  const held = "caches" in window ? await caches.match(address, { cacheName: KEPT }) : undefined;
  if (!held) return;
  Object.assign(known, await held.json());
  changed();
};

// What is no answer of ours, such as the page on which one signs in, teaches nothing.
const learn = async (address, key, changed) => {
  const answer = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(WITHIN_MS) });
  const told = await answer.clone().json();
  if (!answer.ok || !Array.isArray(told[key])) return;
  Object.assign(known, told);
  changed();
  if ("caches" in window) await (await caches.open(KEPT)).put(address, answer);
};
