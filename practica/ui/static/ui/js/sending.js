// A post that did not arrive stays where it was typed: it is sent again on request, or when the connection is back.
export function keepUnsent({ box, area, words, say }) {
  const form = area.form;
  if (!form?.matches("[data-says-unsent]")) return;

  const offer = (text, action, then) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "link", textContent: action });
    button.addEventListener("click", then, { once: true });
    say(`${text} `, { bad: true }).append(button);
  };
  const send = () => { say(""); form.requestSubmit(); };
  const sendWhenBack = () => {
    say(words.willSend);
    addEventListener("online", send, { once: true });
  };

  form.addEventListener("htmx:error", () => {
    // The parts that are not shown have nothing to say.
    if (!box.checkVisibility() || !area.value) return;
    if (navigator.onLine) offer(words.unsent, words.again, send);
    else offer(words.unsent, words.whenBack, sendWhenBack);
  });
}
