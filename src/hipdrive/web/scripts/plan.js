// The page of a plan: free days are kept by a button, and a search for another exercise says that it is under way.
import { whenSent } from "/scripts/asking.js";
import { ask, newId, say, sent } from "/scripts/page.js";

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

for (const link of document.querySelectorAll("a.look")) {
  link.addEventListener("click", () => {
    link.textContent = say("looking");
  });
}
