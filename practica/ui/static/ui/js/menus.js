// What the browser's own menus and dialogs lack by keyboard: arrow keys, and a way back to the button of a menu.
const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 };
const entries = (menu) => [...menu.querySelectorAll("a[href], button:not(:disabled)")];
const buttonOf = (menu) => document.querySelector(`[popovertarget="${menu.id}"]`);

document.addEventListener("keydown", (event) => {
  if (!(event.key in STEPS)) return;
  const inside = event.target.closest?.(".menu[popover]");
  const opened = document.getElementById(event.target.getAttribute?.("popovertarget"));
  const menu = inside ?? (opened?.matches(".menu:popover-open") ? opened : null);
  if (!menu) return;
  event.preventDefault();
  const all = entries(menu);
  const at = all.indexOf(event.target);
  // From the button, down enters at the first entry and up at the last.
  const next = at < 0 && event.key === "ArrowUp" ? -1 : at + STEPS[event.key];
  all.at({ Home: 0, End: -1 }[event.key] ?? next % all.length)?.focus();
});

// A dialog that was opened out of a menu: by the time it closes the entry is hidden, and the focus would be lost.
const cameFrom = new WeakMap();
document.addEventListener("click", (event) => {
  const entry = event.target.closest(".menu[popover] [commandfor]");
  if (entry) cameFrom.set(document.getElementById(entry.getAttribute("commandfor")), buttonOf(entry.closest(".menu")));
});
document.addEventListener("close", (event) => {
  cameFrom.get(event.target)?.focus();
  cameFrom.delete(event.target);
}, true);
