// What is being written survives a reload, a crash and a session that ended; it goes once the server has taken it.
const OWNER = document.documentElement.dataset.me ?? "";
const PENDING = "draft-sent";
const SEPARATOR = "\n";
const DAYS = 30 * 24 * 3600 * 1000;

const storageKey = (name) => `draft:${OWNER}:${name}`;
const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const store = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* A full or closed storage only loses the draft. */ } };

// The drafts a form sends go together: a reflection has one for each of its parts.
const pending = () => sessionStorage.getItem(PENDING)?.split(SEPARATOR) ?? [];

// A post that led to another page of ours was taken. Pages without the frame (sign-in, errors) prove nothing: the draft stays.
function settle() {
  const sent = pending();
  if (!sent.length) return;
  sessionStorage.removeItem(PENDING);
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival?.redirectCount > 0 && arrival.type === "navigate" && !document.body.classList.contains("bare")) sent.forEach((key) => localStorage.removeItem(key));
}

function forgetOld() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:") && Date.now() - (read(key)?.at ?? 0) > DAYS) localStorage.removeItem(key);
}

export function keepDraft({ box, area, words, say }) {
  const name = box.dataset.draftKey;
  if (!name) return;
  const key = storageKey(name);
  const base = area.defaultValue;
  let timer;
  const save = () => {
    clearTimeout(timer);
    if (area.value === base) localStorage.removeItem(key);
    else if (area.value !== read(key)?.text) store(key, { text: area.value, base, at: Date.now() });
  };
  const forget = () => { clearTimeout(timer); timer = undefined; localStorage.removeItem(key); };
  const restore = (draft) => {
    area.value = draft.text;
    offer(words.restored, words.discard, () => { area.value = base; forget(); say(""); area.focus(); });
  };
  const offer = (text, action, then) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "link", textContent: action });
    button.addEventListener("click", then, { once: true });
    say(`${text} `).append(button);
  };

  const draft = read(key);
  if (draft?.text && draft.text !== area.value) {
    // The text on the server changed since: the person decides which one to go on with.
    if (draft.base === base) restore(draft);
    else offer(words.older, words.use, () => restore(draft));
  }
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { save(); say(area.value === base ? "" : words.saved); }, 400);
  });
  addEventListener("pagehide", () => { if (timer && !sessionStorage.getItem(PENDING)) save(); });
  area.form?.addEventListener("submit", () => { save(); if (box.checkVisibility() && !area.form.matches("[hx-post], [data-hx-post]")) sessionStorage.setItem(PENDING, [...pending(), key].join(SEPARATOR)); });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const isOurs = ctx.sourceElement === area.form || ctx.sourceElement?.form === area.form;
    const response = ctx.response.raw;
    if (isOurs && ctx.request.method === "POST" && response.ok && !(response.redirected && response.url.includes("next=")) && box.checkVisibility()) forget();
  });
}

settle();
forgetOld();
