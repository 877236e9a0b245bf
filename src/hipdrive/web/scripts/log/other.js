// Cards for what the plan does not ask: another exercise in place of one whose machine is taken, and any exercise there is.
import { say, sent } from "/scripts/page.js";
import { choices, standInOf } from "/scripts/log/choices.js";
import { button, choice, el, stepper } from "/scripts/log/parts.js";
import { blockOf, isMass, pickOf } from "/scripts/log/picks.js";

// Folded beside a set: what stands in for its exercise, one tap away. It is looked up when it is opened, since it may come late.
export const takenPart = (step, act) => {
  if (step.free) return button(say("takeOut"), () => act.takeOut(step), { kind: "quiet" });
  if (step.insteadOf) return button(say("undoSwap", { planned: step.insteadName }), () => act.undoSwap(step), { kind: "quiet" });
  const body = el("div", {});
  const fold = el("details", { class: "taken" }, el("summary", {}, say("taken")), body);
  fold.addEventListener("toggle", () => fold.open && body.replaceChildren(...standInParts(step, act)));
  return fold;
};

const standInParts = (step, act) => {
  const found = standInOf(step.exercise);
  const leave = button(say("leaveOut", { planned: step.name }), () => act.leaveOut(step), { kind: "quiet" });
  if (!found) return [el("p", {}, say("searching")), leave];
  if (!found.blocks.length) return [el("p", {}, found.says), leave];
  const name = found.blocks.map((block) => block.name).join(" + ");
  return [button(say("doInstead", { name }), () => act.swap(step, found), { kind: "instead" }), el("p", { class: "small" }, found.says), leave];
};

// How a stand-in is set up; planned exercises have this on the page.
export const howPart = ({ how }) => (how?.length ? el("details", {}, el("summary", {}, say("how")), el("ul", {}, ...how.map((words) => el("li", {}, words)))) : null);

// Choose any exercise, what it is loaded with, the side and the sets; drawn anew with each choice on which others depend.
export const pickCard = ({ act }) => {
  const card = el("div", {});
  let pick = pickOf(choices(), choices().exercises[0]);
  const draw = () => {
    const all = choices();
    const known = all.exercises.find(({ exercise }) => exercise === pick.exercise);
    const anew = (change) => {
      pick = { ...pick, ...change };
      draw();
    };
    const exercises = all.exercises.map(({ exercise, name }) => [exercise, name]);
    card.replaceChildren(
      el("h2", { tabindex: "-1" }, say("another")),
      choice(say("exercise"), pick.exercise, exercises, (id) => {
        pick = pickOf(all, all.exercises.find(({ exercise }) => exercise === id));
        draw();
      }),
      ...loadParts(all, known, pick, anew),
      known.perSide ? choice(say("painSide"), pick.side, ["each", "left", "right"].map((side) => [side, say(side)]), (side) => (pick.side = side)) : "",
      stepper(say("sets"), pick.sets, { least: 1, most: 20, set: (sets) => (pick.sets = sets) }),
      button(say("pickIt"), () => act.add(blockOf(all, known, pick)), { kind: "main" }),
      button(say("back"), act.back, { kind: "quiet" }),
    );
  };
  draw();
  return card;
};

const loadParts = (all, known, pick, anew) => {
  const parts = [];
  if (known.kinds.length > 1) parts.push(choice(say("resistance"), pick.kind, known.kinds.map((kind) => [kind, all.kinds[kind]]), (kind) => anew({ kind })));
  if (isMass(pick.kind)) parts.push(massPart(pick));
  if (pick.kind === "band") {
    parts.push(choice(say("band"), pick.band, all.bands, (band) => (pick.band = band)));
    parts.push(stepper(say("strands"), pick.strands, { least: 1, most: all.strands, set: (strands) => (pick.strands = strands) }));
  }
  return parts;
};

const massPart = (pick) => {
  const { mass: unit = "kg" } = document.documentElement.dataset;
  const field = el("input", { type: "number", inputmode: "decimal", min: "0", max: "1000", step: "any", value: String(pick.mass) });
  field.oninput = () => (pick.mass = Number(field.value) || 0);
  return el("label", {}, say("mass", { unit }), field);
};

export const addButton = (act) => (choices().exercises.length && !sent.stopped ? button(say("another"), act.pick, { kind: "quiet" }) : null);

export const insteadWords = ({ insteadName }) => (insteadName ? el("p", { class: "small" }, say("insteadOf", { planned: insteadName })) : null);
