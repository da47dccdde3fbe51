// "Kenji Mori is writing": said while one types, to the pages that are open, at most every five seconds.
const EVERY = 5000;
const LASTS = 9000;
const SHOWN = 3;
const place = document.querySelector("[data-writing]");
const form = document.getElementById("reply-form");
const until = new Map();
const lines = new Map();
let said = 0;
let drawn = 0;
let timer;

form?.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea") || !target.value.trim() || Date.now() - said < EVERY) return;
  said = Date.now();
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  // Nobody misses it when it does not arrive.
  fetch(place.dataset.writingUrl, { method: "POST", headers }).catch(() => null);
});

async function fetched(who) {
  const answer = await fetch(`${place.dataset.writingUrl}${who}/`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.status === 204 || answer.redirected) return null;
  return document.createRange().createContextualFragment(await answer.text()).firstElementChild;
}

function draw() {
  timer = undefined;
  drawn = Date.now();
  for (const [who, end] of until) if (end < drawn) until.delete(who);
  const shown = [...until.keys()].slice(0, SHOWN).map((who) => lines.get(who)).filter(Boolean);
  // What stays as it is is not read out again.
  if (shown.length !== place.childElementCount || shown.some((line) => line.parentElement !== place)) place.replaceChildren(...shown);
  if (until.size) soon();
}

function soon() {
  timer ??= setTimeout(draw, Math.max(0, drawn + EVERY - Date.now()));
}

document.addEventListener("live:moment", async ({ detail: { topic, about } }) => {
  if (topic !== place.dataset.writing) return;
  if (!lines.has(about)) lines.set(about, await fetched(about));
  if (!lines.get(about)) return;
  until.set(about, Date.now() + LASTS);
  soon();
});

// A reply has come: what was being written is there.
new MutationObserver(() => { until.clear(); draw(); }).observe(document.getElementById("posts"), { childList: true });
