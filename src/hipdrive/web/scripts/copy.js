// Showing an address that is told only once, with a button that copies it.
import { say } from "/scripts/page.js";

// Show an address with a sentence in a box that holds an input, a status line and a copy button.
export const tellAddress = (box, words, address) => {
  const input = box.querySelector("input");
  box.hidden = false;
  box.querySelector("[role=status]").textContent = words;
  input.value = address;
  input.focus();
  input.select();
};

const copyFrom = async (box) => {
  const input = box.querySelector("input");
  input.select();
  // The clipboard is there in secure contexts only; elsewhere the old command still copies what is selected.
  if (navigator.clipboard) await navigator.clipboard.writeText(input.value);
  else document.execCommand("copy");
  box.querySelector(".done").textContent = say("copied");
};

for (const box of document.querySelectorAll(".made")) {
  box.querySelector(".copy").addEventListener("click", () => copyFrom(box));
}
