// What this phone keeps: sessions and their pieces (sets, pains, notes), each written whole before it is shown as kept.
import { sent } from "/scripts/page.js";

const NAME = `hipdrive-log-${sent.athlete}`;
const KEPT_MS = 14 * 24 * 3600 * 1000;
const told = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
let opened = null;

// Open the store; a phone that is asked not to forget may still do so, but rarely.
export const openStore = async (changedElsewhere) => {
  opened = await new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => ["sessions", "pieces"].forEach((name) => asked.result.createObjectStore(name, { keyPath: "id" }));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  navigator.storage?.persist?.().catch(() => {});
  if (told) told.onmessage = changedElsewhere;
};

const read = (work, name) =>
  new Promise((done, failed) => {
    const asked = work.objectStore(name).getAll();
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

export const everything = async () => {
  const work = opened.transaction(["sessions", "pieces"]);
  const [sessions, pieces] = await Promise.all([read(work, "sessions"), read(work, "pieces")]);
  return { sessions, pieces };
};

// One transaction: `change` is shown all there is and says what to write. Resolves once the disk has it; rejects, nothing written, if not.
export const write = (change) =>
  new Promise((done, failed) => {
    const work = opened.transaction(["sessions", "pieces"], "readwrite", { durability: "strict" });
    let cause = null;
    work.oncomplete = () => {
      told?.postMessage("changed");
      done();
    };
    work.onabort = () => failed(cause ?? work.error ?? new DOMException("aborted", "AbortError"));
    Promise.all([read(work, "sessions"), read(work, "pieces")])
      .then(([sessions, pieces]) => {
        const { sessions: changed = [], pieces: added = [], gone = [] } = change({ sessions, pieces }) ?? {};
        changed.forEach((session) => work.objectStore("sessions").put(session));
        added.forEach((piece) => work.objectStore("pieces").put(piece));
        gone.forEach(([name, id]) => work.objectStore(name).delete(id));
        work.commit?.();
      })
      .catch((error) => {
        cause = error;
        work.abort();
      });
  });

// Change one piece as it is now, whoever changed it last.
export const writePiece = (id, change) =>
  write(({ pieces }) => ({ pieces: pieces.filter((piece) => piece.id === id).map((piece) => ({ ...piece, ...change(piece) })) }));

export const isWaiting = ({ revision, sent: arrived, refused }) => revision > arrived && refused?.revision !== revision;

// Sessions that were finished long ago and sent whole need not stay on the phone.
export const forgetOld = () =>
  write(({ sessions, pieces }) => {
    const old = sessions.filter(({ id, began, ended }) => {
      const own = pieces.filter(({ session }) => session === id);
      return ended && Date.now() - began > KEPT_MS && own.every((piece) => piece.revision === piece.sent);
    });
    const ids = new Set(old.map(({ id }) => id));
    const parts = pieces.filter(({ session }) => ids.has(session));
    return { gone: [...old.map(({ id }) => ["sessions", id]), ...parts.map(({ id }) => ["pieces", id])] };
  });
