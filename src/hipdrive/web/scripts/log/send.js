// Sends what is kept: one request a piece, each idempotent, again and again until the server has answered.
import { ask, Refused, sent } from "/scripts/page.js";
import { everything, isWaiting, writePiece } from "/scripts/log/store.js";

const FIRST_MS = 2000;
const MOST_MS = 60000;
const WITHIN_MS = 8000;
const LOCK_MS = 20000;
const FINAL = [400, 409, 413, 422];
const HERE = `/api/athletes/${sent.athlete}`;

// Whether the same request would be refused again, so that the set is shown with what to do. Any other no may become a yes, such as once
// the right person has signed in.
const isFinal = ({ status, code }) => FINAL.includes(status) || code === "unknown_name";

// Start sending. `changed` is called when something became of a piece, `heard` with each answer. Returns a function that sends now.
export const startSending = ({ changed, heard, signedOut }) => {
  let delay = FIRST_MS;
  let timer = 0;
  let busy = false;
  let again = false;

  // Only one tab sends at a time; a tab that was put to sleep with the lock does not stop the others, since twice is once.
  const alone = async (work) => {
    if (!navigator.locks) return work();
    try {
      return await navigator.locks.request(`hipdrive-send-${sent.athlete}`, { signal: AbortSignal.timeout(LOCK_MS) }, work);
    } catch (error) {
      if (error.name === "TimeoutError" || error.name === "AbortError") return work();
      throw error;
    }
  };

  const sendOne = async (piece) => {
    const { id, session, kind, revision, on, number, withdrawn, body } = piece;
    try {
      const address = `${HERE}/sessions/${session}/${kind}s/${id}`;
      const answer = await ask("PUT", address, { ...body, revision, on, number, withdrawn }, { within_ms: WITHIN_MS, heard });
      if (answer.id !== id) throw new TypeError("another answer");
      signedOut(false);
      await writePiece(id, (now) => ({ sent: Math.max(now.sent, revision), refused: null, uncounted: !answer.counts }));
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 429) throw error;
      if (error.status === 401) {
        signedOut(true);
        throw error;
      }
      if (isFinal(error)) await writePiece(id, () => ({ refused: { revision, why: error.message } }));
      return isFinal(error);
    }
  };

  // Each waiting piece once, in order; true if none is left.
  const sendAll = async () => {
    const tried = new Map();
    let whole = true;
    for (;;) {
      const { pieces } = await everything();
      const due = pieces.filter((piece) => isWaiting(piece) && tried.get(piece.id) !== piece.revision);
      const piece = due.sort((one, other) => one.at - other.at)[0];
      if (!piece) return whole;
      tried.set(piece.id, piece.revision);
      whole = (await sendOne(piece)) && whole;
      changed();
    }
  };

  const run = async () => {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    const whole = await alone(sendAll).catch(() => false);
    busy = false;
    changed();
    if (again) return run();
    delay = whole ? FIRST_MS : Math.min(2 * delay, MOST_MS);
    if (!whole) timer = setTimeout(run, delay);
  };

  const now = () => {
    delay = FIRST_MS;
    return run();
  };
  window.addEventListener("online", now);
  window.addEventListener("pageshow", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  return now;
};
