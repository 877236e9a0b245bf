// The page of a new plan: wishes stand in the address, so that the plan made of them can be looked at; a button keeps it.
import { whenSent } from "/scripts/asking.js";
import { ask, newId, say, sent } from "/scripts/page.js";

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

wish.addEventListener("submit", (event) => {
  event.preventDefault();
  wish.querySelector("button[type=submit]").disabled = true;
  wish.querySelector(".said").textContent = say("making");
  location.assign(`?${wished(wish)}`);
});

// A page that is shown again by the back button takes wishes again.
addEventListener("pageshow", () => {
  wish.querySelector("button[type=submit]").disabled = false;
  wish.querySelector(".said").textContent = "";
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
