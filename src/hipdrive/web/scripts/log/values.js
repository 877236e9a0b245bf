// Values that taps make: pieces as they are kept and sent, and what stands in a card before it is tapped.
import { newId } from "/scripts/page.js";

// A piece of a session: an id of its own, a revision that grows with every change, and the revision that the server is known to have.
export const pieceOf = ({ id, on }, kind, body, more = {}) => ({
  id: newId(),
  session: id,
  kind,
  number: 0,
  revision: 1,
  sent: 0,
  refused: null,
  withdrawn: false,
  on,
  at: Date.now(),
  step: null,
  of: null,
  body,
  ...more,
});

export const revised = (piece, more) => ({ ...piece, revision: piece.revision + 1, ...more });

export const setBody = ({ exercise, line }, { reps, metres, hold, load, rir, faults }) => ({
  exercise,
  side: line.side,
  reps: line.metres === null ? reps : null,
  distance_m: line.metres === null ? null : metres,
  hold_s: line.hold === null ? null : hold,
  load,
  rir,
  faults,
  skipped: false,
});

export const skippedBody = (step) => ({ ...setBody(step, { load: null, rir: null, faults: [] }), reps: null, distance_m: null, hold_s: null, skipped: true });

export const painBody = ({ pain, site, painSide }, when, { side = painSide || null, exercise = null } = {}) => ({
  when,
  level: pain,
  site,
  side,
  exercise,
});

export const bare = () => ({ pain: 0, site: "elsewhere", painSide: "", note: "" });

// What stands in the card at first: as asked, at the load that this side used last.
export const freshDraft = ({ exercise, line }, before) => {
  const last = before.findLast(({ body }) => body.exercise === exercise && body.side === line.side && !body.skipped);
  const { metres, hold } = line;
  return { ...bare(), reps: line.reps ?? last?.body.reps ?? null, metres, hold, load: last?.body.load ?? line.load, rir: null, faults: [] };
};

// What stands in the card of a set that is to be changed; a set that was skipped starts as asked.
export const loggedDraft = (set, pain, step) => {
  if (set.body.skipped) return freshDraft(step, []);
  const { reps, distance_m: metres, hold_s: hold, load, rir, faults } = set.body;
  const felt = pain ? { pain: pain.body.level, site: pain.body.site } : {};
  return { ...bare(), reps, metres, hold, load, rir, faults, ...felt };
};
