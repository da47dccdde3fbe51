// The help beside the form follows the kind that is chosen; the headings of an experience go into the text on request.
const form = document.querySelector("form.write");
const area = form?.querySelector("textarea[name=source]");

function fit() {
  const kind = form.elements.kind?.value;
  for (const card of document.querySelectorAll("[data-for-kind]")) card.hidden = card.dataset.forKind !== kind;
}

if (form) {
  form.addEventListener("change", fit);
  fit();
}

document.querySelector("[data-put-prompts]")?.addEventListener("click", (event) => {
  if (!area) return;
  event.preventDefault();
  const headings = document.querySelector("[data-prompts]").content.textContent.trim();
  area.value = area.value.trim() ? `${area.value.trimEnd()}\n\n${headings}\n` : `${headings}\n`;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
});
