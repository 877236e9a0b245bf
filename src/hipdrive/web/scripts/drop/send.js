// One file on its way: sent as it is (the browser reads it from the disk while it goes out), told by the percent, and stopped when asked.
import { Refused } from "/scripts/page.js";

const SEND_MS = 10 * 60 * 1000;

// A file whose sending was stopped by who sent it.
export class Stopped extends Error {}

const answered = ({ status, responseText }) => {
  if (status < 200 || status > 299) throw new Refused(status, JSON.parse(responseText));
};

// Send a file; `tell` gets the percent that is out. What `stop` of the answer does ends it: then nothing of the file is left at the server.
export const sending = (address, file, tell) => {
  const request = new XMLHttpRequest();
  let stopped = false;
  const out = new Promise((resolve, reject) => {
    let last = -1;
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const percent = Math.floor((100 * loaded) / Math.max(total, 1));
      if (percent !== last) tell(percent);
      last = percent;
    });
    request.addEventListener("load", () => {
      try {
        answered(request);
        if (stopped) reject(new Stopped());
        else resolve();
      } catch (error) {
        reject(error);
      }
    });
    for (const end of ["error", "timeout"]) request.addEventListener(end, () => reject(new Error(end)));
    request.addEventListener("abort", () => reject(new Stopped()));
  });
  request.open("PUT", `${address}?name=${encodeURIComponent(file.name)}`);
  request.timeout = SEND_MS;
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  let allOut = false;
  request.upload.addEventListener("load", () => { allOut = true; });
  // A file that is out as a whole is kept a moment later whatever is stopped, so that its answer is waited for before it is deleted.
  const stop = () => {
    stopped = true;
    if (!allOut) request.abort();
  };
  return { out, stop };
};
