// An exercise that somebody chose as steps of a session: plain values in, plain values out.
const AROUND = 10; // steps to either side of the load that was chosen
const MASSES = ["weight", "cable", "sled"];
const FIRST = 10; // kg or lb that stand there before anybody types: our choice

export const isMass = (kind) => MASSES.includes(kind);

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

// The load in the dose notation, and what can be chosen beside it with its words.
const loadsOf = (all, pick, unit) => {
  if (isMass(pick.kind) && pick.mass > 0) {
    const masses = Array.from({ length: 2 * AROUND + 1 }, (_, place) => pick.mass + place - AROUND).filter((mass) => mass > 0);
    return { load: `${pick.mass}${unit}`, loads: masses.map((mass) => [`${mass}${unit}`, `${mass} ${unit}`]) };
  }
  if (pick.kind === "band") {
    const bands = all.bands.map(([band, name]) => [`band:${band}${pick.strands > 1 ? `*${pick.strands}` : ""}`, pick.strands > 1 ? `${name} × ${pick.strands}` : name]);
    return { load: bands[all.bands.findIndex(([band]) => band === pick.band)]?.[0] ?? null, loads: bands };
  }
  return { load: pick.kind ? "bodyweight" : null, loads: [] };
};

// The exercise as it stands in a session, its sides in turn.
export const blockOf = (all, { exercise, name, perSide, reps, metres, hold, rest, rir }, pick) => {
  const { mass: unit = "kg" } = document.documentElement.dataset;
  const sides = !perSide ? ["both"] : pick.side === "each" ? ["left", "right"] : [pick.side];
  const line = { sets: pick.sets, reps, metres, hold, rest, rir, ...loadsOf(all, pick, unit) };
  return { exercise, name, free: true, lines: sides.map((side) => ({ ...line, side })) };
};
