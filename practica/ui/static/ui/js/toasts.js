// Toasts go by themselves after six seconds, but wait while someone points at them or is inside; errors stay.
const LINGER = 6000;
const flash = document.getElementById("flash");

function tend(toast) {
  const close = toast.querySelector("[data-close-toast]");
  if (close) close.hidden = false;
  if (toast.classList.contains("bad")) return;
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), LINGER); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", start);
  start();
}

export function toast(text, { bad = false } = {}) {
  const box = document.createElement("div");
  box.className = bad ? "toast bad" : "toast";
  box.dataset.toast = "";
  const words = document.createElement("span");
  words.className = "grow";
  words.textContent = text;
  box.append(words);
  flash?.append(box);
  return box;
}

if (flash) {
  flash.querySelectorAll("[data-toast]").forEach(tend);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.("[data-toast]")) tend(node);
  }).observe(flash, { childList: true });
  document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest("[data-toast]").remove());
}
