// Buttons that write: pressed once they wait for the answer, and what it says stands beside them.
import { ask, Refused, say } from "/scripts/page.js";

// An id of our own, so that the same thing sent twice is one. (crypto.randomUUID is not there without TLS.)
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};

// What an error says to who reads.
export const sentence = (error) => (error instanceof Refused ? error.message : say("unreachable"));

// Do something when a form is sent. `act` gets the form and a way to ask the server; it may go to another page.
// Meanwhile the button rests; a refusal stands in the form's .wrong.
export const whenSent = (form, act, { busy = "" } = {}) => {
  const wrong = form.querySelector(":scope > .wrong");
  const said = form.querySelector(":scope > .said");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    wrong.textContent = "";
    said.textContent = busy && say(busy);
    try {
      await act(form, button);
    } catch (error) {
      said.textContent = "";
      wrong.textContent = sentence(error);
    } finally {
      button.disabled = false;
    }
  });
};

export { ask };
