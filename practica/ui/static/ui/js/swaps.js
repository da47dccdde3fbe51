// What htmx leaves to the page: where the focus goes, what a redirect means, and pressing a button once.
import { toast } from "./toasts.js";

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (document.querySelector("[data-composer]:not([data-ready])")) import("./composer.js").then(({ start }) => start());
  if (document.querySelector("[data-live]")) import("./live.js");
  // What changed by itself must not take the focus from the one who reads or types.
  if (!ctx?.request) return;
  const place = ctx.target?.isConnected ? ctx.target : document.getElementById(ctx.target?.id) ?? document.getElementById("main");
  const wanted = place?.querySelector("[data-focus]");
  if (!wanted || wanted === document.activeElement) return;
  if (!wanted.matches("a, button, input, select, textarea, [tabindex]")) wanted.tabIndex = -1;
  wanted.focus();
});

// An answer that redirects is a page, not a fragment: go there. A session that ended comes back to this page, not to the form's address.
document.addEventListener("htmx:before:response", (event) => {
  const response = event.detail.ctx.response.raw;
  if (!response.redirected) return;
  event.preventDefault();
  const address = new URL(response.url);
  if (address.searchParams.has("next")) address.searchParams.set("next", location.pathname + location.search);
  location.assign(address);
});

document.addEventListener("htmx:error", (event) => {
  // A composer says it where the text is.
  if (event.target.matches?.("[data-says-unsent]")) return;
  const words = document.getElementById("flash")?.dataset.unreachable;
  if (words && event.detail.error?.name !== "AbortError") toast(words, { bad: true });
});

// A failed post without htmx: the summary of what to mend takes the focus on load.
document.querySelector("#error-summary[data-focus]")?.focus();

// Pressing twice sends once; `disabled` would throw the focus away.
const free = () => document.querySelectorAll("[aria-busy=true]").forEach((one) => one.removeAttribute("aria-busy"));
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.method !== "post" || !button) return;
  if (button.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  // After the form's data was read: a busy button must still send its own name and value.
  setTimeout(() => button.setAttribute("aria-busy", "true"));
  setTimeout(free, 5000);
}, true);
document.addEventListener("htmx:finally:request", free);
addEventListener("pageshow", free);
