// One clock for a run: slider, figure, video, strip of contacts and curves stand at the same instant, whichever of them is moved.
// Where there is a video it is what plays: its pictures say where in the stride the clock stands. From the front or from behind there are
// no curves, and the clock is the video's own.
import { say, sent, shown } from "/scripts/page.js";
import { curves } from "/scripts/clock/curves.js";
import { figure } from "/scripts/clock/figure.js";
import { films } from "/scripts/clock/film.js";
import { steps } from "/scripts/clock/steps.js";
import { deletable } from "/scripts/clock/pictures.js";

const WHOLE = 100;
const SECOND_MS = 1000;
const box = document.getElementById("clock");
// Nothing of it where a page has no clock: pictures of a clip alone have none.
const one = (selector) => box?.querySelector(selector) ?? null;
const followers = [];
const state = { percent: 0, ms: 0, whose: one(".whose")?.value };
let frame = 0;
let film = null;

const sideOf = () => (state.whose === "both" ? "left" : state.whose);
const lasts = () => sent.stride_s[sideOf()] || 1;

const showStride = () => {
  const time = (state.percent / WHOLE) * lasts();
  const words = say("now", { percent: shown(state.percent, 0), time: shown(time, 2) });
  one("output.now").textContent = words;
  one("#clock-time").value = Math.round(state.percent);
  one("#clock-time").setAttribute("aria-valuetext", words);
  for (const button of box.querySelectorAll(".jumps button")) button.parentElement.hidden = button.dataset.side !== sideOf();
};

const show = () => {
  if (sent.curves) showStride();
  followers.forEach((follower) => follower(state));
};

const go = (percent, ms = 0) => {
  state.percent = Math.min(Math.max(percent, 0), WHOLE);
  state.ms = ms;
  show();
};

const speed = () => Number(one(".speed").value);

const pause = () => {
  cancelAnimationFrame(frame);
  frame = 0;
  film?.pause();
  one(".play").textContent = say("play");
};

// Plays from where it stands, round and round; the time between two frames moves it, so that a slow machine is not late.
const turn = () => {
  let last = performance.now();
  const tick = (now) => {
    const on = ((speed() * (now - last)) / SECOND_MS / lasts()) * WHOLE;
    last = now;
    state.percent = (state.percent + on) % WHOLE;
    show();
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
};

const playing = () => frame !== 0 || film?.playing() === true;

const play = () => {
  if (film) film.play(speed());
  else turn();
  one(".play").textContent = say("pause");
};

const moveTo = (percent) => {
  pause();
  go(percent);
  film?.seek(state.percent);
};

const choose = (side) => {
  pause();
  state.whose = one(".whose").value = side;
  film?.choose(sideOf());
};

const jump = ({ side, percent, atMs }, { scroll = false } = {}) => {
  if (sent.curves && state.whose !== "both") choose(side);
  if (atMs === undefined) moveTo(Number(percent));
  else film.seekTo(Number(atMs));
  if (scroll) box.scrollIntoView({ block: "nearest" });
};

// Arrow keys move the clock wherever the focus is in it, but where they already mean something: by a picture of the video, else by a percent.
const onKey = (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined || event.target.matches("select, input")) return;
  event.preventDefault();
  pause();
  if (film) film.step(step);
  else moveTo(Math.round(state.percent) + step);
};

deletable(document.getElementById("kept-pictures"), sent.pictures);
if (box) {
  if (sent.figures && Object.keys(sent.figures).length) followers.push(figure(box, sent));
  if (sent.curves) followers.push(curves(document.getElementById("stride"), sent, moveTo));
  if (sent.films.length) film = films(box, sent.films, { at: go, pause });
  if (one("[data-steps]")) followers.push(steps(one("[data-steps] svg"), sent, (ms) => { pause(); film.seekTo(ms); }));
  one("#clock-time")?.addEventListener("input", (event) => moveTo(Number(event.target.value)));
  one(".play").addEventListener("click", () => (playing() ? pause() : play()));
  one(".whose")?.addEventListener("change", (event) => { choose(event.target.value); show(); });
  one(".beside")?.addEventListener("change", ({ target }) => {
    window.location.assign(target.value ? `?beside=${encodeURIComponent(target.value)}#stride` : window.location.pathname);
  });
  one(".speed").addEventListener("change", () => film?.pace(speed()));
  box.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("button[data-percent], button[data-at-ms]")) {
    button.addEventListener("click", () => jump(button.dataset, { scroll: button.classList.contains("show") }));
  }
  for (const hidden of document.querySelectorAll("[data-controls]")) hidden.hidden = false;
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); });
  film?.choose(sideOf());
  show();
  document.documentElement.dataset.ready = "clock";
}
