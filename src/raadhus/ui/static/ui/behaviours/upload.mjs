// Shows how far a large upload has come. Without script the browser sends the form as always.
export function begin(field) {
  const input = field.querySelector("input[type=file]");
  const progress = field.querySelector("[data-progress]");
  const form = input.form;
  if (!form) return;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !input.files.length) return;
    event.preventDefault();
    send(form, event.submitter, progress);
  });
}

function send(form, submitter, progress) {
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-words]");
  const request = new XMLHttpRequest();
  request.open("POST", submitter?.getAttribute("formaction") || form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.value = Math.round((100 * loaded) / total);
    words.textContent = `${bar.value} %`;
  });
  request.addEventListener("load", () => show(request));
  request.addEventListener("error", () => HTMLFormElement.prototype.submit.call(form));
  progress.hidden = false;
  request.send(new FormData(form, submitter));
}

// The answer is a whole page, after a redirect when all went well: show it as the browser would have.
function show(request) {
  const same = request.responseURL.split("#")[0] === location.href.split("#")[0];
  if (!same) {
    location.assign(request.responseURL);
    return;
  }
  document.body.replaceWith(document.adoptNode(request.responseXML.body));
  document.title = request.responseXML.title;
  document.dispatchEvent(new CustomEvent("ui:swapped"));
}
