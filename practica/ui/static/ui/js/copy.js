// Shows the copy buttons where the browser can copy, and says that it did.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const address = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(address.value);
    address.select();
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
