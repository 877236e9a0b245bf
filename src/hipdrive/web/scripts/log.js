// The gym logger: what was kept decides what is shown; every tap is written to the phone first and then sent.
import { ask, say, sent } from "/scripts/page.js";
import { button, day, el } from "/scripts/log-parts.js";
import * as cards from "/scripts/log-cards.js";
import { setList, statusLine } from "/scripts/log-list.js";
import { startSending } from "/scripts/log-send.js";
import { dayOf, holdAt, nextStep, ofSession, setsOf, stepsOf, waitAfter } from "/scripts/log-steps.js";
import { everything, newId, openStore, write } from "/scripts/log-store.js";
import { beep, keepAwake, wakeSound } from "/scripts/log-timer.js";

const SKEW_MS = 5 * 60 * 1000;
const TICK_MS = 200;
const MORNING_MS = 2 * 24 * 3600 * 1000;
const place = (id) => document.getElementById(id);

const state = { sessions: [], pieces: [], card: null, shown: "", draft: {}, editing: null, again: false, next: null, signedOut: false, skew: 0, serverDay: "", unkept: [], failure: "" };
const notices = new Map();
let sendNow = () => {};
let rung = "";

// ---- what is kept

const piece = (session, kind, body, more = {}) => ({ id: newId(), session: session.id, kind, number: 0, revision: 1, sent: 0, refused: null, withdrawn: false, on: session.on, at: Date.now(), step: null, of: null, body, ...more });

const reload = async () => {
  Object.assign(state, await everything());
  show();
};

// Write, and only then show and send. What cannot be kept is said at once and offered as a file.
const keep = async (change) => {
  let tried = [];
  try {
    await write((all) => {
      const written = change(all) ?? {};
      tried = written.pieces ?? [];
      return written;
    });
    Object.assign(state, { unkept: [], failure: "" });
  } catch (error) {
    state.unkept = tried;
    state.failure = error.name === "QuotaExceededError" ? say("full") : say("unkept", { why: error.name });
    show();
    return false;
  }
  await reload();
  sendNow();
  return true;
};

const openSession = () => state.sessions.filter(({ ended }) => !ended).sort((one, other) => other.began - one.began)[0];
const lastEnded = () => state.sessions.filter(({ ended }) => ended).sort((one, other) => other.began - one.began)[0];

