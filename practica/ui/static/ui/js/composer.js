// A textarea grows tools: formatting, mentions, files, preview, drafts. Without this it is a plain textarea.
import { keepDraft } from "./drafts.js";
import { addMentions } from "./mentions.js";
import { addPreview } from "./preview.js";
import { keepUnsent } from "./sending.js";
import { addToolbar } from "./toolbar.js";
import { addUploads } from "./uploads.js";

function grow(box) {
  box.dataset.ready = "";
  const area = box.querySelector("textarea");
  const line = box.querySelector("[data-composer-state]");
  const plain = line.textContent;
  const composer = {
    box,
    area,
    words: box.querySelector("[data-composer-words]").dataset,
    say(text, { bad = false } = {}) {
      line.textContent = text || plain;
      line.classList.toggle("bad", bad);
      return line;
    },
    // Typed text that the browser's own undo knows about.
    insert(text) {
      area.focus();
      if (!document.execCommand("insertText", false, text)) {
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    },
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.form?.requestSubmit(area.form.querySelector("button[type=submit]"));
    }
  });
  addToolbar(composer);
  addUploads(composer);
  addPreview(composer);
  keepDraft(composer);
  keepUnsent(composer);
  addMentions(composer);
}

export function start() {
  document.querySelectorAll("[data-composer]:not([data-ready])").forEach(grow);
}

start();
