// Where facts were seen: the sources that a record names, to be ticked beside each fact.

/**
 * Put into each fact's part of the form the question where it was seen.
 * @param {HTMLFormElement} form
 */
export function offerVouches(form) {
  const template = /** @type {HTMLTemplateElement} */ (form.querySelector("template[data-vouches]"));
  for (const it of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-vouch]"))) {
    const label = it.parentElement?.querySelector(`:scope > [data-field="${it.dataset.vouch}"] > :is(label, legend)`)?.firstChild?.textContent?.trim() ?? "";
    it.append(document.importNode(template.content, true));
    it.querySelector("legend")?.append(`Where did you see this: ${label.toLowerCase()}?`);
  }
}

/**
 * Offer the record's sources and works wherever a source is ticked.
 * @param {HTMLFormElement} form
 */
export function offerSources(form) {
  const names = namesOf(form);
  for (const picks of form.querySelectorAll("[data-picks]")) if (picks instanceof HTMLElement) offer(picks, names);
}

/**
 * The sources and works that a record names.
 * @param {HTMLFormElement} form
 */
export function namesOf(form) {
  const values = (/** @type {string} */ selector) => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(selector)]).map(({ value }) => value.trim());
  return [...new Set([...values("[data-field=sources] [data-field=key] input"), ...values("[data-field=citations] li input")].filter(Boolean))];
}

/**
 * Tick one source more in a part of the form, or remove its tick; says whether that changed anything.
 * @param {HTMLElement} part
 * @param {string} name
 * @param {boolean} [wanted]
 */
export function tickAlso(part, name, wanted = true) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll("[data-picks] input")]);
  const found = boxes.find(({ value }) => value === name);
  if (!found || found.checked === wanted) return false;
  found.checked = wanted;
  return true;
}

/**
 * Ask where a fact was seen once it is there.
 * @param {HTMLFormElement} form
 * @param {import("./form-model.js").Mapping} record
 */
export function askSources(form, record) {
  for (const it of form.querySelectorAll("[data-vouch]")) if (it instanceof HTMLElement) it.hidden = !((it.dataset.vouch ?? "") in record);
}

/** @type {WeakMap<Element, string>} */
const before = new WeakMap();

/** @param {Element} control */
export function remember(control) {
  if (control instanceof HTMLInputElement) before.set(control, control.value.trim());
}

/**
 * A source that gets another name keeps its ticks.
 * @param {HTMLFormElement} form
 * @param {Element} control
 */
export function renamed(form, control) {
  if (!(control instanceof HTMLInputElement) || !control.closest("[data-field=sources] [data-field=key]")) return;
  const [old, name] = [before.get(control) ?? "", control.value.trim()];
  remember(control);
  if (!old || !name) return;
  for (const box of form.querySelectorAll("[data-picks] input")) {
    if (!(box instanceof HTMLInputElement) || box.value !== old) continue;
    box.value = name;
    box.nextSibling?.replaceWith(` ${name}`);
  }
}

/**
 * The sources that are ticked.
 * @param {HTMLElement} picks
 */
export function ticked(picks) {
  return /** @type {HTMLInputElement[]} */ ([...picks.querySelectorAll("input:checked")]).map(({ value }) => value);
}

/**
 * Show boxes to tick for the sources that a record names, with those ticked kept.
 * @param {HTMLElement} picks
 * @param {string[]} names
 */
export function offer(picks, names) {
  const chosen = ticked(picks);
  const place = /** @type {HTMLElement} */ (picks.querySelector("div"));
  const all = [...new Set([...names, ...chosen])];
  const shown = /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll("input")]).map(({ value }) => value);
  if (all.length && JSON.stringify(all) === JSON.stringify(shown)) return;
  place.replaceChildren(...(all.length ? all.map((name) => box(name, chosen.includes(name))) : ["Name a source first."]));
}

/**
 * Tick sources.
 * @param {HTMLElement} picks
 * @param {string[]} names
 */
export function tick(picks, names) {
  picks.querySelector("div")?.replaceChildren(...names.map((name) => box(name, true)));
}

/**
 * @param {string} name
 * @param {boolean} ticked
 */
function box(name, ticked) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", value: name, checked: ticked });
  label.append(input, ` ${name}`);
  return label;
}
