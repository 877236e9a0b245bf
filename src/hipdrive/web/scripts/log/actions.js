// What a tap does: each writes to the phone in one transaction, and says what is next only afterwards.
import { newId, sent } from "/scripts/page.js";
import { dayOf, holdAt, ofSession, setsOf, stepsOf, waitAfter } from "/scripts/log/steps.js";
import { bare, painBody, pieceOf, revised, setBody, skippedBody } from "/scripts/log/values.js";

const AFTER = 900; // pains told after the sets stand behind those told with them
const isOpen = ({ ended }) => !ended;

// The open session; of two, which only two phones in one could make, the younger.
export const openOf = (sessions) => sessions.filter(isOpen).sort((one, other) => other.began - one.began)[0];

// Id of a session that begins: the one by which the plan knows it as done early, else a new one.
const firstId = (sessions) => {
  const isEarly = sent.early && sent.on > dayOf(new Date()) && !sessions.some(({ id }) => id === sent.early);
  return isEarly ? sent.early : newId();
};

const newSession = (id, exercises) => ({ id, on: dayOf(new Date()), began: Date.now(), ended: false, dayTold: false, exercises, timer: null });

// Skipped sets for what is left of an exercise of the plan.
const leftOut = (session, pieces, exercise) => {
  const logged = new Set(setsOf(pieces, session).map(({ step }) => step));
  const left = stepsOf(session.exercises).filter((step) => step.exercise === exercise && !step.free && !step.insteadOf && !logged.has(step.index));
  return left.map((step) => pieceOf(session, "set", skippedBody(step), { number: step.index, step: step.index, swapped: exercise }));
};

