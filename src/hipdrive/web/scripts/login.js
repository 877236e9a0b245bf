// Logging in, and choosing a password with an invitation: afterwards on to the page that was asked for.
import { onSent } from "/scripts/asking.js";
import { Refused, ask, say, sent } from "/scripts/page.js";

const field = (id) => document.getElementById(id);
const wrong = field("wrong");
const button = document.querySelector("button[type=submit]");

const enter = () =>
  sent.invitation
    ? ask("POST", "/api/invitation", { invitation: sent.invitation, password: field("password").value })
    : ask("POST", "/api/login", { name: field("name").value, password: field("password").value });

onSent(field("form"), async () => {
  wrong.textContent = "";
  if (sent.invitation && field("password").value !== field("again").value) {
    wrong.textContent = say("differ");
    return;
  }
  button.disabled = true;
  try {
    await enter();
    location.replace(sent.goes_to);
  } catch (error) {
    wrong.textContent = error instanceof Refused ? error.message : say("unreachable");
    button.disabled = false;
    field("password").focus();
  }
});
