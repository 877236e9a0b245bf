// An exercise that somebody chose as steps of a session: plain values in, plain values out.
import { kg_of, shown } from "/scripts/page.js";

const AROUND = 10; // steps to either side of the load that was chosen, where nothing is known of what there is
const STEPS = { kg: 1, lb: 2.5 };
const MASSES = ["weight", "cable", "sled"];
const FIRST = 10; // kg or lb that stand there before anybody types: our choice
const ALIKE_KG = 0.1; // a mass typed in pounds is the owned one that far from it

export const isMass = (kind) => MASSES.includes(kind);

const unitOf = () => document.documentElement.dataset.mass ?? "kg";

// What stands in the card at first.
export const pickOf = (all, { exercise, kinds, sets }) => ({
  exercise,
  kind: kinds[0] ?? "",
  mass: FIRST,
  band: all.bands[0]?.[0] ?? "",
  strands: 1,
  side: "each",
  sets,
});

// A mass as it was typed, as [notation, words, kg].
const typed = (mass, unit) => [`${mass}${unit}`, `${shown(mass)} ${unit}`, kg_of(mass)];

// What can be put together from what is owned, with what was typed; steps around that where nothing is known of it.
const massesOf = (all, { masses = {} }, { kind, mass }) => {
  const unit = unitOf();
  const own = typed(mass, unit);
  const owned = all.masses?.[masses[kind]] ?? [];
  if (owned.length) return [...owned.filter(([, , kg]) => Math.abs(kg - own[2]) > ALIKE_KG), own].sort(([, , one], [, , other]) => one - other);
  const around = Array.from({ length: 2 * AROUND + 1 }, (_, place) => mass + (place - AROUND) * STEPS[unit]);
  return around.filter((near) => near > 0).map((near) => typed(near, unit));
};

// The load in the dose notation, and what can be chosen beside it with its words.
const loadsOf = (all, known, pick) => {
  if (isMass(pick.kind) && pick.mass > 0) {
    return { load: typed(pick.mass, unitOf())[0], loads: massesOf(all, known, pick).map(([notation, words]) => [notation, words]) };
  }
  if (pick.kind === "band") {
    const bands = all.bands.map(([band, name]) => [`band:${band}${pick.strands > 1 ? `*${pick.strands}` : ""}`, pick.strands > 1 ? `${name} × ${pick.strands}` : name]);
    return { load: bands[all.bands.findIndex(([band]) => band === pick.band)]?.[0] ?? null, loads: bands };
  }
  return { load: pick.kind ? "bodyweight" : null, loads: [] };
};

// The exercise as it stands in a session, its sides in turn.
export const blockOf = (all, known, pick) => {
  const { exercise, name, perSide, reps, metres, hold, rest, rir } = known;
  const sides = !perSide ? ["both"] : pick.side === "each" ? ["left", "right"] : [pick.side];
  const line = { sets: pick.sets, reps, metres, hold, rest, rir, ...loadsOf(all, known, pick) };
  return { exercise, name, free: true, lines: sides.map((side) => ({ ...line, side })) };
};
