// One stream a page: a message names a topic, the page fetches that part again from the server.
import { toast } from "./toasts.js";

let stream;
let topics = "";
const waiting = new Map();

function parts(topic) {
  return [...document.querySelectorAll("[data-live]")].filter((part) => !topic || part.dataset.live === topic);
}

// What is appended has ids: a part that is there already (my own reply) is not shown twice.
function append(part, html) {
  const fresh = document.createRange().createContextualFragment(html);
  const added = [...fresh.children].filter((child) => !child.id || !document.getElementById(child.id));
  part.append(...added);
  for (const child of added) window.htmx?.process(child);
  return added;
}

function tell(part, [first]) {
  const words = part.dataset.liveSay;
  if (!words || !first) return;
  document.getElementById("live-status").textContent = words;
  const { top, bottom } = first.getBoundingClientRect();
  if (top < innerHeight && bottom > 0) return;
  const box = toast(words);
  if (!first.id) return;
  const link = document.createElement("a");
  Object.assign(link, { href: `#${first.id}`, textContent: part.dataset.liveShow ?? "↓" });
  box.append(link);
}

async function refresh(part) {
  const url = new URL(part.dataset.liveUrl, location.href);
  const isAppended = part.dataset.liveMode === "append";
  const last = isAppended && [...part.querySelectorAll("[data-live-id]")].at(-1);
  if (last) url.searchParams.set("after", last.dataset.liveId);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  // 204 says that nothing is new; a redirect or an error is for the next page load to explain.
  if (!answer?.ok || answer.status === 204 || answer.redirected || !part.isConnected) return;
  const html = await answer.text();
  if (isAppended) tell(part, append(part, html));
  // Morphing keeps the focus and what is being typed.
  else await window.htmx.swap({ target: part, text: html, swap: "innerMorph", sourceElement: part });
}

// Ten replies in a second are one fetch.
function soon(part) {
  clearTimeout(waiting.get(part));
  waiting.set(part, setTimeout(() => { waiting.delete(part); refresh(part); }, 150));
}

function connect() {
  const wanted = [...new Set(parts().map((part) => part.dataset.live))].sort();
  if (stream && stream.readyState !== EventSource.CLOSED && wanted.join() === topics) return;
  stream?.close();
  stream = undefined;
  topics = wanted.join();
  if (!wanted.length) return;
  stream = new EventSource(`/live/?${new URLSearchParams(wanted.map((topic) => ["topic", topic]))}`);
  stream.addEventListener("changed", ({ data }) => parts(JSON.parse(data).topic).forEach(soon));
  // What passes is for the module of the page that shows it.
  stream.addEventListener("moment", ({ data }) => document.dispatchEvent(new CustomEvent("live:moment", { detail: JSON.parse(data) })));
}

// A hidden page lets its connection go and catches up when it is looked at again.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stream?.close();
    stream = undefined;
  } else {
    connect();
    parts().forEach(soon);
  }
});
document.addEventListener("htmx:after:settle", () => { if (!document.hidden) connect(); });
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) { connect(); parts().forEach(soon); } });
connect();
