// The gym logger: reads what the phone keeps, shows it, and starts what sends it and what keeps the page for times without signal.
import { ask, say, sent } from "/scripts/page.js";
import { actionsOn, openOf } from "/scripts/log/actions.js";
import { startLearning } from "/scripts/log/choices.js";
import { otherList, setList, statusLine } from "/scripts/log/list.js";
import { button, day, el } from "/scripts/log/parts.js";
import { startSending } from "/scripts/log/send.js";
import { dayOf } from "/scripts/log/steps.js";
import { everything, forgetOld, openStore, write } from "/scripts/log/store.js";
import { beep, keepAwake, wakeSound } from "/scripts/log/timer.js";
import { lastEnded, listedSets, stepOf, viewOf } from "/scripts/log/view.js";

const SKEW_MS = 5 * 60 * 1000;
const TICK_MS = 200;
const READY_MS = 3000;
const WITHIN_MS = 8000;
const WITH_PLAN = ["set", "rest", "hold", "edit", "begin"];
const place = (id) => document.getElementById(id);

const state = {
  sessions: [],
  pieces: [],
  picking: false, // whether an exercise is being chosen
  editing: null, // id of the set that is being changed
  again: false, // whether another session of the same day was asked for
  resumed: false, // whether a session of another day is gone on with
  next: null, // day of the next session, once the server has told it
  signedOut: false,
  skew: 0, // minutes between this phone's clock and the server's; 0 where they agree
  serverDay: "",
  failure: "", // why the last tap was not kept
  unkept: [], // what it would have written
};
const notices = new Map();
let shown = { key: "", card: null };
let rung = "";
let sendNow = () => {};

const reload = async () => {
  Object.assign(state, await everything());
  show();
};

// Write, and only then show and send. What cannot be kept is said at once and offered as a file.
const keep = async (change) => {
  let pieces = [];
  try {
    await write((all) => {
      const changed = change(all);
      pieces = changed.pieces ?? [];
      return changed;
    });
  } catch (error) {
    const failure = error.name === "QuotaExceededError" ? say("full") : say("unkept", { why: error.name });
    Object.assign(state, { failure, unkept: pieces });
    show();
    return false;
  }
  Object.assign(state, { failure: "", unkept: [] });
  await reload();
  sendNow();
  return true;
};

const lacking = () => {
  state.failure = say("howMany");
  show();
};

const show = () => {
  const { key, draft, card, exercise = "" } = viewOf(state, act);
  if (shown.key !== key) {
    const first = shown.key === "";
    shown = { key, card: card(draft()) };
    rung = "";
    place("now").replaceChildren(shown.card);
    if (!first) bringIn();
  }
  keepAwake(Boolean(shown.card.tick));
  showPlan(exercise);
  showList();
  showNotices();
  tick();
};

// What comes after a tap is in sight and read out.
const bringIn = () => {
  shown.card.querySelector("h2")?.focus({ preventScroll: true });
  if (place("now").getBoundingClientRect().top < 0) place("now").scrollIntoView({ block: "start" });
};

// During a session the exercise that is done now stands alone.
const showPlan = (exercise) => {
  document.querySelectorAll(".how").forEach((how) => {
    how.hidden = exercise !== "" && how.dataset.exercise !== exercise;
    how.classList.toggle("current", how.dataset.exercise === exercise);
  });
  document.querySelectorAll(".before").forEach((before) => (before.hidden = exercise !== ""));
  place("plan")?.toggleAttribute("hidden", !WITH_PLAN.includes(shown.key.split(" ")[0]));
};

const showList = () => {
  const { pieces, signedOut, unkept } = state;
  const sets = listedSets(state);
  const lists = [sets.length ? setList({ sets, pieces, step: (set) => stepOf(state, set), act }) : null, otherList({ pieces, act })].filter(Boolean);
  place("list").hidden = !lists.length;
  place("list").replaceChildren(...lists);
  place("status").replaceChildren(...statusLine({ pieces, signedOut, sendNow, unkept }));
};

const showNotices = () => {
  const session = openOf(state.sessions);
  const lines = [...notices.values()].map((words) => el("p", { class: "banner plain" }, words));
  if (state.failure) lines.unshift(el("p", { class: "banner", role: "alert" }, state.failure));
  if (state.skew && session && !session.dayTold) {
    const days = [...new Set([dayOf(new Date()), state.serverDay])].map((on) => button(day(on), () => act.setDay(on)));
    lines.push(el("div", { class: "banner", role: "alert" }, el("p", {}, say("skew", { minutes: state.skew })), el("div", { class: "row" }, ...days)));
  }
  place("notices").replaceChildren(...lines);
};

// The clock of the card: three short tones before it is over, and a long one then.
const tick = () => {
  if (!shown.card?.tick) return;
  const { left, over, phase = "" } = shown.card.tick(Date.now());
  const second = `${phase} ${Math.ceil(left / 1000)}`;
  if (left <= READY_MS && second !== rung) {
    rung = second;
    beep(over);
  }
  if (over) show();
};

const act = actionsOn({ keep, state, show, lacking });

// The server's clock, told with every answer, beside this phone's.
const heard = (answer) => {
  const told = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(told)) return;
  const apart = Math.abs(Date.now() - told);
  Object.assign(state, { skew: apart > SKEW_MS ? Math.round(apart / 60000) : 0, serverDay: dayOf(new Date(told)) });
};

const afterSending = async () => {
  await reload();
  const due = !state.next && !openOf(state.sessions) && lastEnded(state.sessions) && state.pieces.every((piece) => piece.revision === piece.sent);
  if (!due) return;
  const answer = await ask("GET", `/api/athletes/${sent.athlete}/next`).catch(() => null);
  state.next = answer?.next?.on ?? null;
  show();
};

// Keep the page on the phone. A new version of the program takes over when the page is opened, never in the middle of a session; a new plan
// is shown at once unless a session has begun.
const keepPage = async () => {
  if (!window.isSecureContext) return notices.set("page", say("insecure"));
  if (!("serviceWorker" in navigator)) return notices.set("page", say("noWorker"));
  const workers = navigator.serviceWorker;
  let controlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
  workers.addEventListener("message", ({ data }) => {
    if (data === "changed" && !openOf(state.sessions) && !state.editing && !state.picking) location.reload();
  });
  const kept = await workers.register(sent.worker, { scope: location.pathname, updateViaCache: "none" });
  kept.waiting?.postMessage("take over");
};

const begin = async () => {
  document.addEventListener("click", wakeSound, { capture: true });
  const keeping = () => keepPage().catch(() => notices.set("page", say("noWorker"))).finally(showNotices);
  try {
    await openStore(reload);
  } catch {
    notices.set("store", say("noStore"));
    return keeping();
  }
  const signedOut = (is) => (state.signedOut = is);
  sendNow = startSending({ changed: afterSending, heard, signedOut });
  await reload();
  keeping(); // asks the network, so only once the page can be used
  startLearning(() => state.picking || show());
  forgetOld().catch(() => {}); // writes to the disk, so only once the page can be used
  setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && show());
  sendNow();
  await fetch(sent.worker, { cache: "no-store", signal: AbortSignal.timeout(WITHIN_MS) }).then(heard).then(show).catch(() => {});
};

begin();
