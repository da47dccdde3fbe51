// Files by button, paste or drop: sent at once with their progress, then linked in the text.
function token(area) {
  return area.form?.elements.csrfmiddlewaretoken?.value ?? "";
}

function send(composer, list, file) {
  const { box, area, words, say, insert } = composer;
  const row = document.createElement("li");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  bar.max = 1;
  bar.setAttribute("aria-label", `${words.uploading} ${file.name}`);
  row.append(name, bar);
  list.append(row);

  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("file", file);
  request.open("POST", box.dataset.uploadUrl);
  request.setRequestHeader("X-CSRFToken", token(area));
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  // fetch() cannot tell how far an upload has come.
  request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
  request.onloadend = () => {
    const answer = request.response;
    if (request.status < 400 && answer?.markdown) {
      row.remove();
      insert(answer.markdown);
      say(`${words.uploaded} ${file.name}`);
    } else {
      // Each refusal stays beside its file: of two at once the second would hide the first.
      name.textContent = answer?.error || `${words.failed} ${file.name}`;
      name.setAttribute("role", "alert");
      row.className = "bad";
      bar.remove();
    }
  };
  request.send(body);
}

export function addUploads(composer) {
  const { box, area } = composer;
  if (!box.dataset.uploadUrl) return;
  const list = document.createElement("ul");
  list.className = "composer-uploads";
  box.querySelector(".composer-foot").before(list);
  const chooser = document.createElement("input");
  Object.assign(chooser, { type: "file", multiple: true, hidden: true });
  chooser.dataset.composerFile = "";
  box.append(chooser);
  const sendAll = (files) => {
    for (const refused of list.querySelectorAll(".bad")) refused.remove();
    [...files].forEach((file) => send(composer, list, file));
  };
  chooser.addEventListener("change", () => { sendAll(chooser.files); chooser.value = ""; });
  area.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    sendAll(event.clipboardData.files);
  });
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    box.classList.toggle("is-over", event.type !== "drop" && event.type !== "dragleave");
    if (event.type === "drop") sendAll(event.dataTransfer.files);
  };
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) box.addEventListener(type, over);
}
