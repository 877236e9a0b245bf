// The videos of a run in step with its clock: each picture has its own time in the file, and the landings say where in the stride that is.
import { say, shown } from "/scripts/page.js";
import { overlay } from "/scripts/clock/overlay.js";

const WHOLE = 100;
const SECOND_MS = 1000;
// A picture is sought a little behind its own time, so that no rounding shows the one before.
const INSIDE = 0.4;

const nearest = (times, ms) => {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low > 0 && ms - times[low - 1] < times[low] - ms ? low - 1 : low;
};

// Where strides begin, from before the first picture to behind the last one: those that the clip shows, and further ones a mean stride
// apart.
const boundsOf = ({ begins_ms: begins, time_ms: times }) => {
  const stride = (begins[begins.length - 1] - begins[0]) / (begins.length - 1);
  const bounds = [...begins];
  while (bounds[0] > times[0]) bounds.unshift(bounds[0] - stride);
  while (bounds[bounds.length - 1] <= times[times.length - 1]) bounds.push(bounds[bounds.length - 1] + stride);
  return bounds;
};

const filmOf = (figure, told, tell) => {
  const video = figure.querySelector("video");
  const times = told.time_ms;
  const bounds = boundsOf(told);
  const draw = overlay(figure.querySelector("svg"), told);
  const last = times.length - 1;
  let wanted = false;
  let picture = 0;
  let stride = 0;

  // A picture less than half a step before a landing shows it.
  const half = (times[last] - times[0]) / last / 2;
  const strideOf = (ms) => Math.min(Math.max(bounds.findIndex((bound) => bound > ms + half) - 1, 0), bounds.length - 2);
  const percentOf = (ms) => Math.max(0, (WHOLE * (ms - bounds[stride])) / (bounds[stride + 1] - bounds[stride]));

  // One jump at a time: while the browser looks for a picture, only the one that is wanted last is remembered.
  const look = () => {
    if (!wanted || video.seeking || video.readyState === 0) return;
    wanted = false;
    const into = picture < last ? INSIDE * (times[picture + 1] - times[picture]) : 0;
    video.currentTime = (times[picture] + into) / SECOND_MS;
  };
  const stand = (place, inStride) => {
    picture = Math.min(Math.max(place, 0), last);
    stride = inStride ?? strideOf(times[picture]);
    wanted = true;
    draw(picture);
    look();
  };

  // What the browser shows now; while it plays, this moves the clock.
  const onPicture = (ms) => {
    if (video.paused || figure.hidden) return;
    picture = nearest(times, ms);
    draw(picture);
    tell();
  };
  if ("requestVideoFrameCallback" in video) {
    const each = (_, { mediaTime }) => {
      onPicture(mediaTime * SECOND_MS);
      video.requestVideoFrameCallback(each);
    };
    video.requestVideoFrameCallback(each);
  } else {
    video.addEventListener("timeupdate", () => onPicture(video.currentTime * SECOND_MS));
  }
  for (const event of ["loadedmetadata", "seeked"]) video.addEventListener(event, look);

  return {
    told,
    figure,
    video,
    stand,
    at: () => picture,
    nearest: (ms) => nearest(times, ms),
    percent: () => percentOf(times[picture]),
    stride: () => stride,
    strides: bounds.length - 1,
    // To a place of the stride that is shown, or of the next one that the clip shows there.
    seek: (percent) => {
      const ms = (of) => bounds[of] + (percent / WHOLE) * (bounds[of + 1] - bounds[of]);
      const shows = (of) => of >= 0 && of < bounds.length - 1 && ms(of) >= times[0] - half && ms(of) <= times[last] + half;
      const to = [stride, stride + 1, stride - 1].find(shows) ?? stride;
      stand(nearest(times, ms(to)), to);
    },
    rest: () => stand(nearest(times, bounds[strideOf((times[0] + times[last]) / 2)])),
  };
};

// Shows the film of the chosen leg. `at` is told where in the stride its picture is, `pause` that the reader took hold of it.
export const films = (box, sentFilms, { at, pause }) => {
  const slider = box.querySelector("#clip-time");
  const output = box.querySelector("output.picture");
  let now = null;

  const tellTime = () => {
    const time = shown(now.told.time_ms[now.at()] / SECOND_MS, 2);
    const words = say("picture", { time, stride: now.stride() + 1, strides: now.strides });
    slider.value = now.at();
    slider.setAttribute("aria-valuetext", words);
    output.textContent = words;
  };
  const tell = () => {
    tellTime();
    at(now.percent(), now.told.time_ms[now.at()]);
  };
  const all = sentFilms.map((told, place) => filmOf(box.querySelector(`[data-film="${place}"]`), told, tell));
  const goTo = (picture) => {
    now.stand(picture);
    tell();
  };

  for (const one of all) one.rest();
  slider.addEventListener("input", () => {
    pause();
    goTo(Number(slider.value));
  });
  box.querySelector(".lines").addEventListener("change", ({ target }) => {
    for (const { figure } of all) figure.querySelector("svg").toggleAttribute("hidden", !target.checked);
  });

  return {
    choose(side) {
      now = all.find(({ told }) => told.side === side) ?? all[0];
      for (const { figure } of all) figure.hidden = figure !== now.figure;
      slider.max = now.told.time_ms.length - 1;
      tell();
    },
    play(pace) {
      now.video.playbackRate = pace;
      now.video.play().catch(pause);
    },
    pace(pace) { now.video.playbackRate = pace; },
    pause() {
      if (now === null || now.video.paused) return;
      now.video.pause();
      // What stands is the picture that was told last, whatever the browser had ready behind it.
      now.stand(now.at());
    },
    playing: () => now !== null && !now.video.paused,
    // To a place of the stride; the clock stands exactly there, the video at its nearest picture.
    seek(percent) {
      now.seek(percent);
      tellTime();
    },
    seekTo(ms) { goTo(now.nearest(ms)); },
    step(by) { goTo(now.at() + by); },
  };
};
