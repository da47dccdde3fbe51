// The advice beside the form follows the kind that is chosen; without this all of it stands there.
const advice = { experience: document.getElementById("prompts-experience"), question: document.getElementById("prompts-question") };

function follow() {
  const kind = document.querySelector("input[name=kind]:checked")?.value;
  for (const [name, card] of Object.entries(advice)) if (card) card.hidden = Boolean(advice[kind]) && name !== kind;
}

document.querySelector(".kinds")?.addEventListener("change", follow);
follow();
