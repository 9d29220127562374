// The keys of the desk, and the source that follows the field. Without this script every link and form works.

const fields = [...document.querySelectorAll("[data-field]")];
const pane = document.querySelector("[data-pane]");
let wanted = "";

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function current() {
  return document.activeElement?.closest("[data-field]") ?? null;
}

function visible() {
  return fields.filter((field) => field.offsetParent !== null);
}

function showMark() {
  const mark = pane?.querySelector("svg rect") ?? pane?.querySelector("mark");
  if (!mark) return;
  const place = mark.getBoundingClientRect();
  if (place.height) pane.scrollTop += place.top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

async function follow(field) {
  const address = field?.dataset.source;
  if (!address || !pane || address === wanted) return;
  wanted = address;
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || wanted !== address) return;
  pane.innerHTML = await answer.text();
  showMark();
}

function move(step) {
  const shown = visible();
  if (!shown.length) return;
  const at = shown.indexOf(current());
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
  shown[next].focus();
  shown[next].scrollIntoView({ block: "center" });
}

function press(key) {
  const field = current();
  const item = field?.closest("[data-item]");
  const place = key === "a" || key === "e" ? field : item;
  const control = place?.querySelector(`[data-key="${key}"]`);
  if (!control) return false;
  control.click();
  if (control.tagName === "SUMMARY") control.parentElement.querySelector("input, textarea, select")?.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.closest("[data-field], [data-item]")?.focus();
    return;
  }
  if (typing(event.target)) return;
  const steps = { j: 1, k: -1 };
  if (event.key in steps) {
    move(steps[event.key]);
  } else if (event.key === "?") {
    document.querySelector(".intake-keys")?.scrollIntoView({ block: "center" });
  } else if (!(["a", "e", "r", "A"].includes(event.key) && press(event.key))) {
    return;
  }
  event.preventDefault();
});

document.addEventListener("focusin", (event) => follow(event.target.closest("[data-field]")));
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-look]");
  if (!link) return;
  event.preventDefault();
  follow(link.closest("[data-field]"));
});

showMark();
if (location.hash.startsWith("#f")) {
  // after a decision: on to the next field that is still open
  const start = fields.findIndex((field) => `#${field.id}` === location.hash);
  const next = fields.slice(Math.max(start, 0)).find((field) => field.dataset.state === "pending");
  (next ?? fields[start])?.focus();
}
