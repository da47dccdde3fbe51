// After htmx has swapped something in: the focus goes where the page asks for it, and busy buttons are free again.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target ?? event.target;
  const wanted = target?.querySelector?.("[data-focus]") ?? document.querySelector("[data-focus]");
  if (wanted && wanted !== document.activeElement) {
    if (!wanted.matches("a, button, input, select, textarea, [tabindex]")) wanted.tabIndex = -1;
    wanted.focus();
  }
  if (document.querySelector("[data-composer]")) import("./composer.js");
});

// A failed post without htmx: the summary of what to mend takes the focus on load.
document.querySelector("#error-summary[data-focus]")?.focus();

// Pressing twice sends once; `disabled` would throw the focus away.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.method !== "post" || !button) return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  button.setAttribute("aria-busy", "true");
  setTimeout(() => button.removeAttribute("aria-busy"), 4000);
}, true);
document.addEventListener("htmx:after:request", () => document.querySelectorAll("[aria-busy=true]").forEach((one) => one.removeAttribute("aria-busy")));
addEventListener("pageshow", () => document.querySelectorAll("[aria-busy=true]").forEach((one) => one.removeAttribute("aria-busy")));
