// Set-ups that are saved with an athlete: save this one, list those of this exercise, open, compare and delete them.
import { onSent } from "/scripts/asking.js";
import { words, sent, say, ask, newId, Refused } from "/scripts/page.js";
import { setUp, page } from "/scripts/lab/set_up.js";

const byId = (id) => document.getElementById(id);
const WITHIN_MS = 15000;

export const saved = ({ compare, axes, kept }) => {
  const owner = byId("owner");
  const whose = () => owner?.value ?? sent.people[0][0];
  const api = (id = "") => `/api/athletes/${whose()}/set-ups${id}`;
  let compared = "";

  const told = (sentence) => {
    byId("saved-said").textContent = sentence;
  };
  const tried = async (work) => {
    try {
      await work();
    } catch (error) {
      told(error instanceof Refused ? error.message : words.offline);
    }
  };

  const button = (text, label, work) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => tried(work));
    return made;
  };

  const labOf = ({ exercise, set_up: values }) => {
    const query = new URLSearchParams([...Object.entries(kept()), ...Object.entries(values)]);
    return `/athletes/${whose()}/exercises/${exercise}/lab?${query}`;
  };

  const nothingCompared = () => {
    compared = "";
    compare(null);
    byId("ghosted").textContent = words.before;
  };

  const compareWith = async ({ id, name, set_up: values }, list) => {
    if (compared === id) nothingCompared();
    else {
      const asked = { ...page.body(), page: `${page.id}-ghost`, set_up: values, settled: false };
      asked.axes = axes();
      asked.chart_px = Math.max(Math.round(byId("chart").clientWidth), 240);
      const found = await ask("POST", sent.addresses.look, asked, { within_ms: WITHIN_MS });
      compared = id;
      compare(found.chart);
      byId("ghosted").textContent = say("compared", { name });
    }
    draw(list);
  };

  const remove = async ({ id, name }) => {
    if (!confirm(say("sure_delete", { name }))) return;
    const left = await ask("DELETE", api(`/${id}`));
    if (compared === id) nothingCompared();
    draw(left);
    told(say("deleted", { name }));
  };

  const draw = (list) => {
    const own = list.set_ups.filter(({ exercise }) => exercise === sent.exercise);
    byId("saved").replaceChildren(
      ...own.map((one) => {
        const item = document.createElement("li");
        const name = document.createElement("span");
        name.className = "name";
        name.textContent = one.name;
        const labelled = (text) => `${text}: ${one.name}`;
        const toCompare = compared === one.id ? words.compare_no_more : words.compare;
        item.append(
          name,
          button(words.open, labelled(words.open), () => location.assign(labOf(one))),
          button(toCompare, labelled(toCompare), () => compareWith(one, list)),
          button(words.delete, labelled(words.delete), () => remove(one)),
        );
        return item;
      }),
    );
  };

  const show = () =>
    tried(async () => {
      told("");
      draw(whose() ? await ask("GET", api()) : { set_ups: [] });
    });

  onSent(byId("save"), () => {
    if (!whose()) {
      owner.focus();
      return;
    }
    const name = byId("called").value.trim();
    tried(async () => {
      const list = await ask("PUT", api(`/${newId()}`), { name, exercise: sent.exercise, set_up: setUp.chosen() });
      byId("called").value = "";
      draw(list);
      told(say("saved", { name }));
    });
  });
  owner?.addEventListener("change", show);
  show();
};
