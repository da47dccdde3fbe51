// The calendar by keyboard: arrows go from day to day and from meeting to meeting, Page Up and Page Down turn the page.
const TURNED = "calendar-turned";
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const PAGES = { PageUp: "prev", PageDown: "next" };

function turn(way) {
  sessionStorage.setItem(TURNED, way);
  document.querySelector(`.cal-pager [rel="${way}"]`).click();
}

function enter(place) {
  // A day without meetings is no link, and can be passed all the same.
  if (place.matches("span")) place.tabIndex = -1;
  place.focus();
}

const days = (month) => [...month.querySelectorAll("td")].map((cell) => cell.querySelector(".dn"));
const columns = (week) => [...week.querySelectorAll(".wday")].map((day) => [...day.querySelectorAll(".slot a")]);

function acrossMonth(month, from, key) {
  const places = days(month);
  const at = places.indexOf(from.closest("td")?.querySelector(".dn")) + STEPS[key];
  if (places[at]) enter(places[at]);
  else turn(at < 0 ? "prev" : "next");
  return true;
}

function acrossWeek(week, from, key) {
  const all = columns(week);
  const day = all.findIndex((slots) => slots.includes(from));
  if (day < 0) return false;
  const row = all[day].indexOf(from);
  const step = Math.sign(STEPS[key]);
  if (Math.abs(STEPS[key]) === 7) {
    all[day][row + step]?.focus();
    return true;
  }
  let next = day + step;
  while (all[next] && !all[next].length) next += step;
  if (all[next]) all[next][Math.min(row, all[next].length - 1)].focus();
  else turn(step < 0 ? "prev" : "next");
  return true;
}

for (const [selector, across] of [[".month.big", acrossMonth], [".week", acrossWeek]]) {
  const grid = document.querySelector(selector);
  if (!grid) continue;
  grid.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!(event.key in STEPS) && !(event.key in PAGES)) return;
    if (event.key in PAGES) turn(PAGES[event.key]);
    else if (!across(grid, event.target, event.key)) return;
    event.preventDefault();
  });
  const turned = sessionStorage.getItem(TURNED);
  sessionStorage.removeItem(TURNED);
  const places = selector === ".week" ? columns(grid).flat() : days(grid).filter((day) => !day.closest(".out"));
  if (turned && places.length) enter(places.at(turned === "prev" ? -1 : 0));
}
