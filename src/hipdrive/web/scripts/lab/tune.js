// The best set-up with what is owned, found by the program and put in.
import { onSent } from "/scripts/asking.js";
import { words, sent, say, Refused } from "/scripts/page.js";
import { searching, Stopped } from "/scripts/search.js";
import { setUp, page } from "/scripts/lab/set_up.js";

const STAYS = ["variant", "side"];
const byId = (id) => document.getElementById(id);
const reached = (done, of) => ({ share: done / of, words: say("tuning", { percent: Math.floor((100 * done) / of), done, of }) });

// Why nothing was found, to who reads.
const why = (error) => {
  if (error instanceof Stopped) return words.search_stopped;
  return error instanceof Refused ? error.message : words.search_unreachable;
};

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
  onSent(byId("wish"), async () => {
    const target = byId("target").value;
    const wish = { ...page.body(), action: byId("muscles").value, own: byId("own").value };
    if (target !== "stride") wish.range = target;
    wish.set_up = Object.fromEntries(STAYS.filter((key) => setUp.value(key) !== undefined).map((key) => [key, setUp.value(key)]));
    byId("find").disabled = true;
    told("");
    try {
      const found = await searching(byId("tune").querySelector(".search"), reached, sent.addresses.tune, wish);
      if (found.set_up) put(found.set_up);
      told(found.set_up ? found.instruction : words.nothing_fits, found.notes);
    } catch (error) {
      told(why(error));
    }
    byId("find").disabled = false;
  });
};
