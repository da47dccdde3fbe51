// The clock is the server's: each answer says how much is left, the page counts on from there and is corrected by the next.
const known = new WeakMap();
const SAID = [300, 120, 0];

function read(dial) {
  const before = known.get(dial);
  if (before?.stamp === dial.dataset.at) return before;
  const left = Number(dial.dataset.left);
  const clock = { stamp: dial.dataset.at, left, ends: performance.now() + left * 1000, last: left };
  known.set(dial, clock);
  return clock;
}

function say(dial, clock, left) {
  const due = SAID.find((second) => clock.last > second && left <= second);
  clock.last = left;
  const words = due !== undefined && dial.getAttribute(`data-say-${due}`);
  if (words) document.getElementById("live-status").textContent = words;
}

function show(dial) {
  const clock = read(dial);
  const left = "paused" in dial.dataset ? clock.left : Math.ceil((clock.ends - performance.now()) / 1000);
  const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
  dial.querySelector("[data-words]").textContent = `${left < 0 ? "−" : ""}${minutes}:${String(seconds).padStart(2, "0")}`;
  const share = Math.max(0, Math.min(100, (100 * left) / Number(dial.dataset.whole)));
  dial.querySelector(".left").setAttribute("stroke-dasharray", `${share} 100`);
  dial.classList.toggle("is-soon", left >= 0 && left <= 120);
  dial.classList.toggle("is-late", left < 0);
  say(dial, clock, left);
}

setInterval(() => document.querySelectorAll("[data-timer]").forEach(show), 250);
