// The worker, the word that one is offline, and what sign-out leaves behind on this machine: nothing.
const banner = document.getElementById("offline");
const show = () => { if (banner) banner.hidden = navigator.onLine; };
addEventListener("online", show);
addEventListener("offline", show);
show();

navigator.serviceWorker?.register("/sw.js").catch(() => { /* Without a secure origin there is no worker, and nothing else changes. */ });

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-reload]")) return;
  event.preventDefault();
  location.reload();
});

document.addEventListener("submit", ({ target }) => {
  if (!new URL(target.action, location.href).pathname.startsWith("/accounts/logout")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  window.caches?.keys().then((names) => names.forEach((name) => caches.delete(name)));
}, true);
