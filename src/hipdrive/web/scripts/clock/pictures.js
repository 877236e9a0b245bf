// Deletes what is kept of the clips of a run; its numbers stay.
import { answered, say } from "/scripts/page.js";

const WITHIN_MS = 10000;

const fault = async (answer) => (answer.ok ? "" : (await answer.json()).shown);

export const deletable = (line, address) => {
  line?.querySelector("button").addEventListener("click", async () => {
    if (!confirm(say("sure_pictures"))) return;
    const why = await answered("DELETE", address, undefined, { within: WITHIN_MS, headers: {} }).then(fault, () => say("unreached"));
    if (why) line.querySelector("span").textContent = say("not_deleted", { why });
    else window.location.reload();
  });
};
