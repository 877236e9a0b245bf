// What was logged, and what became of each set; the same as a file, for whoever cannot send it.
import { say, sent } from "/scripts/page.js";
import { button, el } from "/scripts/log/parts.js";
import { isWaiting } from "/scripts/log/store.js";
import { lineOf } from "/scripts/log/steps.js";

// 'right, Reps: 5, 10 kg on the stack'; the load in the words of the plan where it has any.
const setWords = ({ body }, step) => {
  const amount = body.distance_m === null ? `${say("reps")}: ${body.reps}` : `${body.distance_m} m`;
  const load = step?.line.loads.find(([notation]) => notation === body.load)?.[1] ?? body.load;
  return [say(body.side), ...(body.skipped ? [say("skipped")] : [amount, load])].filter(Boolean).join(", ");
};

const stateOf = (piece) => {
  if (piece.refused?.revision === piece.revision) return ["refused", say("refused", { why: piece.refused.why })];
  if (isWaiting(piece)) return ["waiting", say("waiting")];
  return ["sent", piece.uncounted ? say("uncounted") : say("sent")];
};

// Sets of a session, the last one first, each with its state; the pain that came with one speaks for it where it is refused.
export const setList = ({ sets, pieces, step, act }) => {
  const told = sets.filter((set) => !set.swapped || set.refused?.revision === set.revision); // left out for another exercise: that one is told
  const rows = told.toReversed().map((set) => {
    const with_it = [set, ...pieces.filter((piece) => piece.of === set.id && !piece.withdrawn)];
    const [state, words] = with_it.map(stateOf).sort(([one], [other]) => "rws".indexOf(one[0]) - "rws".indexOf(other[0]))[0];
    const name = step(set)?.name ?? set.body.exercise;
    const said = setWords(set, step(set));
    const change = button(say("edit"), () => act.edit(set), { kind: "quiet" });
    change.setAttribute("aria-label", `${say("edit")}: ${name}, ${said}`);
    const shown = el("span", {}, el("b", {}, name), " ", said, el("span", { class: `line state ${state}` }, words));
    return el("li", { "data-piece": set.id, "data-state": state }, shown, change);
  });
  return el("div", {}, el("h2", {}, say("logged")), el("ul", { class: "sets" }, ...rows));
};

// Pains and notes that stand for themselves and were refused; null where there are none.
export const otherList = ({ pieces, act }) => {
  const refused = pieces.filter((piece) => piece.kind !== "set" && !piece.of && piece.refused?.revision === piece.revision);
  const row = (piece) => {
    const what = piece.kind === "note" ? piece.body.note : `${say("pain")}: ${piece.body.level}`;
    const state = el("span", { class: "line state refused" }, say("refused", { why: piece.refused.why }));
    return el("li", { "data-state": "refused" }, el("span", {}, what, state), button(say("drop"), () => act.drop(piece), { kind: "quiet" }));
  };
  return refused.length ? el("ul", { class: "sets" }, ...refused.map(row)) : null;
};

// One line on how much waits; nothing while nothing was logged.
export const statusLine = ({ pieces, signedOut, sendNow, unkept }) => {
  const waiting = pieces.filter(isWaiting).length;
  if (!pieces.length && !unkept.length) return [];
  const files = [button(say("exportFile"), () => saveFile(pieces, unkept), { kind: "quiet" }), button(say("exportText"), () => saveText(pieces, unkept), { kind: "quiet" })];
  if (!waiting) return [say("allSent"), el("span", { class: "row" }, ...files)];
  const login = `/login?next=${encodeURIComponent(location.pathname)}`;
  const words = signedOut ? [say("signIn", { waiting }), " ", el("a", { href: login }, say("signInLink"))] : [say("someWaiting", { waiting })];
  return [...words, el("span", { class: "row" }, button(say("sendNow"), sendNow, { kind: "quiet" }), ...files)];
};

const download = (text, type, ending) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: `hipdrive-${new Date().toISOString().slice(0, 10)}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};

// Everything that is kept here and what could not be, as it would be sent.
const saveFile = (pieces, unkept) => {
  const told = [...pieces, ...unkept].map(({ id, session, kind, revision, on, number, withdrawn, body }) => ({ id, session, kind, revision, on, number, withdrawn, body }));
  download(`${JSON.stringify({ athlete: sent.athlete, pieces: told }, null, 1)}\n`, "application/json", "json");
};

// The sets in the log notation, by day; pains and notes as comments.
const saveText = (pieces, unkept) => {
  const kept = [...pieces, ...unkept].filter(({ withdrawn }) => !withdrawn);
  const days = [...new Set(kept.map(({ on }) => on))].sort();
  const lines = days.flatMap((on) => [`# ${on}`, ...kept.filter((piece) => piece.on === on).map(textOf)]);
  download(`${lines.join("\n")}\n`, "text/plain", "txt");
};

const textOf = ({ kind, body }) => {
  if (kind === "set") return lineOf(body);
  if (kind === "note") return `# ${body.note.replaceAll("\n", " ")}`;
  return `# pain ${[body.level, body.site, body.side, body.when, body.exercise].filter((word) => word !== null).join(" ")}`;
};
