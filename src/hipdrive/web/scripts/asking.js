// Buttons that write: pressed once they wait for the answer, and what it says stands beside them.
import { Refused, say } from "/scripts/page.js";

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
