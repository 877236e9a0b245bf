// The page of a plan: free days are kept by a button, and looking for another exercise and
// playing weeks ahead say how far they are and can be stopped.
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

const percent = (done, of) => Math.floor((100 * done) / of);
const looked = (done, of) => ({ share: done / of, words: say("looking", { percent: percent(done, of), done, of }) });
const played = (done, of) => ({ share: done / of, words: say("playing", { percent: percent(done, of), done, of }) });
let searching = false;

const find = async (link, how) => {
  const section = link.closest("section");
  const [box, said] = [".search", ".said"].map((part) => section.querySelector(part));
  link.closest("p").after(box, said);
  said.textContent = "";
  try {
    await goingTo(box, how, link.href);
  } catch (error) {
    said.textContent = error instanceof Stopped ? say("search_stopped") : sentence(error);
  }
};

for (const [kind, how] of [
  ["look", looked],
  ["play", played],
]) {
  for (const link of document.querySelectorAll(`a.${kind}`)) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      if (searching) return;
      searching = true;
      await find(link, how);
      searching = false;
    });
  }
}
