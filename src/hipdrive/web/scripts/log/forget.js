// For signing out: nobody else may see the page that a phone keeps. Sets that wait to be sent stay, unseen, until their owner is back.
const PREFIX = "hipdrive-log ";

export const forgetPages = async () => {
  if (!("caches" in window)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.filter(({ scope }) => new URL(scope).pathname.endsWith("/log")).map((worker) => worker.unregister()));
};
