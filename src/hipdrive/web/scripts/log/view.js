// Which card stands on the screen: what is kept decides, and nothing else, so that a reload shows the same.
import { sent } from "/scripts/page.js";
import * as cards from "/scripts/log/cards.js";
import { el } from "/scripts/log/parts.js";
import { pickCard } from "/scripts/log/other.js";
import { choices } from "/scripts/log/choices.js";
import { openOf } from "/scripts/log/actions.js";
import { dayOf, holdAt, nextStep, setsOf, stepsOf } from "/scripts/log/steps.js";
import { bare, freshDraft, loggedDraft } from "/scripts/log/values.js";

const MORNING_MS = 2 * 24 * 3600 * 1000;
const LEFT_MS = 6 * 3600 * 1000;

export const lastEnded = (sessions) => sessions.filter(({ ended }) => ended).sort((one, other) => other.began - one.began)[0];

// Sets that are listed: those of the session at hand, and those of any other that were refused.
export const listedSets = ({ sessions, pieces }) => {
  const done = lastEnded(sessions);
  const session = openOf(sessions) ?? (done?.on === dayOf(new Date()) ? done : null);
  const others = pieces.filter((piece) => piece.kind === "set" && piece.session !== session?.id && piece.refused?.revision === piece.revision);
  return [...others, ...(session ? setsOf(pieces, session) : [])];
};

export const stepOf = ({ sessions }, set) => stepsOf(sessions.find(({ id }) => id === set.session)?.exercises ?? [])[set.step];

// The card now: a key that changes with it, what stands in it at first, how it is drawn, and the exercise that it is about.
export const viewOf = (state, act) => {
  const { sessions, pieces } = state;
  const editing = pieces.find(({ id }) => id === state.editing);
  if (editing) return editView(state, editing, act);
  const some = choices().exercises.length > 0;
  if (state.picking && some) return { key: "pick", draft: bare, card: () => pickCard({ act }) };
  const session = openOf(sessions);
  if (session) return isLeft(session, state) ? leftView(session, act) : sessionView(session, pieces, act);
  const last = morningDue(sessions, pieces);
  if (last) return { key: `morning ${last.session}`, draft: bare, card: (draft) => cards.morningCard({ last, draft, act }) };
  const done = lastEnded(sessions);
  if (done && done.on === dayOf(new Date()) && !state.again) return doneView(done, state, act);
  if (sent.stopped) return { key: "nothing", draft: bare, card: () => el("div") };
  if (!sent.exercises.length) return { key: `free ${some}`, draft: bare, card: () => cards.freeCard({ act }) };
  return { key: `begin ${some}`, draft: bare, card: () => cards.beginCard({ act, planned: sent }) };
};

const editView = (state, set, act) => {
  const pain = state.pieces.find(({ of, withdrawn }) => of === set.id && !withdrawn);
  const step = stepOf(state, set);
  const card = (draft) => cards.editCard({ set, step, draft, act });
  return { key: `edit ${set.id}`, draft: () => loggedDraft(set, pain, step), card, exercise: set.body.exercise };
};

// A session of another day that nobody has touched for hours was left unfinished.
const isLeft = (session, { pieces, resumed }) => {
  const touched = Math.max(session.began, ...setsOf(pieces, session).map(({ at }) => at));
  return !resumed && session.on !== dayOf(new Date()) && Date.now() - touched > LEFT_MS && nextStep(session, pieces) !== undefined;
};

const leftView = (session, act) => ({ key: `left ${session.id}`, draft: bare, card: () => cards.leftCard({ on: session.on, act }) });

const doneView = (done, { pieces, next }, act) => {
  const sets = setsOf(pieces, done).filter(({ body }) => !body.skipped).length;
  const canRepeat = sent.exercises.length > 0;
  return { key: `done ${done.id} ${sets} ${next} ${choices().exercises.length > 0}`, draft: bare, card: () => cards.doneCard({ sets, next, canRepeat, act }) };
};

const sessionView = (session, pieces, act) => {
  const step = nextStep(session, pieces);
  const { timer } = session;
  if (!step) return { key: `end ${session.id}`, draft: bare, card: (draft) => cards.endCard({ draft, act }) };
  const { exercise } = step;
  const held = timer?.kind === "hold" && timer.step === step.index;
  if (held && holdAt(timer, Date.now()).phase !== "over") {
    return { key: `hold ${step.index} ${timer.from}`, draft: bare, card: () => cards.holdCard({ timer, step, act }), exercise };
  }
  if (timer && timer.kind !== "hold" && timer.until > Date.now()) {
    return { key: `rest ${timer.until}`, draft: bare, card: () => cards.restCard({ timer, step, act }), exercise };
  }
  const draft = () => (held ? { ...timer.draft } : freshDraft(step, setsOf(pieces, session)));
  return { key: `set ${session.id} ${step.index} ${held}`, draft, card: (now) => cards.setCard({ step, draft: now, held, act }), exercise };
};

// The last session before today of whose morning nothing was told: as this phone knows it, else as the server said.
const morningDue = (sessions, pieces) => {
  const today = dayOf(new Date());
  const known = lastEnded(sessions);
  const mine = known && known.on < today && Date.now() - known.began < MORNING_MS ? { session: known.id, on: known.on } : null;
  const due = mine ?? sent.last;
  const told = pieces.some(({ body, on, withdrawn }) => on === due?.on && body.when === "next_morning" && !withdrawn);
  return due && due.on < today && !told ? due : null;
};
