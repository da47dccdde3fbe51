// Formatting of Markdown by buttons and by Ctrl B, I, K; one stop in the tab order, arrow keys inside.
const WRAPS = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"] };
const LINES = { heading: "## ", list: "- ", numbers: "1. ", quote: "> " };
const KEYS = { b: "bold", i: "italic", k: "link" };

function selected(area) {
  return area.value.slice(area.selectionStart, area.selectionEnd);
}

function wrap({ area, insert }, [before, after]) {
  const text = selected(area);
  const [from, to] = [area.selectionStart, area.selectionEnd];
  const isWrapped = area.value.slice(from - before.length, from) === before && area.value.slice(to, to + after.length) === after;
  if (isWrapped) {
    area.setSelectionRange(from - before.length, to + after.length);
    insert(text);
    return area.setSelectionRange(from - before.length, to - before.length);
  }
  insert(before + text + after);
  area.setSelectionRange(from + before.length, to + before.length);
}

function prefix({ area, insert }, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  area.setSelectionRange(from, end < 0 ? area.value.length : end);
  const lines = selected(area).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  insert(lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join("\n"));
}

function link({ area, insert }) {
  const text = selected(area);
  const from = area.selectionStart;
  const isAddress = /^https?:\/\/\S+$/.test(text);
  insert(isAddress ? `[](${text})` : `[${text}](https://)`);
  if (isAddress) area.setSelectionRange(from + 1, from + 1);
  else if (text) area.setSelectionRange(from + text.length + 3, from + text.length + 11);
  else area.setSelectionRange(from + 1, from + 1);
}

function press(composer, name) {
  if (WRAPS[name]) wrap(composer, WRAPS[name]);
  else if (LINES[name]) prefix(composer, LINES[name]);
  else if (name === "link") link(composer);
  else if (name === "mention") composer.insert(/(^|\s)$/.test(composer.area.value.slice(0, composer.area.selectionStart)) ? "@" : " @");
  else if (name === "attach") composer.box.querySelector("[data-composer-file]")?.click();
}

function addBar(composer, template) {
  const { box } = composer;
  const bar = template.content.firstElementChild.cloneNode(true);
  if (!box.dataset.uploadUrl) bar.querySelector("[data-press=attach]").remove();
  if (!box.dataset.mentionUrl) bar.querySelector("[data-press=mention]").remove();
  const buttons = [...bar.querySelectorAll("button")];
  buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.press;
    if (name) press(composer, name);
  });
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const button = buttons.at(next % buttons.length);
    buttons.forEach((one) => { one.tabIndex = one === button ? 0 : -1; });
    button.focus();
  });
  box.querySelector("[data-composer-tools]").append(bar);
}

// A small composer has no bar, only the keys.
export function addToolbar(composer) {
  const { box, area } = composer;
  const template = box.querySelector("[data-composer-toolbar]");
  if (template) addBar(composer, template);
  area.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key.toLowerCase()];
    if (!name) return;
    event.preventDefault();
    press(composer, name);
  });
}