const setBody = ({ exercise, line }, { reps, metres, hold, load, rir, faults }) => ({
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

const skippedBody = ({ exercise, line }) => ({ exercise, side: line.side, reps: null, distance_m: null, hold_s: null, load: null, rir: null, faults: [], skipped: true });

const painBody = ({ pain, site, painSide }, when, { side = painSide || null, exercise = null } = {}) => ({ when, level: pain, site, side, exercise });

const bare = () => ({ pain: 0, site: "front_of_hip", painSide: "", note: "" });

// What stands in the card at first: as asked, at the load that this side used last.
const fresh = (step, before) => {
  const last = before.findLast(({ body }) => body.exercise === step.exercise && body.side === step.line.side && !body.skipped);
  return { ...bare(), reps: step.line.reps ?? last?.body.reps ?? null, metres: step.line.metres, hold: step.line.hold, load: last?.body.load ?? step.line.load, rir: null, faults: [] };
};

const asLogged = (set, pain) => {
  const { reps, distance_m: metres, hold_s: hold, load, rir, faults } = set.body;
  return { ...bare(), reps, metres, hold, load, rir, faults, pain: pain?.body.level ?? 0, site: pain?.body.site ?? "front_of_hip" };
};

// ---- what a tap does

const act = {
  begin: () =>
    keep(({ sessions }) => {
      if (sessions.some(({ ended }) => !ended)) return {};
      state.again = false;
      const session = { id: newId(), on: dayOf(new Date()), began: Date.now(), ended: false, dayTold: false, exercises: sent.exercises, timer: null };
      return { sessions: [session] };
    }),
  save: (step, draft) => {
    if (step.line.metres === null && draft.reps === null) {
      state.failure = say("howMany");
      return showNotices();
    }
    return logSteps([[step, setBody(step, draft), draft]]);
  },
  skip: (step) => logSteps([[step, skippedBody(step), null]]),
  skipRest: () => {
    const session = openSession();
    const logged = new Set(setsOf(state.pieces, session).map(({ step }) => step));
    return logSteps(stepsOf(session.exercises).filter(({ index }) => !logged.has(index)).map((step) => [step, skippedBody(step), null]));
  },
  hold: (step, draft) => withTimer({ kind: "hold", step: step.index, from: Date.now(), hold: draft.hold, reps: draft.reps ?? 1, draft: { ...draft } }),
  stopHold: () => {
    const { timer } = openSession();
    const at = holdAt(timer, Date.now());
    state.draft = { ...timer.draft, reps: at.phase === "over" ? timer.reps : at.rep };
    return withTimer({ ...timer, from: 0, draft: state.draft });
  },
  goOn: () => withTimer(null),
  edit: (set) => {
    state.editing = set.id;
    show();
  },
  back: () => {
    state.editing = null;
    show();
  },
  change: (set, draft) => {
    const step = stepOf(set);
    return changed(set, ({ body }) => ({ body: { ...setBody(step, draft), exercise: body.exercise, side: body.side } }), draft);
  },
  remove: (set) => changed(set, () => ({ withdrawn: true }), bare()),
  finish: (draft) => {
    const session = openSession();
    const pieces = [draft.pain ? piece(session, "pain", painBody(draft, "after"), { number: 900 }) : null, draft.note.trim() ? piece(session, "note", { note: draft.note.trim() }) : null];
    return keep(({ sessions }) => ({ sessions: sessions.filter(({ id }) => id === session.id).map((kept) => ({ ...kept, ended: true, timer: null })), pieces: pieces.filter(Boolean) }));
  },
  morning: (last, draft) => keep(() => ({ pieces: [piece({ id: last.session, on: last.on }, "pain", painBody(draft, "next_morning"), { number: 1000 })] })),
  again: () => {
    state.again = true;
    show();
  },
};

// Log steps of the open session that nobody has logged meanwhile, in another tab for one.
const logSteps = (done) =>
  keep(({ sessions, pieces }) => {
    const session = sessions.find(({ id }) => id === openSession()?.id);
    const logged = new Set(setsOf(pieces, session).map(({ step }) => step));
    const due = done.filter(([step]) => !logged.has(step.index));
    const added = due.flatMap(([step, body, draft]) => {
      const set = piece(session, "set", body, { number: step.index, step: step.index });
      const told = painBody(draft ?? bare(), "during", { side: step.line.side, exercise: step.exercise });
      return draft?.pain ? [set, piece(session, "pain", told, { number: step.index, of: set.id })] : [set];
    });
    if (!added.length) return {};
    const [last] = due.at(-1);
    const timer = due.at(-1)[1].skipped ? null : waitAfter(session, [...pieces, ...added], last, Date.now());
    return { sessions: [{ ...session, timer }], pieces: added };
  });

// Change a set, and the pain that was told with it, each with a revision of its own.
const changed = async (set, change, draft) => {
  const kept = await keep(({ pieces }) => {
    const revised = (old, more) => ({ ...old, revision: old.revision + 1, ...more });
    const now = pieces.find(({ id }) => id === set.id);
    const pain = pieces.find(({ of, withdrawn }) => of === set.id && !withdrawn);
    const told = painBody(draft, "during", { side: now.body.side, exercise: now.body.exercise });
    const felt = draft.pain ? [pain ? revised(pain, { body: told }) : piece({ id: now.session, on: now.on }, "pain", told, { number: now.number, of: now.id })] : pain ? [revised(pain, { withdrawn: true })] : [];
    return { pieces: [revised(now, change(now)), ...felt] };
  });
  if (kept) act.back();
};

const withTimer = (timer) => keep(({ sessions }) => ({ sessions: sessions.filter(({ id }) => id === openSession().id).map((session) => ({ ...session, timer })) }));

const sessionOf = ({ session }) => state.sessions.find(({ id }) => id === session);
const stepOf = (set) => stepsOf(sessionOf(set).exercises)[set.step];

// Another day for the open session: every piece says so anew.
const setDay = (on) =>
  keep(({ sessions, pieces }) => {
    const session = { ...sessions.find(({ id }) => id === openSession().id), on, dayTold: true };
    const moved = ofSession(pieces, session).filter((kept) => kept.on !== on);
    return { sessions: [session], pieces: moved.map((kept) => ({ ...kept, on, revision: kept.revision + 1 })) };
  });

// ---- what is shown

// The last session before today of whose morning nothing was told: as this phone knows it, else as the server said.
const morningDue = () => {
  const today = dayOf(new Date());
  const known = lastEnded();
  const mine = known && known.on < today && Date.now() - known.began < MORNING_MS ? { session: known.id, on: known.on } : null;
  const due = mine ?? sent.last;
  const told = due && state.pieces.some(({ body, session, withdrawn }) => session === due.session && body.when === "next_morning" && !withdrawn);
  return due && due.on < today && !told ? due : null;
};

const view = () => {
  const session = openSession();
  const editing = state.pieces.find(({ id }) => id === state.editing);
  if (editing && sessionOf(editing)) {
    const pain = state.pieces.find(({ of, withdrawn }) => of === editing.id && !withdrawn);
    return { key: `edit ${editing.id}`, draft: () => asLogged(editing, pain), card: (draft) => cards.editCard({ set: editing, step: stepOf(editing), draft, act }), exercise: editing.body.exercise };
  }
  if (session) return inSession(session);
  const last = morningDue();
  if (last) return { key: `morning ${last.session}`, draft: bare, card: (draft) => cards.morningCard({ last, draft, act }) };
  const done = lastEnded();
  if (done && done.on === dayOf(new Date()) && !state.again) {
    const sets = setsOf(state.pieces, done).filter(({ body }) => !body.skipped).length;
    const canRepeat = sent.exercises.length > 0;
    return { key: `done ${done.id} ${sets} ${state.next}`, draft: bare, card: () => cards.doneCard({ sets, next: state.next, canRepeat, act }) };
  }
  if (!sent.exercises.length) return { key: "nothing", draft: bare, card: () => el("div") };
  return { key: "begin", draft: bare, card: () => cards.beginCard({ act, planned: sent }) };
};

const inSession = (session) => {
  const step = nextStep(session, state.pieces);
  const { timer } = session;
  if (!step) return { key: `end ${session.id}`, draft: bare, card: (draft) => cards.endCard({ draft, act }) };
  const holds = timer?.kind === "hold" && timer.step === step.index;
  if (holds && holdAt(timer, Date.now()).phase !== "over") {
    return { key: `hold ${step.index} ${timer.from}`, draft: bare, card: () => cards.holdCard({ timer, step, act }), exercise: step.exercise };
  }
  if (timer && timer.kind !== "hold" && timer.until > Date.now()) {
    return { key: `rest ${timer.until}`, draft: bare, card: () => cards.restCard({ timer, step, act }), exercise: step.exercise };
  }
  const draft = () => (holds ? timer.draft : fresh(step, setsOf(state.pieces, session)));
  return { key: `set ${session.id} ${step.index} ${holds}`, draft, card: (now) => cards.setCard({ step, draft: now, held: holds, act }), exercise: step.exercise };
};

const show = () => {
  const { key, draft, card, exercise = "" } = view();
  if (state.shown !== key) {
    const first = state.shown === "";
    Object.assign(state, { shown: key, draft: draft() });
    state.card = card(state.draft);
    place("now").replaceChildren(state.card);
    if (!first) state.card.querySelector("h2")?.focus({ preventScroll: true });
    if (place("now").getBoundingClientRect().top < 0) place("now").scrollIntoView({ block: "start" });
    rung = "";
  }
  keepAwake(Boolean(state.card.tick));
  tick();
  showPlan(exercise);
  showList();
  showNotices();
};

// During a session the exercise that is done now stands alone.
const showPlan = (exercise) => {
  document.querySelectorAll(".how").forEach((how) => {
    how.hidden = exercise !== "" && how.dataset.exercise !== exercise;
    how.classList.toggle("current", how.dataset.exercise === exercise);
  });
  document.querySelectorAll(".before").forEach((before) => (before.hidden = exercise !== ""));
  place("plan")?.toggleAttribute("hidden", !["set", "rest", "hold", "edit", "begin"].includes(state.shown.split(" ")[0]));
};

const showList = () => {
  const session = openSession() ?? (lastEnded()?.on === dayOf(new Date()) ? lastEnded() : null);
  const sets = session ? setsOf(state.pieces, session) : [];
  place("list").hidden = !sets.length;
  place("list").replaceChildren(...(sets.length ? [setList({ sets, pieces: state.pieces, steps: stepsOf(session.exercises), act })] : []));
  place("status").replaceChildren(...statusLine({ pieces: state.pieces, signedOut: state.signedOut, sendNow, unkept: state.unkept }));
};

const showNotices = () => {
  const session = openSession();
  const shown = [...notices.values()].map((words) => el("p", { class: "banner plain" }, words));
  if (state.failure) shown.unshift(el("p", { class: "banner", role: "alert" }, state.failure));
  if (state.skew && session && !session.dayTold) {
    const days = [...new Set([dayOf(new Date()), state.serverDay])];
    const buttons = days.map((on) => button(day(on), () => setDay(on)));
    shown.push(el("div", { class: "banner", role: "alert" }, el("p", {}, say("skew", { minutes: state.skew })), el("div", { class: "row" }, ...buttons)));
  }
  place("notices").replaceChildren(...shown);
};

// The clock of the card; three short tones before it is over, and a long one then.
const tick = () => {
  if (!state.card?.tick) return;
  const { left, over, phase = "" } = state.card.tick(Date.now());
  const second = `${phase} ${Math.ceil(left / 1000)}`;
  if (left <= 3000 && second !== rung) {
    rung = second;
    beep(over);
  }
  if (over) {
    beep(true);
    show();
  }
};

// ---- the server's time, its next session, and the page kept for times without it

const heard = (answer) => {
  const told = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(told)) return;
  const skew = Date.now() - told;
  state.skew = Math.abs(skew) > SKEW_MS ? Math.round(Math.abs(skew) / 60000) : 0;
  state.serverDay = dayOf(new Date(told));
};

const afterSending = async () => {
  await reload();
  const done = lastEnded();
  if (state.next || openSession() || !done || state.pieces.some((kept) => kept.revision > kept.sent)) return;
  const answer = await ask("GET", `/api/athletes/${sent.athlete}/next`).catch(() => null);
  state.next = answer?.next?.on ?? null;
  show();
};

const keepPage = async () => {
  if (!window.isSecureContext) return notices.set("page", say("insecure"));
  if (!("serviceWorker" in navigator)) return notices.set("page", say("noWorker"));
  const worker = await navigator.serviceWorker.register(sent.worker, { scope: location.pathname, updateViaCache: "none" });
  let had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (had) location.reload();
    had = true;
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => data === "changed" && (openSession() || state.editing ? null : location.reload()));
  worker.waiting?.postMessage("take over");
};

const begin = async () => {
  document.addEventListener("click", wakeSound, { capture: true });
  keepPage().catch(() => notices.set("page", say("noWorker"))).finally(() => state.card && show());
  try {
    await openStore(reload);
  } catch {
    notices.set("store", say("noStore"));
    showNotices();
    return;
  }
  const signedOut = (is) => (state.signedOut = is);
  sendNow = startSending({ changed: afterSending, heard, signedOut });
  await reload();
  setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && show());
  fetch(sent.worker, { cache: "no-store", signal: AbortSignal.timeout(8000) }).then(heard).then(show).catch(() => {});
  sendNow();
};

begin();
