// An analysis that goes on in the background: asked for once, then followed by the server's events, or by asking where they fail.
import { Refused, ask, say } from "/scripts/page.js";

const ASK_AGAIN_MS = 1000;
const OVER = ["done", "failed", "stopped"];
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const draw = (box, job) => {
  box.querySelector(".step").textContent = say(`step_${job.step || "waiting"}`);
  box.querySelector("progress").value = job.share;
};

// The events of a job until it is over; rejects where the browser gives up listening.
const listen = (address, tell) =>
  new Promise((resolve, reject) => {
    const events = new EventSource(`${address}/events`);
    events.addEventListener("message", ({ data }) => {
      const job = JSON.parse(data);
      tell(job);
      if (!OVER.includes(job.state)) return;
      events.close();
      resolve(job);
    });
    // The browser tries again by itself after a line that broke; one that was refused is closed for good.
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) reject(new Error("closed")); });
  });

const inquire = async (address, tell) => {
  for (;;) {
    try {
      const job = await ask("GET", `${address}?shown=true`);
      tell(job);
      if (OVER.includes(job.state)) return job;
    } catch (error) {
      if (error.status === 404) throw error;
    }
    await pause(ASK_AGAIN_MS);
  }
};

// Ask for an analysis under an id of our own and follow it to its end. Asked again after a lost answer it is the same one.
export const follow = async (box, address, recording) => {
  const tell = (job) => draw(box, job);
  const stop = box.querySelector(".stop");
  const end = () => { ask("DELETE", address).catch(() => undefined); };
  tell({ step: null, share: 0 });
  box.hidden = false;
  stop.addEventListener("click", end);
  try {
    await ask("PUT", address, recording);
    return await listen(address, tell).catch(() => inquire(address, tell));
  } catch (error) {
    return { error: { message: error instanceof Refused ? error.message : say("unreached") } };
  } finally {
    box.hidden = true;
    stop.removeEventListener("click", end);
  }
};
