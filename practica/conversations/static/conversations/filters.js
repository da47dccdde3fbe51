// Choosing a filter shows the list at once; words wait for Enter.
for (const form of document.querySelectorAll("[data-filters]")) {
  form.dataset.sendsItself = "";
  form.addEventListener("change", (event) => {
    if (event.target.name === "q") return;
    form.requestSubmit();
  });
  // An address without what was not chosen is one that can be read and shared.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}
