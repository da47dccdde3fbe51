// Menus and dialogs are the browser's own; this is for browsers that lack invoker commands or anchor positioning.
const knowsCommands = "commandForElement" in HTMLButtonElement.prototype;
const knowsAnchors = CSS.supports("position-area: block-end");

document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-close-dialog]");
  if (closer) closer.closest("dialog").close();
  if (knowsCommands) return;
  const invoker = event.target.closest("button[commandfor]");
  const dialog = invoker && document.getElementById(invoker.getAttribute("commandfor"));
  if (!dialog) return;
  if (invoker.getAttribute("command") === "show-modal") dialog.showModal();
  if (invoker.getAttribute("command") === "close") dialog.close();
});

// `closedby="any"` by hand: a click on the backdrop lands on the dialog itself.
if (!("closedBy" in HTMLDialogElement.prototype)) {
  document.addEventListener("click", (event) => {
    if (event.target.matches?.("dialog[closedby=any]")) event.target.close();
  });
}

if (!knowsAnchors) {
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (event.newState !== "open" || !menu.matches?.(".menu[popover]")) return;
    const button = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
    const left = Math.min(button.left, innerWidth - menu.offsetWidth - 8);
    const below = button.bottom + 6 + menu.offsetHeight < innerHeight;
    Object.assign(menu.style, { position: "fixed", margin: 0, left: `${Math.max(8, left)}px`, top: `${below ? button.bottom + 6 : Math.max(8, button.top - menu.offsetHeight - 6)}px` });
  }, true);
}

// On a phone the tab of this page may lie outside its row.
for (const row of document.querySelectorAll(".tabs")) {
  const tab = row.querySelector("[aria-current]");
  if (tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

// What scrolls sideways inside a text, a wide table or a log, is reached by keyboard.
function reach() {
  for (const one of document.querySelectorAll(".prose :is(table, pre)")) if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
}
document.addEventListener("htmx:after:swap", reach);
reach();
