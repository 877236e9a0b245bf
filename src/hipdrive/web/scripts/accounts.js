// Accounts: invite an athlete, remove an account, change one's own password, log out.
import { onSent } from "/scripts/asking.js";
import { tellAddress } from "/scripts/copy.js";
import { forgetPages } from "/scripts/log/forget.js";
import { ask, newId, Refused, say } from "/scripts/page.js";

const told = (error) => (error instanceof Refused ? error.message : say("unreachable"));
// Days are written as on the page: the day before the month in English too.
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });

// Do something of a row of the table, and say in that row what went wrong.
const inRow = async (part, action) => {
  const cell = part.closest("td");
  const wrong = cell.querySelector(".wrong");
  wrong.textContent = "";
  try {
    await action(cell);
  } catch (error) {
    wrong.textContent = told(error);
  }
};

const invite = (cell, athlete, account, name) =>
  ask("PUT", `/api/athletes/${athlete}/accounts/${account}`, { name }).then((made) => {
    const words = say("invited", { name: made.name, until: day.format(new Date(made.until)) });
    tellAddress(cell.querySelector(".made"), words, made.address);
  });

for (const form of document.querySelectorAll("form.invite")) {
  const account = newId();
  onSent(form, () => {
    inRow(form, (cell) => invite(cell, form.dataset.athlete, account, form.querySelector("input").value));
  });
}

for (const button of document.querySelectorAll("button.again")) {
  const { athlete, account, name } = button.dataset;
  button.addEventListener("click", () => inRow(button, (cell) => invite(cell, athlete, account, name)));
}

for (const button of document.querySelectorAll("button.remove")) {
  const { athlete, account, name } = button.dataset;
  button.addEventListener("click", () => {
    if (!confirm(say("sure_remove", { name }))) return;
    inRow(button, async () => {
      await ask("DELETE", `/api/athletes/${athlete}/accounts/${account}`);
      location.reload();
    });
  });
}

const out = document.getElementById("log-out");
out?.addEventListener("click", async () => {
  await forgetPages();
  await ask("POST", "/api/logout");
  location.replace("/login");
});
out?.removeAttribute("disabled"); // a tap before that would have done nothing, unseen

const change = document.getElementById("change");
const changePassword = async () => {
  const [wrong, done] = ["wrong", "done"].map((name) => change.querySelector(`.${name}`));
  wrong.textContent = done.textContent = "";
  try {
    await ask("POST", "/api/password", { old: change.querySelector("#old").value, new: change.querySelector("#new").value });
    change.reset();
    done.textContent = say("changed");
  } catch (error) {
    wrong.textContent = told(error);
  }
};
if (change !== null) onSent(change, changePassword);
