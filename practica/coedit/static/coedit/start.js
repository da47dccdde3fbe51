// Where a page shows a text that is open for writing, the editor takes its place as soon as the server has answered.
import { edit, newText } from "./editor.js";
import { link } from "./link.js";
import { line } from "./people.js";

const nonce = document.querySelector("script[data-style-nonce]")?.dataset.styleNonce ?? "";
const mounted = new Map();
const announce = (words) => { document.getElementById("live-status").textContent = words; };

// It can't be written any more: the page's own view comes back, and what was not kept is put aside for its author.
async function close(part, code, rest) {
  const { dataset } = part;
  unmount(part);
  const answer = await fetch(dataset.textUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  const words = code === 4413 ? dataset.sayFull : answer && !answer.ok ? dataset.sayAway : dataset.sayEnded;
  const fresh = document.createRange().createContextualFragment(answer?.ok && !answer.redirected ? await answer.text() : "");
  const place = fresh.firstElementChild ?? document.createElement("section");
  const note = Object.assign(document.createElement("p"), { className: "note-line", textContent: rest ? `${words} ${dataset.sayAside}` : words });
  place.append(note);
  if (rest) place.append(Object.assign(document.createElement("textarea"), { value: rest, readOnly: true, rows: 8, ariaLabel: dataset.sayAside, className: "aside-text" }));
  // Not to be opened again by itself: it would end the same way.
  if (code !== 4409) delete place.dataset.text;
  part.replaceWith(place);
  announce(note.textContent);
  if (code === 4409) look();
}

function mount(part) {
  const { dataset } = part;
  const shared = newText();
  let others = [], editor, connection, status, rights = {}, was = "";
  const pad = part.querySelector("[data-text-pad]");
  connection = link(dataset.text, shared.doc, {
    whole() {
      pad.replaceChildren();
      part.classList.add("is-open");
      status = line(part, part.querySelector("[data-text-state]"));
      const point = (cursor) => connection.point(cursor);
      editor = edit(shared, { parent: pad, label: dataset.label, hint: dataset.hint, nonce, others: () => others, point, full: () => announce(dataset.sayFull) });
      editor.allow(rights.may === "write", rights.longest);
      status.people(others);
    },
    rights(said) { rights = { ...rights, ...said }; editor?.allow(rights.may === "write", rights.longest); },
    here(people) { others = people; status?.people(people); editor?.redraw(); },
    state(word) {
      status?.state(word);
      // Heard once when the connection goes, and once when all is well again; not at each letter.
      if (status && word !== "saving" && word !== was && (word === "offline" || was === "offline")) announce(part.getAttribute(`data-say-${word}`));
      if (word !== "saving") was = word;
    },
    ended(code, isUnkept) { close(part, code, isUnkept ? shared.text.toString() : ""); },
  });
  mounted.set(part, { address: dataset.text, stop() { connection.stop(); editor?.view.destroy(); } });
}

function unmount(part) {
  mounted.get(part)?.stop();
  mounted.delete(part);
}

function look() {
  for (const part of mounted.keys()) if (!part.isConnected) unmount(part);
  for (const part of document.querySelectorAll("[data-text]")) if (!mounted.has(part)) mount(part);
}

// A page that is fetched anew around it leaves the editor as it is, as long as it is the same text.
document.addEventListener("htmx:before:morph:node", (event) => {
  const { oldNode, newNode } = event.detail;
  if (!mounted.has(oldNode)) return;
  if (newNode.dataset?.text === mounted.get(oldNode).address) event.preventDefault();
  else unmount(oldNode);
});
document.addEventListener("htmx:after:swap", look);
look();
