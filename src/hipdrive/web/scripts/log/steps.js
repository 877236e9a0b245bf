// What a session asks for, step by step, and what its sets say: plain values in, plain values out.
const CHANGE_MS = 10000;
const LETTERS = { left: "L", right: "R", both: "both" };

// One step a set, in the order of the plan; the sides of an exercise take turns.
export const stepsOf = (exercises) => exercises.flatMap(roundsOf).map((step, index) => ({ ...step, index }));

// A block of a session: an exercise with its lines. Blocks are only ever added, so that a step keeps its number; `now` says when one came in
// between, and `off` that it is not to be done after all.
const roundsOf = (block) => {
  const { lines, now = 0, off = false, free = false, how, insteadOf, insteadName, exercise, name } = block;
  const own = { exercise, name, now, off, free, how, insteadOf, insteadName };
  const rounds = Array.from({ length: Math.max(...lines.map(({ sets }) => sets)) }, (_, round) => round + 1);
  return rounds.flatMap((number) => lines.filter(({ sets }) => number <= sets).map((line) => ({ ...own, line, number })));
};

export const ofSession = (pieces, { id }) => pieces.filter((piece) => piece.session === id && !piece.withdrawn);

export const setsOf = (pieces, session) =>
  ofSession(pieces, session).filter(({ kind }) => kind === "set").sort((one, other) => one.number - other.number);

// The first step that no set stands for, such as one that was deleted; what came in between goes first. Undefined after the last one.
export const nextStep = (session, pieces) => {
  const logged = new Set(setsOf(pieces, session).map(({ step }) => step));
  const open = stepsOf(session.exercises).filter(({ index, off }) => !off && !logged.has(index));
  return open.sort((one, other) => other.now - one.now || one.index - other.index)[0];
};

// How long to wait after a step: until this side has rested since its own last set, and sides have been changed. Null where it need not.
export const waitAfter = (session, pieces, done, now) => {
  const coming = nextStep(session, pieces);
  if (!coming) return null;
  const same = coming.exercise === done.exercise;
  const last = setsOf(pieces, session).findLast((set) => set.body.exercise === coming.exercise && set.body.side === coming.line.side);
  const rested = same && last ? last.at + 1000 * coming.line.rest : same ? 0 : now + 1000 * done.line.rest;
  const changed = same && coming.line.side !== done.line.side ? now + CHANGE_MS : 0;
  const until = Math.max(rested, changed);
  return until <= now ? null : { kind: changed >= rested ? "change" : "rest", from: now, until };
};

// Where a hold stands: three seconds to get ready before each repetition. A pure function of when it began, so that sleep does not stop it.
export const READY_MS = 3000;
export const holdAt = ({ from, hold, reps }, now) => {
  const cycle = READY_MS + 1000 * hold;
  const rep = Math.floor((now - from) / cycle);
  if (rep >= reps) return { phase: "over", rep: reps, left: 0 };
  const into = now - from - rep * cycle;
  return into < READY_MS ? { phase: "ready", rep, left: READY_MS - into } : { phase: "holding", rep, left: cycle - into };
};

// A set in the log notation.
export const lineOf = ({ exercise, side, reps, distance_m: metres, hold_s: hold, load, rir, rpe = null, faults, skipped }) => {
  const amount = skipped ? "skipped" : metres === null ? `${reps}` : `${metres}m`;
  const options = skipped ? [] : [hold !== null && `hold ${hold}s`, load !== null && `@${load}`, rir !== null && `rir ${rir}`, rpe !== null && `rpe ${rpe}`];
  const form = faults.length && !skipped ? `form ${faults.map((fault) => fault.replaceAll(" ", "-")).join(",")}` : "";
  return [exercise, LETTERS[side], amount, ...options, form].filter(Boolean).join(" ");
};

// The day of an instant where the phone is, as 2026-11-28.
export const dayOf = (instant) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
};
