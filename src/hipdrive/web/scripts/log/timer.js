// Sound, vibration and a screen that stays on, as far as this phone gives them; the time itself is a deadline in the store.
let audio = null;
let lock = null;
let wanted = false;

// Browsers let a page sound only after a tap.
export const wakeSound = () => {
  if (!("AudioContext" in window)) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume().catch(() => {});
};

// A short tone; the high one means go.
export const beep = (high) => {
  navigator.vibrate?.(high ? 400 : 80);
  if (audio?.state !== "running") return;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const start = audio.currentTime;
  const length = high ? 0.5 : 0.12;
  tone.frequency.value = high ? 880 : 440;
  volume.gain.setValueAtTime(0.3, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + length);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + length);
};

// Keep the screen on while a timer runs.
export const keepAwake = async (on) => {
  wanted = on;
  if (!navigator.wakeLock || document.visibilityState !== "visible") return;
  if (on && !lock) {
    lock = await navigator.wakeLock.request("screen").catch(() => null);
    lock?.addEventListener("release", () => (lock = null));
    if (!wanted) await keepAwake(false);
  } else if (!on && lock) {
    await lock.release().catch(() => {});
    lock = null;
  }
};

// Seconds as 1:05.
export const clock = (left_ms) => {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
