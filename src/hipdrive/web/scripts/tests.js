// The page of a test: each try is kept under an id of its own, so that a double tap or a second go keeps it once;
// what cannot be is said beside its field.
import { sentence, whenSent } from "/scripts/asking.js";
import { ask, newId, Refused, say, sent } from "/scripts/page.js";

const form = document.getElementById("enter");

// What a field was sent as last, and under which id; another content gets another id.
const known = new Map();

const idFor = (field, body) => {
  const content = JSON.stringify(body);
  const before = known.get(field);
  if (before?.content === content) return before.id;
  const id = newId();
  known.set(field, { content, id });
  return id;
};

// A number as people type it, with a point or a comma; what is none stays text, so that the server says what is asked.
const asNumber = (text) => {
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : text;
};

const details = () =>
  [...form.querySelectorAll("input.detail")]
    .filter((field) => field.value.trim())
    .map((field) => `${field.name}=${field.inputMode === "decimal" ? field.value.trim().replace(",", ".") : field.value.trim()}`);

const common = (side) => ({
  test: sent.test,
  on: form.elements.on.value || null,
  side: side || null,
  details: details(),
});

// Every result that is filled in: its field, and what is sent.
const filledIn = () =>
  [...form.querySelectorAll("fieldset[data-side]")].flatMap((box) => {
    const of = common(box.dataset.side);
    const values = [...box.querySelectorAll("input.value")].filter((field) => field.value.trim() && !field.disabled);
    const verdict = box.querySelector("input.verdict:checked:not(:disabled)");
    const unit = form.elements.unit?.value ?? "";
    const measured = values.map((field) => [field, { ...of, value: asNumber(field.value.trim()), unit }]);
    return verdict === null ? measured : [...measured, [verdict, { ...of, passed: verdict.value === "true" }]];
  });

const clear = () => {
  for (const place of form.querySelectorAll(".wrong")) place.textContent = "";
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
};

// Say what is wrong beside the field that it is about: a detail that the error names, else the result itself.
const tell = (field, error) => {
  const key = error instanceof Refused ? error.about.split(" ")[0] : "";
  const about = form.querySelector(`input.detail[name="${CSS.escape(key)}"]`) ?? field;
  about.setAttribute("aria-invalid", "true");
  about.closest(".field, .try").querySelector(".wrong").textContent = sentence(error);
  about.focus();
};

const keep = async (field, body) => {
  await ask("PUT", sent.results.replace("{id}", idFor(field, body)), body);
  const place = field.closest(".try");
  place.querySelector(".kept").textContent = say("kept");
  for (const input of place.querySelectorAll("input")) input.disabled = true;
};

if (form !== null) {
  whenSent(
    form,
    async () => {
      clear();
      const results = filledIn();
      if (!results.length) {
        form.querySelector(":scope > .wrong").textContent = say("nothing");
        form.querySelector(".said").textContent = "";
        return;
      }
      for (const [field, body] of results) {
        try {
          await keep(field, body);
        } catch (error) {
          tell(field, error);
          form.querySelector(".said").textContent = "";
          return;
        }
      }
      location.reload();
    },
    { busy: "keeping" },
  );
}
