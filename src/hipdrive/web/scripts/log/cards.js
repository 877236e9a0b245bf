// What stands on the screen now: one card for each moment of a session, each with one large button for what comes next.
import { say, sent } from "/scripts/page.js";
import { button, chips, choice, day, el, stepper } from "/scripts/log/parts.js";
import { dayOf, holdAt } from "/scripts/log/steps.js";
import { addButton, howPart, insteadWords, takenPart } from "/scripts/log/other.js";
import { clock } from "/scripts/log/timer.js";

const SIDES = ["left", "right", "both"];

const title = (words) => el("h2", { tabindex: "-1" }, words);

const sideTag = (side) => el("span", { class: `side ${side}` }, say(side));

// 'Standing hip flexion, right, 10 kg on the stack'.
export const inWords = ({ name, line }) => {
  const load = line.loads.find(([notation]) => notation === line.load);
  return [name, say(line.side), load?.[1]].filter(Boolean).join(", ");
};

// The session that is planned for today, or for another day if today has none.
export const beginCard = ({ act, planned }) => {
  const isToday = planned.on === dayOf(new Date());
  const other = isToday ? null : el("p", {}, say("planned", { day: planned.day }));
  return el("div", {}, other, button(isToday ? say("start") : say("startEarly"), act.begin, { kind: "main" }), addButton(act));
};

export const freeCard = ({ act }) => el("div", {}, addButton(act) ?? el("p", {}, say("learning")));

// Level, place and side of a pain; place and side only once there is one.
const painParts = (draft, label, { whole }) => {
  const box = el("div", {});
  const where = el("div", { hidden: !draft.pain });
  const set = (level) => {
    draft.pain = level;
    where.hidden = !level;
  };
  box.append(stepper(label, draft.pain, { most: 10, set }), where);
  where.append(choice(say("painSite"), draft.site, sent.sites, (site) => (draft.site = site)));
  const sides = [["", say("noSide")], ...SIDES.map((side) => [side, say(side)])];
  if (whole) where.append(choice(say("painSide"), draft.painSide, sides, (side) => (draft.painSide = side)));
  return box;
};

const setParts = (draft, line) => [
  line.metres === null
    ? stepper(say("reps"), draft.reps, { most: 200, from: 10, set: (value) => (draft.reps = value) })
    : stepper(say("metres"), draft.metres, { step: 5, most: 1000, set: (value) => (draft.metres = value) }),
  line.hold === null ? null : stepper(say("hold"), draft.hold, { most: 600, set: (value) => (draft.hold = value) }),
  line.loads.length ? stepper(say("load"), draft.load, { values: line.loads, set: (value) => (draft.load = value) }) : null,
  line.rir === null ? null : stepper(say("rir"), draft.rir, { most: 10, from: line.rir, set: (value) => (draft.rir = value) }),
];

const painAndForm = (draft) => {
  const toggle = (fault) => {
    draft.faults = draft.faults.includes(fault) ? draft.faults.filter((known) => known !== fault) : [...draft.faults, fault];
    return draft.faults.includes(fault);
  };
  const open = Boolean(draft.pain || draft.faults.length);
  return el(
    "details",
    { open },
    el("summary", {}, say("painAndForm")),
    painParts(draft, say("pain"), { whole: false }),
    chips(say("form"), sent.forms, (fault) => draft.faults.includes(fault), toggle),
  );
};

// One set: what is asked, as it will be logged unless it is changed.
export const setCard = ({ step, draft, held, act }) => {
  const { line, number, name } = step;
  const save = button(say("saveSet"), () => act.save(step, draft), { kind: line.hold && !held ? "" : "main" });
  return el(
    "div",
    {},
    title(name),
    insteadWords(step),
    el("p", {}, sideTag(line.side), " ", say("set", { number, sets: line.sets })),
    line.hold && !held ? button(say("startHold"), () => act.hold(step, draft), { kind: "main" }) : save,
    ...setParts(draft, line),
    painAndForm(draft),
    el("div", { class: "row" }, line.hold && !held ? save : null, button(say("skipSet"), () => act.skip(step), { kind: "quiet" })),
    takenPart(step, act),
    howPart(step),
    addButton(act),
    button(say("finishNow"), act.skipRest, { kind: "quiet" }),
  );
};

export const editCard = ({ set, step, draft, act }) =>
  el(
    "div",
    {},
    title(step.name),
    el("p", {}, sideTag(set.body.side), " ", say("set", { number: step.number, sets: step.line.sets })),
    button(say("saveChange"), () => act.change(set, step, draft), { kind: "main" }),
    ...setParts(draft, step.line),
    painAndForm(draft),
    el("div", { class: "row" }, button(say("remove"), () => act.remove(set), { kind: "quiet" }), button(say("back"), act.back, { kind: "quiet" })),
  );

// A rest or a change of sides; `tick` says what the clock shows, and true once it is over.
export const restCard = ({ timer, step, act }) => {
  const time = el("p", { class: "clock", role: "timer" });
  const card = el(
    "div",
    {},
    title(say(timer.kind)),
    time,
    el("p", {}, say("next", { what: inWords(step) })),
    button(say("goOn"), act.goOn, { kind: "main" }),
    el("p", { class: "small" }, say("wake")),
  );
  card.tick = (now) => {
    time.textContent = clock(timer.until - now);
    return { left: timer.until - now, over: now >= timer.until };
  };
  return card;
};

export const holdCard = ({ timer, step, act }) => {
  const time = el("p", { class: "clock", role: "timer" });
  const what = title("");
  const stop = button(say("stopHold"), () => act.stopHold(timer), { kind: "main" });
  const card = el("div", {}, what, el("p", {}, step.name, ", ", sideTag(step.line.side)), time, stop, el("p", { class: "small" }, say("wake")));
  card.tick = (now) => {
    const { phase, rep, left } = holdAt(timer, now);
    const words = phase === "ready" ? say("ready") : say("holding", { number: Math.min(rep + 1, timer.reps), reps: timer.reps });
    if (what.textContent !== words) what.textContent = words;
    time.textContent = clock(left);
    return { left, over: phase === "over", phase: `${phase}${rep}` };
  };
  return card;
};

export const endCard = ({ draft, act }) => {
  const note = el("textarea", { rows: "3", maxlength: "2000", oninput: (event) => (draft.note = event.target.value) });
  note.value = draft.note;
  return el(
    "div",
    {},
    title(say("last")),
    painParts(draft, say("painAfter"), { whole: true }),
    el("label", {}, say("note"), note),
    button(say("finish"), () => act.finish(draft), { kind: "main" }),
    addButton(act),
  );
};

export const leftCard = ({ on, act }) =>
  el(
    "div",
    {},
    title(say("left_open", { day: day(on) })),
    button(say("finishIt"), act.skipRest, { kind: "main" }),
    button(say("resume"), act.resume),
  );

export const morningCard = ({ last, draft, act }) =>
  el(
    "div",
    {},
    title(say("morning")),
    el("p", {}, say("morningOf", { day: day(last.on) })),
    button(say("noPain"), () => act.morning(last, { ...draft, pain: 0 }), { kind: "main" }),
    painParts(draft, say("pain"), { whole: true }),
    button(say("savePain"), () => act.morning(last, draft)),
  );

export const doneCard = ({ sets, next, canRepeat, act }) =>
  el(
    "div",
    {},
    title(say("done")),
    el("p", {}, say("setsDone", { sets })),
    next ? el("p", {}, say("comesNext", { day: day(next) })) : null,
    canRepeat ? button(say("again"), act.again, { kind: "quiet" }) : null,
    addButton(act),
  );
