// Ctrl K: a dialog over any page; its results are the server's HTML, walked through with the arrow keys.
const palette = document.getElementById("palette");
const input = document.getElementById("palette-input");
const list = document.getElementById("palette-results");
const status = document.getElementById("palette-status");
const options = () => [...list.querySelectorAll("[role=option]")];

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    option.id ||= `palette-option-${options().indexOf(option)}`;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

const chosen = () => list.querySelector("[role=option][aria-selected=true]");

function open() {
  if (palette.open) return input.select();
  document.querySelectorAll("[popover]:popover-open").forEach((one) => one.hidePopover());
  palette.showModal();
  input.focus();
  input.select();
  input.dispatchEvent(new CustomEvent("palette-open"));
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  open();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-open-palette]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});

input.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.indexOf(chosen());
  const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length }[event.key];
  if (next !== undefined && all.length) {
    event.preventDefault();
    choose(all[next]);
  } else if (event.key === "Enter" && chosen()?.href) {
    event.preventDefault();
    location.assign(chosen().href);
  } else if (event.key === "Escape") {
    // Browsers would only empty the box.
    event.preventDefault();
    palette.close();
  }
});

// What stands there answers what was typed before: until the new answer, Enter leads to the page of results.
input.addEventListener("input", () => choose(null));

list.addEventListener("htmx:after:swap", refresh);
input.addEventListener("htmx:after:swap", refresh);

function refresh() {
  const all = options();
  input.setAttribute("aria-expanded", String(all.length > 0));
  choose(all[0]);
  status.textContent = palette.dataset.found.replace("%s", all.length);
}
