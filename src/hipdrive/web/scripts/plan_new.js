// The page of a new plan: wishes stand in the address, so that the plan made of them can be looked at; a button keeps it.
import { whenSent } from "/scripts/asking.js";
import { Refused, ask, newId, say, sent } from "/scripts/page.js";
import { searching, Stopped } from "/scripts/search.js";

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

const MANY = ["free_days", "hard_days", "races"];
const LOADS = 0.85;

// The same wishes as a body; what is kept of the search makes the page of them come at once.
const asBody = (asked) => Object.fromEntries([...asked.keys()].map((key) => [key, MANY.includes(key) ? asked.getAll(key) : asked.get(key)]));

// Loads take most of the time; then exercises, doses and days are chosen.
const reached = (done, of) => {
  const share = (LOADS * done) / of;
  const key = done < of ? "making_loads" : "making_choice";
  return { share, words: say(key, { percent: Math.floor(100 * share), done, of }) };
};

const [button, said, wrong] = ["button[type=submit]", ".said", ".wrong"].map((part) => wish.querySelector(part));
wish.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  const asked = wished(wish);
  button.disabled = true;
  wrong.textContent = "";
  said.textContent = "";
  try {
    await searching(wish.querySelector(".search"), reached, "POST", sent.look, asBody(asked));
    location.assign(`?${asked}`);
    said.textContent = say("making");
    return;
  } catch (error) {
    if (error instanceof Stopped) said.textContent = say("search_stopped");
    // The page itself says why a plan can't be made, and what to do first.
    else if (error instanceof Refused && error.status < 500) location.assign(`?${asked}`);
    else wrong.textContent = error instanceof Refused ? error.message : say("unreachable");
  }
  button.disabled = false;
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
