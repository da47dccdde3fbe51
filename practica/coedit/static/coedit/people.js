// Who else is here, and whether all is kept: one quiet line above the text.
const MOST_FACES = 4, MOST_NAMES = 3;

function face({ initials, hue, name }) {
  const one = document.createElement("span");
  one.className = "avatar sm";
  one.dataset.hue = hue;
  one.title = name;
  one.textContent = initials;
  one.setAttribute("aria-hidden", "true");
  return one;
}

export function line(part, place) {
  let [people, word] = [[], "saved"];
  place.hidden = false;

  function show() {
    const writing = [...new Map(people.filter((one) => one.cursor).map((one) => [one.name + one.hue, one])).values()];
    const faces = document.createElement("span");
    faces.className = "avatar-stack";
    faces.append(...writing.slice(0, MOST_FACES).map(face));
    const words = [];
    const names = writing.slice(0, MOST_NAMES).map((one) => one.name);
    if (writing.length > MOST_NAMES) names.push(`+${writing.length - MOST_NAMES}`);
    if (writing.length) words.push(`${names.join(", ")} ${writing.length > 1 ? part.dataset.sayWrite : part.dataset.sayWrites}`);
    words.push(part.getAttribute(`data-say-${word}`));
    place.replaceChildren(...(writing.length ? [faces] : []), words.join(" · "));
    place.dataset.state = word;
  }

  return {
    people(now) { people = now; show(); },
    state(now) { if (now !== word) { word = now; show(); } },
  };
}
