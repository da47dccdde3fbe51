// The inbox by keyboard: J and K move from card to card, E is done, S snoozes, M mutes.
const cards = () => [...document.querySelectorAll("[data-thing]")];
const current = () => document.activeElement?.closest("[data-thing]");

function move(step) {
  const all = cards();
  const next = all[Math.min(Math.max(all.indexOf(current()) + step, 0), all.length - 1)];
  next?.querySelector("[data-thing-link]").focus();
  next?.scrollIntoView({ block: "nearest" });
}

// The focus goes along: to the first moment to choose, and from there back to the button.
function open(button) {
  button?.focus();
  button?.click();
  document.getElementById(button?.getAttribute("popovertarget"))?.querySelector("button")?.focus();
}

function press(name) {
  const card = current();
  if (name === "snooze") open(card?.querySelector("[popovertarget]"));
  else card?.querySelector(`[data-act=${name}]`)?.click();
}

const keys = { j: () => move(1), k: () => move(-1), e: () => press("done"), s: () => press("snooze"), m: () => press("mute") };

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
const hint = document.querySelector("[data-keys]");
if (hint) hint.hidden = cards().length === 0;
