// Files dragged onto the form, and a list of what was chosen.

const form = document.querySelector("[data-drop]");
const input = form?.querySelector('input[type="file"]');
const list = form?.querySelector("[data-chosen]");

function show() {
  list.replaceChildren(
    ...[...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name}  ${(file.size / 1024 / 1024).toFixed(2)} MB`;
      return line;
    }),
  );
}

input?.addEventListener("change", show);
for (const kind of ["dragover", "dragenter"]) {
  form?.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
}
form?.addEventListener("dragleave", () => form.classList.remove("is-over"));
form?.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("is-over");
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    show();
  }
});
