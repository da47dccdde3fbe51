// `@` offers people, `#` conversations: the server answers with options, the chosen one's data-value is typed.
const cache = new Map();

async function options(address, text) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", text);
  if (!cache.has(url.href)) {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return "";
    cache.set(url.href, await answer.text());
  }
  return cache.get(url.href);
}

export async function addMentions({ box, area, words }) {
  const addresses = { "@": box.dataset.mentionUrl, "#": box.dataset.topicUrl };
  const keys = Object.keys(addresses).filter((key) => addresses[key]);
  if (!keys.length) return;
  await import("../vendor/text-expander.js");
  const expander = document.createElement("text-expander");
  expander.setAttribute("keys", keys.join(" "));
  if (addresses["#"]) expander.setAttribute("multiword", "#");
  const hadFocus = document.activeElement === area;
  // The element looks for its textarea when it is connected, so that one has to be inside by then.
  expander.append(area);
  box.querySelector(".composer-page").prepend(expander);
  if (hadFocus) area.focus();

  let latest;
  expander.addEventListener("text-expander-change", ({ detail }) => {
    const mine = options(addresses[detail.key], detail.text).then((html) => {
      const list = document.createElement("ul");
      list.className = "pop mention-pop";
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", words.mentions);
      list.innerHTML = html;
      return { matched: list.querySelector("[role=option]") !== null, fragment: list };
    });
    latest = mine;
    // An answer that was overtaken by a later one gives way to it.
    detail.provide(mine.then((result) => (latest === mine ? result : latest)));
  });
  // It makes the textarea a combobox, which HTML does not allow for one of many lines; the rest works as a text box.
  expander.addEventListener("text-expander-activate", () => queueMicrotask(() => {
    area.removeAttribute("role");
    area.removeAttribute("aria-expanded");
  }));
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = detail.key === "@" ? `@${detail.item.dataset.value}` : detail.item.dataset.value;
  });
  expander.addEventListener("text-expander-committed", () => area.dispatchEvent(new Event("input", { bubbles: true })));
}
