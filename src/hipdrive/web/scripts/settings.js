// The settings: what was chosen is sent as one, and the page comes back in it.
import { onSent } from "/scripts/asking.js";
import { ask, say } from "/scripts/page.js";

const form = document.getElementById("settings");
const said = document.getElementById("said");
const KEPT = "#kept";

const keep = async () => {
  try {
    await ask("PUT", "/settings", Object.fromEntries(new FormData(form)));
    location.hash = KEPT;
    location.reload();
  } catch (error) {
    said.textContent = say("failed", { why: error.message });
  }
};

onSent(form, keep);
if (location.hash === KEPT) {
  said.textContent = say("kept");
  history.replaceState(null, "", location.pathname);
}
