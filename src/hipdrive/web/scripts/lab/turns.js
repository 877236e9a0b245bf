// Turns: the newest wish first, one at a time, and what waits until a hand comes to rest.

// Works on one wish at a time; of those that come meanwhile only the newest is kept.
export const latest = (work) => {
  let wish;
  let working = false;
  const go = async () => {
    working = true;
    while (wish !== undefined) {
      const now = wish;
      wish = undefined;
      await work(now);
    }
    working = false;
  };
  return (newest) => {
    wish = newest;
    if (!working) go();
  };
};

// Calls once nothing has been asked for a while.
export const later = (ms, call) => {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), ms);
  };
};
