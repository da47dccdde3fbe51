// The agenda is ordered by dragging too, and a reason may begin with one of three.
let dragged = null;
const places = () => document.querySelector("[data-order]");

const clean = () => document.querySelectorAll(".is-before, .is-target").forEach((one) => one.classList.remove("is-before", "is-target"));
const cardAfter = (list, y) => [...list.children].find((card) => card !== dragged && y < card.getBoundingClientRect().top + card.offsetHeight / 2);

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-order] .topic");
  if (!dragged) return;
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  clean();
});

document.addEventListener("dragover", (event) => {
  const list = dragged && event.target.closest?.("[data-order] .lane-col")?.querySelector(".topics");
  if (!list) return;
  event.preventDefault();
  clean();
  (cardAfter(list, event.clientY) ?? list).classList.add(cardAfter(list, event.clientY) ? "is-before" : "is-target");
});

document.addEventListener("drop", (event) => {
  const list = dragged && event.target.closest?.("[data-order] .lane-col")?.querySelector(".topics");
  if (!list || !places()) return;
  event.preventDefault();
  const others = [...list.children].filter((card) => card !== dragged);
  const next = cardAfter(list, event.clientY);
  send(dragged, list.dataset.lane, (next ? others.indexOf(next) : others.length) + 1);
});

// The card's own form goes out, as if a button with that place had been pressed.
function send(card, lane, place) {
  const form = card.querySelector("form.nudge");
  form.elements.lane.value = lane;
  const button = Object.assign(document.createElement("button"), { name: "place", value: place, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

for (const group of document.querySelectorAll("[data-starters]")) {
  const text = document.getElementById(group.dataset.starters);
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-starter]");
    if (!chip) return;
    text.value = `${chip.textContent.trim()}: ${text.value}`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}

// How long the reason is by now; the answer of the form says what is missing.
for (const text of document.querySelectorAll("[data-counted]")) {
  const shown = Object.assign(document.createElement("span"), { className: "counted" });
  const count = () => {
    const length = text.value.trim().length;
    shown.textContent = length || "";
    shown.classList.toggle("ok", length >= Number(text.dataset.counted));
  };
  shown.setAttribute("aria-hidden", "true");
  text.after(shown);
  text.addEventListener("input", count);
  count();
}
