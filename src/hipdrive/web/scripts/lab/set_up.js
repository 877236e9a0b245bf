// The set-up that is chosen now, as the address holds it and as the command line takes it.
import { newId, sent } from "/scripts/page.js";

const values = { ...sent.set_up };
const kept = { ...sent.kept };
const id = newId();

const same = (one, other) => (typeof one === "number" ? Math.abs(one - Number(other)) < 1e-9 : one === other);
const plain = (value) => (typeof value === "number" ? String(Number(value.toFixed(4))) : value);
const differing = () => Object.entries(values).filter(([key, value]) => !same(value, sent.defaults[key]));
const needed = (key) => key === "variant";

const address = (pairs) => {
  const query = new URLSearchParams([...Object.entries(kept), ...pairs]).toString();
  return query ? `?${query}` : location.pathname;
};

export const setUp = {
  value: (key) => values[key],
  change: (some) => Object.assign(values, some),
  // Values as found elsewhere; what they do not name stays.
  put: (some) => {
    for (const key of Object.keys(values)) if (key in some) values[key] = some[key];
  },
  usual: () => {
    for (const key of Object.keys(values)) if (!needed(key)) values[key] = sent.defaults[key];
  },
  chosen: () => Object.fromEntries(differing().map(([key, value]) => [key, value])),
  settled: () => history.replaceState(null, "", address(differing().map(([key, value]) => [key, plain(value)]))),
  // Where another version of the exercise is: its other values are its own.
  versionAt: (variant) => address([["variant", variant]]),
  command: () => [sent.command, ...differing().map(([key, value]) => `--set ${key}=${plain(value)}`)].join(" "),
};

export const page = {
  id,
  body: () => ({ page: id, ...sent.body, speed_m_s: Number(kept.speed_m_s ?? sent.speed_m_s) }),
  // What the address holds beside the set-up and the body.
  kept: () => (kept.speed_m_s ? { speed_m_s: kept.speed_m_s } : {}),
  speed: (speed) => {
    kept.speed_m_s = String(speed);
  },
};
