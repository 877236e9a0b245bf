// Links to share: make one, whose address is shown once, and withdraw one.
import { onSent } from "/scripts/asking.js";
import { tellAddress } from "/scripts/copy.js";
import { ask, newId, Refused, say, sent } from "/scripts/page.js";

const field = (id) => document.getElementById(id);
const base = `/api/athletes/${sent.athlete}/links`;
const told = (error) => (error instanceof Refused ? error.message : say("unreachable"));

// A calendar may stay until it is withdrawn; anything else must end.
field("shows").addEventListener("change", () => {
  field("days").required = field("shows").value !== "calendar";
});

// What the link is to show; a run with its id.
const asked = () => {
  const [chosen] = field("shows").selectedOptions;
  return chosen.dataset.run ? { shows: chosen.value, run: chosen.dataset.run } : { shows: chosen.value };
};

onSent(field("form"), async () => {
  field("wrong").textContent = "";
  const days = field("days").value === "" ? null : Number(field("days").value);
  try {
    const made = await ask("PUT", `${base}/${newId()}`, { ...asked(), days });
    tellAddress(field("made"), say("made"), made.address);
  } catch (error) {
    field("wrong").textContent = told(error);
  }
});

const withdraw = async (button) => {
  if (!confirm(say("sure_withdraw"))) return;
  try {
    await ask("DELETE", `${base}/${button.dataset.link}`);
    location.reload();
  } catch (error) {
    button.parentElement.querySelector(".wrong").textContent = told(error);
  }
};

for (const button of document.querySelectorAll(".withdraw")) button.addEventListener("click", () => withdraw(button));
