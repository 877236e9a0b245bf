// One block for all who are chosen: their plans are asked for one after the other, each with its own answer, and stopped with the one
// that is under way.
// The block's id stays until the wishes are changed, so that asking again makes nobody a second plan. Each is asked for in place of
// the plan that the list shows, so that one that somebody else has made meanwhile stays.
import { onSent } from "/scripts/asking.js";
import { chosen, follows } from "/scripts/athletes/athletes.js";
import { ask, newId, Refused, say, sent, shownDay } from "/scripts/page.js";
import { open, Stopped } from "/scripts/search.js";

const form = document.getElementById("block-form");
const A_PLAN_MS = 120000;
const LOADS = 0.85;

// How far all plans are, while one of them is made: its loads take most of its time.
const reached = (place, all, name) => (done, of) => {
  const share = (place + (LOADS * done) / of) / all;
  return { share, words: say("reached", { percent: Math.floor(100 * share), place: place + 1, all, name }) };
};

const setUp = () => {
  const said = document.getElementById("block-said");
  const results = document.getElementById("block-results");
  const pinnedWords = document.getElementById("pinned");
  const box = document.querySelector("#block .search");
  const submit = form.querySelector("[type=submit]");
  const fields = form.elements;
  const [year, month, day] = sent.today.split("-").map(Number);
  const monday = new Date(Date.UTC(year, month - 1, day));
  monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7));
  fields.start.value ||= monday.toISOString().slice(0, 10);
  let block = newId();
  let pinned = [];

  const wishes = () => ({
    goal: fields.goal.value,
    weeks: fields.weeks.valueAsNumber,
    sessions_per_week: fields.sessions_per_week.valueAsNumber,
    minutes_per_week: fields.minutes_per_week.valueAsNumber,
    start: fields.start.value,
    owned: fields.owned.value.trim(),
    pinned,
  });

  const readPattern = async () => {
    const athlete = fields.pattern.value;
    pinned = [];
    pinnedWords.hidden = true;
    if (!athlete) return;
    try {
      const plan = await ask("GET", `/api/athletes/${athlete}/plan`);
      fields.goal.value = plan.goal;
      fields.weeks.value = plan.weeks;
      fields.minutes_per_week.value = Math.round(plan.minutes_per_week);
      fields.sessions_per_week.value = plan.sessions.filter((session) => session.week === 1).length;
      pinned = [...new Set(plan.programme.map((line) => line.exercise))];
      pinnedWords.textContent = say("pattern_read", { name: fields.pattern.selectedOptions[0].text, count: pinned.length });
      pinnedWords.hidden = false;
    } catch (error) {
      said.textContent = error instanceof Refused ? error.message : say("no_answer");
    }
  };

  const planOf = async ({ id, name, plan: shown }, wished, options) => {
    const body = { ...wished, instead_of: shown || null };
    const plan = await ask("PUT", `/api/athletes/${id}/blocks/${block}`, body, { within_ms: A_PLAN_MS, ...options });
    follows(id, plan.id);
    return say("planned", { name, weeks: plan.weeks, on: shownDay(plan.start) });
  };

  const makeAll = async () => {
    if (submit.disabled) return;
    const people = chosen();
    const wished = wishes();
    submit.disabled = true;
    results.replaceChildren(...people.map(({ name }) => item(say("waiting", { name }))));
    await open(box, async (one, stopped) => {
      let made = 0;
      for (const [place, person] of people.entries()) {
        const line = results.children[place];
        const { name } = person;
        line.textContent = say("busy", { name });
        try {
          stopped.throwIfAborted();
          const how = reached(place, people.length, name);
          line.textContent = await one(how, (options) => planOf(person, wished, options), place / people.length);
          made += 1;
        } catch (error) {
          const why = error instanceof Refused ? error.message : say("no_answer");
          line.className = error instanceof Stopped ? "" : "why hurts";
          line.textContent = error instanceof Stopped ? say("stopped", { name }) : say("refused", { name, why });
        }
        said.textContent = say("done", { made, all: people.length });
      }
    });
    submit.disabled = false;
  };

  onSent(form, makeAll);
  form.addEventListener("change", () => {
    block = newId();
  });
  fields.pattern.addEventListener("change", readPattern);
};

const item = (words) => {
  const made = document.createElement("li");
  made.textContent = words;
  return made;
};

if (form) setUp();
