// Add an athlete: the id is chosen here and kept until the server has answered, so that sending twice adds one.
import { onSent } from "/scripts/asking.js";
import { ask, kg_of, newId, Refused, say, sent } from "/scripts/page.js";

const form = document.getElementById("add-form");
const said = document.getElementById("add-said");
const button = form.querySelector("button");
form.elements.consent_on.value ||= sent.today;
form.elements.consent_on.max = sent.today;
form.elements.born.max = sent.today;

const id = newId();

const athlete = ({ name, sex, height_cm: height, mass, born, consent_on: consent }) => ({
  name: name.value.trim(),
  sex: sex.value,
  height_m: height.valueAsNumber / 100,
  mass_kg: kg_of(mass.valueAsNumber),
  born: born.value || null,
  consent_on: consent.value,
});

const add = async () => {
  button.disabled = true;
  said.textContent = "";
  try {
    await ask("PUT", `/api/athletes/${id}`, athlete(form.elements));
    form.reset();
    location.assign(`/athletes/${id}`);
  } catch (error) {
    said.textContent = error instanceof Refused ? error.message : say("no_answer");
  } finally {
    button.disabled = false;
  }
};

onSent(form, add);
