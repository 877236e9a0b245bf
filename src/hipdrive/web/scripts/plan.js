// The page of a plan: free days are kept by a button, and a search for another exercise says how far it is and can be stopped.
import { sentence, whenSent } from "/scripts/asking.js";
import { ask, newId, say, sent } from "/scripts/page.js";
import { goingTo, Stopped } from "/scripts/search.js";

// One id for the page, so that a double tap moves the sessions once.
const id = newId();

whenSent(
  document.getElementById("free-days"),
  async (form) => {
    const days = new FormData(form).getAll("day");
    await ask("PUT", sent.days.replace("{id}", id), { free_days: days, instead_of: sent.plan });
    location.assign(sent.page);
  },
  { busy: "moving" },
);

for (const form of document.querySelectorAll("form.one-session")) {
  whenSent(
    form,
    async () => {
      const moved = { day: form.dataset.day, to: new FormData(form).get("to"), instead_of: sent.plan };
      await ask("PUT", sent.session.replace("{id}", id), moved);
      location.assign(sent.page);
    },
    { busy: "moving" },
  );
}

const box = document.querySelector("#next .search");
const said = document.querySelector("#next .said");
const reached = (done, of) => ({ share: done / of, words: say("looking", { percent: Math.floor((100 * done) / of), done, of }) });
let looking = false;

const look = async (link) => {
  link.closest("p").after(box, said);
  said.textContent = "";
  try {
    await goingTo(box, reached, link.href);
  } catch (error) {
    said.textContent = error instanceof Stopped ? say("search_stopped") : sentence(error);
  }
};

for (const link of document.querySelectorAll("a.look")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (looking) return;
    looking = true;
    await look(link);
    looking = false;
  });
}
