// The page of a new plan: wishes stand in the address, so that the plan made of them can be looked at; a button keeps it.
import { onSent, sentence, whenSent } from "/scripts/asking.js";
import { ask, newId, say, sent } from "/scripts/page.js";
import { goingTo, Stopped } from "/scripts/search.js";

const EVERY_DAY = 7;
const id = newId();
const wish = document.getElementById("wish");

// What was filled in, as the address says it; all days of the week free is the same as none named.
const wished = (form) => {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const parts = name === "races" ? value.split(/[\s,;]+/) : [value.trim()];
    for (const part of parts.filter(Boolean)) asked.append(name, part);
  }
  if (asked.getAll("free_days").length === EVERY_DAY) asked.delete("free_days");
  return asked;
};

const LOADS = 0.85;

// Loads take most of the time; then exercises, doses and days are chosen.
const reached = (done, of) => {
  const share = (LOADS * done) / of;
  const key = done < of ? "making_loads" : "making_choice";
  return { share, words: say(key, { percent: Math.floor(100 * share), done, of }) };
};

const [button, said, wrong] = ["button[type=submit]", ".said", ".wrong"].map((part) => wish.querySelector(part));
onSent(wish, async () => {
  if (button.disabled) return;
  button.disabled = true;
  wrong.textContent = "";
  said.textContent = "";
  try {
    await goingTo(wish.querySelector(".search"), reached, `?${wished(wish)}`);
    said.textContent = say("making");
  } catch (error) {
    button.disabled = false;
    if (error instanceof Stopped) said.textContent = say("search_stopped");
    else wrong.textContent = sentence(error);
  }
});

// A page that is shown again by the back button takes wishes again.
addEventListener("pageshow", () => {
  button.disabled = false;
  said.textContent = "";
});

const keep = document.getElementById("keep");
if (keep !== null) {
  whenSent(
    keep,
    async () => {
      const body = { wishes: sent.wishes, instead_of: sent.insteadOf };
      await ask("PUT", sent.keep.replace("{id}", id), body, { within_ms: 1000 * sent.longest });
      location.assign(sent.page);
    },
    { busy: "keeping" },
  );
}
