// Suggestions below a search box, as a combobox (ARIA 1.2). Without this script the box is a plain form.
const PAUSE = 150;

function combobox(input, number) {
  const source = input.form.dataset.suggest || `${input.form.getAttribute("action")}suggest/`;
  const list = document.createElement("ul");
  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent.trim() : "");
  list.hidden = true;
  input.after(list);
  input.parentElement.classList.add("has-suggestions");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let chosen = -1;
  let asked = "";
  let timer = 0;
  let pending = null;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const options = [...list.children];
    chosen = at >= options.length ? -1 : at; // behind the last one is the line itself
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show(found) {
    list.replaceChildren(
      ...found.map((each, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const words = document.createElement("span");
        words.lang = "zh-Hans";
        words.textContent = each.text;
        const kind = document.createElement("span");
        kind.className = "suggestions__kind";
        kind.textContent = each.name;
        option.append(words, " ", kind);
        option.dataset.url = each.url;
        return option;
      }),
    );
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed === asked && !list.hidden) return;
    asked = typed;
    if (pending) pending.abort();
    if (!typed) return close();
    pending = new AbortController();
    try {
      const answer = await fetch(`${source}?${new URLSearchParams({ q: typed })}`, { signal: pending.signal });
      if (answer.ok && input.value.trim() === typed && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", (event) => {
    window.clearTimeout(timer);
    if (!event.isComposing) timer = window.setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    timer = window.setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) ask();
      else choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      window.location.assign(list.children[chosen].dataset.url);
    }
  });
  input.addEventListener("blur", () => window.setTimeout(close, 100));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) window.location.assign(option.dataset.url);
  });
}

document.querySelectorAll("form[role=search] input[type=search][name=q]").forEach(combobox);
