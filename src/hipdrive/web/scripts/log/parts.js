// Parts of the page: elements, large buttons, a value with less and more beside it, a choice.
import { say, shown } from "/scripts/page.js";

const QUIET_MS = 350;

export const el = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => {
    if (key === "onclick" || key === "onchange" || key === "oninput") made[key] = value;
    else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
  });
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

// A button that is dead for a moment after it appears and while its work is being done, so that a double tap is one.
export const button = (words, act, { kind = "", pressed = null } = {}) => {
  const made = el("button", { type: "button", class: kind, "aria-pressed": pressed === null ? null : String(pressed) }, words);
  if (kind === "main") {
    made.disabled = true;
    setTimeout(() => (made.disabled = false), QUIET_MS);
  }
  made.onclick = async () => {
    if (kind === "main") made.disabled = true;
    try {
      await act(made);
    } finally {
      if (kind === "main") made.disabled = false;
    }
  };
  return made;
};

// A value between less and more. `values`: [value, words] to go through; else numbers in steps. Null is unsaid.
export const stepper = (label, value, { values = null, step = 1, least = 0, most = 999, from = 0, set }) => {
  const place = () => values.findIndex(([known]) => known === value);
  const words = () => (value === null ? "–" : values ? (values[place()]?.[1] ?? value) : shown(value));
  const out = el("output", { "aria-label": label }, words());
  const move = (by) => {
    if (values) value = (values[Math.min(Math.max(place() + by, 0), values.length - 1)] ?? [value])[0];
    else value = value === null ? from : Math.min(Math.max(value + by * step, least), most);
    out.textContent = words();
    set(value);
  };
  const press = (sign, key, by) => el("button", { type: "button", "aria-label": say(key, { what: label }), onclick: () => move(by) }, sign);
  const name = el("span", { class: "name" }, label);
  const group = { role: "group", "aria-label": label, class: values ? "stepper wide" : "stepper" };
  return el("div", group, name, press("−", "less", -1), out, press("+", "more", 1));
};

export const choice = (label, value, options, set) => {
  const made = el("select", { onchange: (event) => set(event.target.value) });
  made.append(...options.map(([key, words]) => el("option", { value: key, selected: key === value }, words)));
  return el("label", {}, label, made);
};

export const chips = (label, options, isOn, toggle) => {
  const chip = ([key, words]) =>
    button(words, (made) => made.setAttribute("aria-pressed", String(toggle(key))), { kind: "quiet", pressed: isOn(key) });
  return el("fieldset", { class: "chips" }, el("legend", {}, label), ...options.map(chip));
};

// A day as this reader writes it, in the language of the page.
export const day = (iso) => {
  const { lang } = document.documentElement;
  const reader = navigator.languages.find((code) => code.startsWith(lang)) ?? lang;
  return new Intl.DateTimeFormat(reader, { weekday: "long", day: "numeric", month: "long" }).format(new Date(`${iso}T12:00`));
};
