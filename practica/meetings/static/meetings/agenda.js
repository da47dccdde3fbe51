// Items are put in order by dragging, or by the handle and the arrow keys; the row's own form tells the server.
let held = null;
let before = null;
const rows = (item) => [...item.parentElement.children];
const clean = () => document.querySelectorAll(".is-before, .is-after").forEach((one) => one.classList.remove("is-before", "is-after"));

// As if a button with that place had been pressed.
function send(item, place) {
  const form = item.querySelector("form.nudge");
  const button = Object.assign(document.createElement("button"), { name: "place", value: place, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

function release(isKept) {
  const item = held;
  held = null;
  item.classList.remove("is-held");
  item.querySelector("[data-grip]").setAttribute("aria-pressed", "false");
  if (!isKept) before ? before.before(item) : item.parentElement.append(item);
  else send(item, rows(item).indexOf(item) + 1);
  item.querySelector("[data-grip]").focus();
}

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-agenda] [data-grip]");
  if (!grip) return;
  const item = grip.closest(".item");
  if (held === item && event.key === "Escape") release(false);
  else if (event.key === " " || event.key === "Enter") {
    if (held) release(true);
    else {
      [held, before] = [item, item.nextElementSibling];
      item.classList.add("is-held");
      grip.setAttribute("aria-pressed", "true");
    }
  } else if (held === item && event.key === "ArrowUp") item.previousElementSibling?.before(item);
  else if (held === item && event.key === "ArrowDown") item.nextElementSibling?.after(item);
  else return;
  event.preventDefault();
  if (held) grip.focus();
});

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-agenda] .item");
  dragged?.classList.add("is-dragged");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragend", () => { dragged?.classList.remove("is-dragged"); dragged = null; clean(); });

const under = (event) => dragged && event.target.closest?.("[data-agenda] .item");
const isBelow = (item, y) => y > item.getBoundingClientRect().top + item.offsetHeight / 2;
document.addEventListener("dragover", (event) => {
  const item = under(event);
  if (!item) return;
  event.preventDefault();
  clean();
  if (item !== dragged) item.classList.add(isBelow(item, event.clientY) ? "is-after" : "is-before");
});
document.addEventListener("drop", (event) => {
  const item = under(event);
  if (!item || item === dragged) return;
  event.preventDefault();
  const others = rows(item).filter((one) => one !== dragged);
  send(dragged, others.indexOf(item) + (isBelow(item, event.clientY) ? 2 : 1));
});
