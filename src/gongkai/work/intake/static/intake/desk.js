// The keys of the desk, decisions without leaving the page, and the source that follows the field.
// Without this script every link and form works.

const pane = document.querySelector("[data-pane]");
const status = document.querySelector("[data-status]");
const keys = document.querySelector("[data-keys-on]");
const NO_KEYS = "gongkai-desk-no-keys";
let wanted = "";
let sending = false;

function fields() {
  return [...document.querySelectorAll("[data-field]")].filter((field) => field.offsetParent !== null);
}

function typing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function current() {
  return document.activeElement?.closest("[data-field]") ?? null;
}

function look(field) {
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}

// The source

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

// From field to field

function move(step) {
  const shown = fields();
  if (!shown.length) return;
  const at = shown.indexOf(current());
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
  look(shown[next]);
}

function nextOpen(from, mark) {
  const shown = fields();
  const behind = shown.slice(shown.indexOf(from) + 1);
  return [...behind, ...shown].find((field) => field.matches(mark)) ?? null;
}

function nextDoubtful() {
  const next = nextOpen(current(), "[data-doubt]");
  if (next) look(next);
  else document.querySelector('a[data-key="n"]')?.click();
}

// Where all on this page is decided, the first page of the same filters holds what is left.
function morePages() {
  const filters = new URLSearchParams(location.search);
  for (const passing of ["p", "start", "end", "page"]) filters.delete(passing);
  location.assign(`${location.pathname}?${filters}`);
}

// Decisions

function putIn(words, item) {
  const answer = document.createElement("template");
  answer.innerHTML = words;
  const made = answer.content.querySelector("[data-item]");
  const progress = answer.content.querySelector("[data-progress]");
  if (!made || !progress) return null;
  document.querySelector("[data-progress]").replaceWith(progress);
  item.replaceWith(made);
  return made;
}

async function send(form, button) {
  sending = true;
  const item = form.closest("[data-item]");
  const field = form.closest("[data-field]")?.id;
  const sent = new FormData(form, button);
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Requested-With": "fetch" } });
    const made = answer.ok && !answer.redirected ? putIn(await answer.text(), item) : null;
    if (made) {
      if (status) status.textContent = status.dataset.saved;
      const from = field ? document.getElementById(field) : [...made.querySelectorAll("[data-field]")].at(-1);
      const next = nextOpen(from ?? null, '[data-state="pending"]');
      if (next) look(next);
      else morePages();
      return;
    }
  } catch {
    // no answer: the form is sent the plain way, and the browser says what is wrong
  } finally {
    sending = false;
  }
  form.dataset.plain = "";
  form.requestSubmit(button);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-quick]");
  if (!form || "plain" in form.dataset) return;
  event.preventDefault();
  if (!sending) send(form, event.submitter);
});

// Keys

function press(key) {
  const field = current();
  const item = document.activeElement?.closest("[data-item]");
  const place = ["a", "e", "s"].includes(key) ? field : item;
  const control = place?.querySelector(`[data-key="${key}"]`);
  if (!control) return false;
  control.click();
  if (control.tagName === "SUMMARY") {
    control.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }
  return true;
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  n: nextDoubtful,
  z: () => document.querySelector('button[data-key="z"]')?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) {
    const place = event.target.closest("[data-field], [data-item]");
    event.target.closest("details")?.removeAttribute("open");
    place?.focus();
    return;
  }
  if (typing(event.target) || (keys && !keys.checked)) return;
  if (event.key in acts) {
    acts[event.key]();
  } else if (!(["a", "e", "s", "r", "A"].includes(event.key) && press(event.key))) {
    return;
  }
  event.preventDefault();
});

if (keys) {
  keys.checked = localStorage.getItem(NO_KEYS) === null;
  keys.addEventListener("change", () => {
    if (keys.checked) localStorage.removeItem(NO_KEYS);
    else localStorage.setItem(NO_KEYS, "1");
  });
}

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
  const field = document.getElementById(location.hash.slice(1));
  const open = field?.matches('[data-state="pending"]') ? field : nextOpen(field, '[data-state="pending"]');
  const shown = open ?? field;
  if (shown) look(shown);
}
