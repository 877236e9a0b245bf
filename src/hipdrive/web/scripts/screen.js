// The safety screen: what a yes means is said at once; a red flag ends the questions once all red flags are answered.
import { whenSent } from "/scripts/asking.js";
import { ask, newId, say, sent } from "/scripts/page.js";

const form = document.getElementById("screen");
const questions = [...form.querySelectorAll("[data-question]")];
const others = document.getElementById("others");
const age = document.getElementById("age");
const known = { content: "", id: "" };

const answer = (question) => question.querySelector("input:checked")?.value;
const flagged = () => questions.some((question) => "stop" in question.dataset && answer(question) === "yes");

const show = () => {
  for (const question of questions) question.querySelector(".yes-means").hidden = answer(question) !== "yes";
  const stop = flagged();
  document.getElementById("flagged").hidden = !stop;
  others.hidden = stop;
  if (age === null) return;
  const minor = age.value !== "" && Number(age.value) < sent.adultFrom;
  for (const question of questions.filter((one) => "minors" in one.dataset)) question.hidden = !minor;
};

form.addEventListener("input", show);
show();

const isAsked = (question) => !question.hidden && !(others.hidden && others.contains(question));

whenSent(
  form,
  async () => {
    const asked = questions.filter(isAsked);
    const open = asked.find((question) => answer(question) === undefined);
    if (open !== undefined) {
      form.querySelector(":scope > .said").textContent = "";
      form.querySelector(":scope > .wrong").textContent = say("open");
      open.querySelector("input").focus();
      return;
    }
    const yes = Object.fromEntries(asked.map((question) => [question.dataset.question, answer(question) === "yes"]));
    const body = { yes, age_years: age === null || age.value === "" ? null : Number(age.value) };
    const content = JSON.stringify(body);
    if (content !== known.content) Object.assign(known, { content, id: newId() });
    await ask("PUT", sent.screens.replace("{id}", known.id), body);
    location.assign(sent.page);
  },
  { busy: "keeping" },
);
