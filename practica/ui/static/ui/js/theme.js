// The theme changes at once; without this the same form posts and comes back.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form) return;
  event.preventDefault();
  const chosen = form.elements.theme.value;
  document.documentElement.dataset.theme = chosen;
  await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  // The server knows the words and the next step: take its form.
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelectorAll("[data-theme-switch]");
  document.querySelectorAll("[data-theme-switch]").forEach((old, at) => { if (fresh[at]) old.replaceWith(fresh[at]); });
});
