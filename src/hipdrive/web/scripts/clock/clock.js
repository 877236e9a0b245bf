// One clock for a run: slider, figure, strip of contacts and curves stand at the same instant of the stride, whichever of them is moved.
import { say, sent, shown } from "/scripts/page.js";
import { curves } from "/scripts/clock/curves.js";
import { figure } from "/scripts/clock/figure.js";

const WHOLE = 100;
const SLOW = 0.25;
const SECOND_MS = 1000;
const box = document.getElementById("clock");
const one = (selector) => box.querySelector(selector);
const followers = [];
const state = { percent: 0, whose: one(".whose")?.value };
let frame = 0;

const sideOf = () => (state.whose === "both" ? "left" : state.whose);
const lasts = () => sent.stride_s[sideOf()] || 1;

const show = () => {
  const time = (state.percent / WHOLE) * lasts();
  const words = say("now", { percent: shown(state.percent, 0), time: shown(time, 2) });
  one("output").textContent = words;
  one("#clock-time").value = Math.round(state.percent);
  one("#clock-time").setAttribute("aria-valuetext", words);
  for (const button of box.querySelectorAll(".jumps button")) button.parentElement.hidden = button.dataset.side !== sideOf();
  followers.forEach((follower) => follower(state));
};

const go = (percent) => {
  state.percent = Math.min(Math.max(percent, 0), WHOLE);
  show();
};

const pause = () => {
  cancelAnimationFrame(frame);
  frame = 0;
  one(".play").textContent = say("play");
};

// Plays from where it stands, round and round; the time between two frames moves it, so that a slow machine is not late.
const play = () => {
  let last = performance.now();
  const tick = (now) => {
    const speed = one(".slow").checked ? SLOW : 1;
    const on = ((speed * (now - last)) / SECOND_MS / lasts()) * WHOLE;
    last = now;
    state.percent = (state.percent + on) % WHOLE;
    show();
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
  one(".play").textContent = say("pause");
};

const moveTo = (percent) => {
  pause();
  go(percent);
};

const jump = ({ side, percent }, { scroll = false } = {}) => {
  if (state.whose !== "both") state.whose = one(".whose").value = side;
  moveTo(Number(percent));
  if (scroll) box.scrollIntoView({ block: "nearest" });
};

// Arrow keys move the clock wherever the focus is in it, but where they already mean something.
const onKey = (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined || event.target.matches("select, input")) return;
  event.preventDefault();
  moveTo(Math.round(state.percent) + step);
};

if (box) {
  if (Object.keys(sent.figures).length) followers.push(figure(box, sent));
  followers.push(curves(document.getElementById("stride"), sent, moveTo));
  one("#clock-time").addEventListener("input", (event) => moveTo(Number(event.target.value)));
  one(".play").addEventListener("click", () => (frame ? pause() : play()));
  one(".whose").addEventListener("change", (event) => { state.whose = event.target.value; show(); });
  one(".beside")?.addEventListener("change", ({ target }) => {
    window.location.assign(target.value ? `?beside=${encodeURIComponent(target.value)}#stride` : window.location.pathname);
  });
  box.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("button[data-percent]")) {
    button.addEventListener("click", () => jump(button.dataset, { scroll: button.classList.contains("show") }));
  }
  for (const hidden of document.querySelectorAll("[data-controls]")) hidden.hidden = false;
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); });
  show();
  document.documentElement.dataset.ready = "clock";
}
