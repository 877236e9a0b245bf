// The best set-up with what is owned, found by the program and put in.
import { words, sent, ask, Refused } from "/scripts/page.js";
import { setUp, page } from "/scripts/lab/set_up.js";

const LONGEST_MS = 150000;
const STAYS = ["variant", "side"];
const byId = (id) => document.getElementById(id);

export const tuning = ({ put }) => {
  const told = (sentence, notes = []) => {
    byId("tuned").textContent = sentence;
    byId("tuned-notes").replaceChildren(
      ...notes.map((note) => {
        const item = document.createElement("li");
        item.textContent = note;
        return item;
      }),
    );
  };
  byId("wish").addEventListener("submit", async (event) => {
    event.preventDefault();
    const target = byId("target").value;
    const wish = { ...page.body(), action: byId("muscles").value, own: byId("own").value };
    if (target !== "stride") wish.range = target;
    wish.set_up = Object.fromEntries(STAYS.filter((key) => setUp.value(key) !== undefined).map((key) => [key, setUp.value(key)]));
    byId("find").disabled = true;
    told(words.tuning);
    try {
      const found = await ask("POST", sent.addresses.tune, wish, { within_ms: LONGEST_MS });
      if (found.set_up) put(found.set_up);
      told(found.set_up ? found.instruction : words.nothing_fits, found.notes);
    } catch (error) {
      told(error instanceof Refused ? error.message : words.offline);
    }
    byId("find").disabled = false;
  });
};