// `keep` writes what a change says and shows it; `state` is what was read last; `show` draws it; `lacking` says that a count is missing.
export const actionsOn = ({ keep, state, show, lacking }) => {
  const onOpen = (change) =>
    keep((all) => {
      const session = openOf(all.sessions);
      return session ? change(session, all.pieces) : {};
    });

  const withTimer = (timer) => onOpen((session) => ({ sessions: [{ ...session, timer }] }));

  // Log steps of the open session that nobody has logged meanwhile, in another tab for one.
  const logSteps = (done) =>
    onOpen((session, pieces) => {
      const logged = new Set(setsOf(pieces, session).map(({ step }) => step));
      const due = done.filter(([step]) => !logged.has(step.index));
      if (!due.length) return {};
      const added = due.flatMap(([step, body, draft]) => {
        const set = pieceOf(session, "set", body, { number: step.index, step: step.index });
        if (!draft?.pain) return [set];
        const felt = painBody(draft, "during", { side: step.line.side, exercise: step.exercise });
        return [set, pieceOf(session, "pain", felt, { number: step.index, of: set.id })];
      });
      const [step, body] = due.at(-1);
      const timer = body.skipped ? null : waitAfter(session, [...pieces, ...added], step, Date.now());
      return { sessions: [{ ...session, timer }], pieces: added };
    });

  // Change a set, and the pain that was told with it, each with a revision of its own.
  const changeSet = async (set, change, draft) => {
    const kept = await keep(({ pieces }) => {
      const now = pieces.find(({ id }) => id === set.id);
      const pain = pieces.find(({ of, withdrawn }) => of === set.id && !withdrawn);
      const felt = painBody(draft, "during", { side: now.body.side, exercise: now.body.exercise });
      const after = { number: now.number, of: now.id };
      const pains = draft.pain
        ? [pain ? revised(pain, { body: felt }) : pieceOf({ id: now.session, on: now.on }, "pain", felt, after)]
        : [pain && revised(pain, { withdrawn: true })];
      return { pieces: [revised(now, change), ...pains.filter(Boolean)] };
    });
    if (kept) turn({ editing: null });
  };

  const turn = (to) => {
    Object.assign(state, to);
    show();
  };

  return {
    begin: () =>
      keep(({ sessions }) => {
        state.again = false;
        return { sessions: sessions.some(isOpen) ? [] : [newSession(firstId(sessions), sent.exercises)] };
      }),
    save: (step, draft) => (step.line.metres === null && draft.reps === null ? lacking() : logSteps([[step, setBody(step, draft), draft]])),
    skip: (step) => logSteps([[step, skippedBody(step), null]]),
    skipRest: () => logSteps(stepsOf(openOf(state.sessions).exercises).filter(({ off }) => !off).map((step) => [step, skippedBody(step), null])),
    hold: (step, draft) =>
      withTimer({ kind: "hold", step: step.index, from: Date.now(), hold: draft.hold, reps: draft.reps ?? 1, draft: { ...draft } }),
    stopHold: (timer) => {
      const { phase, rep } = holdAt(timer, Date.now());
      return withTimer({ ...timer, from: 0, draft: { ...timer.draft, reps: phase === "over" ? timer.reps : rep } });
    },
    goOn: () => withTimer(null),
    // Another exercise in place of one whose machine is taken: what is left of the planned one is skipped, which does not count as failed.
    swap: (step, { blocks }) =>
      onOpen((session, pieces) => {
        const more = blocks.map((block) => ({ ...block, now: Date.now(), insteadOf: step.exercise, insteadName: step.name }));
        const left = leftOut(session, pieces, step.exercise);
        return { sessions: [{ ...session, timer: null, exercises: [...session.exercises, ...more] }], pieces: left };
      }),
    // The planned exercise after all: what was skipped for the other one is asked for again.
    undoSwap: ({ insteadOf }) =>
      onOpen((session, pieces) => {
        const exercises = session.exercises.map((block) => (block.insteadOf === insteadOf ? { ...block, off: true } : block));
        const back = ofSession(pieces, session).filter((piece) => piece.swapped === insteadOf);
        return { sessions: [{ ...session, timer: null, exercises }], pieces: back.map((piece) => revised(piece, { withdrawn: true })) };
      }),
    leaveOut: ({ exercise }) => onOpen((session, pieces) => ({ sessions: [{ ...session, timer: null }], pieces: leftOut(session, pieces, exercise) })),
    takeOut: ({ now }) =>
      onOpen((session) => ({
        sessions: [{ ...session, timer: null, exercises: session.exercises.map((block) => (block.now === now ? { ...block, off: true } : block)) }],
      })),
    pick: () => turn({ picking: true }),
    // Any exercise, in the session at hand or in one of its own.
    add: async (block) => {
      const kept = await keep(({ sessions }) => {
        const open = openOf(sessions) ?? newSession(newId(), []);
        return { sessions: [{ ...open, timer: null, exercises: [...open.exercises, { ...block, now: Date.now() }] }] };
      });
      if (kept) turn({ picking: false, again: false });
    },
    edit: (set) => turn({ editing: set.id }),
    back: () => turn({ editing: null, picking: false }),
    again: () => turn({ again: true }),
    resume: () => turn({ resumed: true }),
    change: (set, step, draft) => changeSet(set, { body: setBody(step, draft) }, draft),
    remove: (set) => changeSet(set, { withdrawn: true }, bare()),
    drop: (piece) => keep(({ pieces }) => ({ pieces: pieces.filter(({ id }) => id === piece.id).map((now) => revised(now, { withdrawn: true })) })),
    finish: (draft) =>
      onOpen((session) => {
        const pain = draft.pain ? [pieceOf(session, "pain", painBody(draft, "after"), { number: AFTER })] : [];
        const note = draft.note.trim() ? [pieceOf(session, "note", { note: draft.note.trim() })] : [];
        return { sessions: [{ ...session, ended: true, timer: null }], pieces: [...pain, ...note] };
      }),
    morning: (last, draft) =>
      keep(() => ({ pieces: [pieceOf({ id: last.session, on: last.on }, "pain", painBody(draft, "next_morning"), { number: AFTER + 1 })] })),
    // Another day for the open session: every piece says so anew.
    setDay: (on) =>
      onOpen((session, pieces) => {
        const moved = ofSession(pieces, session).filter((piece) => piece.on !== on);
        return { sessions: [{ ...session, on, dayTold: true }], pieces: moved.map((piece) => revised(piece, { on })) };
      }),
  };
};
