// Plays a picture's own animation at its tempo, counts along and shows what to do in each part. Without it the picture moves by itself.
(() => {
  "use strict";
  const PLAYED = "played";
  const second = 1000;
  const players = [];
  const speech = "speechSynthesis" in window ? window.speechSynthesis : null;

  // Only voices on this device: what is said never leaves it.
  const localVoice = () => {
    const voices = speech ? speech.getVoices().filter((voice) => voice.localService === true) : [];
    return voices.find((voice) => voice.lang.toLowerCase().startsWith(document.documentElement.lang)) || null;
  };

  const setUp = (box) => {
    const one = (name) => box.querySelector(name);
    const svg = one("svg");
    const times = one("[data-up-s]").dataset;
    const before = one(".cue").textContent;
    const ready = one(".count").textContent;
    const startWords = { start: one(".start").textContent, ...one(".start").dataset };
    let from = 0;
    const parts = [...box.querySelectorAll(".part")].map((element) => {
      const { part, name, says, fast } = element.dataset;
      const lasts = Number(times[part + "S"]) * second;
      const made = { element, fill: element.querySelector(".fill"), name, says, from, lasts, counted: fast === undefined && part !== "rest" };
      element.hidden = lasts <= 0;
      element.style.flexGrow = lasts;
      from += lasts;
      return made;
    });
    const whole = from;
    // The end of a set is the end of its last repetition's way down; none where a set is no number of repetitions.
    const reps = Number(one(".turn").dataset.reps || 0);
    const end = reps > 0 ? reps * whole - parts[parts.length - 1].lasts : Infinity;
    let elapsed = 0;
    let startedAt = 0;
    let frame = 0;
    let said = "";
    let turn = 0;
    let moving = [];

    const gather = () => {
      moving = svg.getAnimations({ subtree: true });
      moving.forEach((animation) => animation.pause());
    };

    const say = (words) => {
      const voice = localVoice();
      if (!one(".speak").checked || !voice) return;
      speech.cancel();
      const sentence = new SpeechSynthesisUtterance(words);
      sentence.voice = voice;
      sentence.lang = voice.lang;
      sentence.rate = 1.2;
      speech.speak(sentence);
    };

    const show = () => {
      const now = elapsed % whole;
      moving.forEach((animation) => { animation.currentTime = now; });
      let current = parts[parts.length - 1];
      for (const part of parts) {
        const share = part.lasts > 0 ? Math.min(Math.max((now - part.from) / part.lasts, 0), 1) : 0;
        part.fill.style.transform = `scaleX(${share})`;
        if (part.lasts > 0 && now >= part.from && now < part.from + part.lasts) current = part;
      }
      const count = Math.floor((now - current.from) / second) + 1;
      const words = current.counted ? `${current.name} ${count}` : current.name;
      const reached = Math.floor(elapsed / whole) + 1;
      if (words === said && reached === turn) return;
      const spoken = count > 1 && current.counted ? String(count) : current.name;
      said = words;
      turn = reached;
      for (const part of parts) part.element.classList.toggle("now", part === current);
      one(".count").textContent = words;
      if (current.says) one(".cue").textContent = current.says;
      one(".turns").textContent = String(turn);
      if (frame) say(spoken);
    };

    const tick = (now) => {
      elapsed = Math.min(now - startedAt, end);
      frame = requestAnimationFrame(tick);
      show();
      if (elapsed >= end) over();
    };

    // A set is done: it stands still and says so, and the next start is that of a new set.
    const over = () => {
      const { done } = one(".turn").dataset;
      cancelAnimationFrame(frame);
      frame = 0;
      elapsed = 0;
      said = "";
      one(".count").textContent = done;
      one(".start").textContent = startWords.start;
      box.classList.remove("running");
      say(done);
    };

    const player = {
      pause() {
        if (!frame) return;
        cancelAnimationFrame(frame);
        frame = 0;
        if (speech) speech.cancel();
        one(".start").textContent = elapsed > 0 ? startWords.goOn : startWords.start;
        box.classList.remove("running");
      },
      start() {
        players.forEach((other) => other.pause());
        svg.classList.add(PLAYED);
        gather();
        startedAt = performance.now() - elapsed;
        frame = requestAnimationFrame(tick);
        one(".start").textContent = startWords.pause;
        box.classList.add("running");
      },
      // Before anything is started: the first pose of the movement, or the still picture for readers who want no motion.
      rest() {
        gather();
        moving.forEach((animation) => { animation.currentTime = 0; });
      },
      voice() { one(".voice").hidden = !localVoice(); },
    };

    one(".start").addEventListener("click", () => (frame ? player.pause() : player.start()));
    one(".again").addEventListener("click", () => {
      const running = frame !== 0;
      player.pause();
      elapsed = 0;
      said = "";
      svg.classList.add(PLAYED);
      gather();
      show();
      one(".start").textContent = startWords.start;
      one(".turns").textContent = "0";
      one(".count").textContent = ready;
      one(".cue").textContent = before;
      if (running) player.start();
    });
    one(".coach").hidden = false;
    players.push(player);
    player.rest();
    player.voice();
  };

  document.querySelectorAll(".player").forEach(setUp);
  if (speech) speech.addEventListener("voiceschanged", () => players.forEach((player) => player.voice()));
  document.addEventListener("visibilitychange", () => { if (document.hidden) players.forEach((player) => player.pause()); });
})();
