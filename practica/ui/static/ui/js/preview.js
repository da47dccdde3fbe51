// What the text will look like, drawn by the server's one renderer.
export function addPreview({ box, area, words, say }) {
  const address = box.dataset.previewUrl;
  if (!address) return;
  const page = box.querySelector(".composer-page");
  const shown = document.createElement("div");
  shown.className = "composer-preview prose";
  shown.tabIndex = -1;
  shown.hidden = true;
  page.after(shown);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn small", textContent: words.preview });
  button.setAttribute("aria-pressed", "false");
  box.querySelector("[data-composer-actions]").append(button);

  const write = () => {
    shown.hidden = true;
    page.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.textContent = words.preview;
  };
  button.addEventListener("click", async () => {
    if (!shown.hidden) {
      write();
      return area.focus();
    }
    const body = new FormData();
    body.append("source", area.value);
    const headers = { "X-CSRFToken": area.form?.elements.csrfmiddlewaretoken?.value ?? "", "HX-Request": "true" };
    const answer = await fetch(address, { method: "POST", body, headers }).catch(() => null);
    if (!answer?.ok || answer.redirected) return say(words.failed, { bad: true });
    shown.innerHTML = await answer.text();
    shown.hidden = false;
    page.hidden = true;
    button.setAttribute("aria-pressed", "true");
    button.textContent = words.write;
    shown.focus();
  });
  area.form?.addEventListener("reset", write);
  // A hidden field cannot say what is wrong with it.
  area.addEventListener("invalid", write);
}
