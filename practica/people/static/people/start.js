// The preview of the first run follows what is being typed and chosen; without it, it shows what was saved.
import "./passwords.js";

const card = document.querySelector("[data-preview-card]");
const form = document.querySelector(".wiz-form");

function show(kind, value) {
  for (const part of card.querySelectorAll(`[data-${kind}]`)) part.hidden = part.getAttribute(`data-${kind}`) !== value;
}

function showCity(zone) {
  const city = zone.includes("/") && !zone.startsWith("Etc/") ? zone.split("/").pop().replaceAll("_", " ") : "";
  for (const part of card.querySelectorAll("[data-city]")) part.textContent = city;
  for (const part of card.querySelectorAll("[data-preview-city]")) part.hidden = !city;
  for (const part of card.querySelectorAll("[data-preview-no-city]")) part.hidden = Boolean(city);
}

form?.addEventListener("input", (event) => {
  const { name, value, dataset } = event.target;
  if (dataset.preview === "organisation") card.querySelector("[data-preview-name]").textContent = value || "Litoral Water";
  if (name === "first_language") show("preview-language", value);
  if (name === "time_zone") showCity(value);
  if (name === "joining") show("joining", value);
  if (name === "first_hue") card.querySelector(".preview-card").dataset.hue = value;
});
