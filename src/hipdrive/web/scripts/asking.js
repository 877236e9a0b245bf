// Buttons that write: pressed once they wait for the answer, and what it says stands beside them.
import { Refused, say } from "/scripts/page.js";

// What an error says to who reads.
export const sentence = (error) => (error instanceof Refused ? error.message : say("unreachable"));

// Hear when a form is sent. Its buttons rest in the page until then: pressed before, the browser itself would send what was typed, in an address.
export const onSent = (form, act) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    return act(event);
  });
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
};

// Do something when a form is sent. `act` gets the form and a way to ask the server; it may go to another page.
// Meanwhile the button rests; a refusal stands in the form's .wrong.
export const whenSent = (form, act, { busy = "" } = {}) => {
  const wrong = form.querySelector(":scope > .wrong");
  const said = form.querySelector(":scope > .said");
  onSent(form, async (event) => {
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
