// The form that adds a dataset by name: several matches are shown as buttons, so that none is guessed.
import { MAX_COMPARED } from "./comparison.js";
import { matching } from "./matching-names.js";
import { element, one } from "../shared/dom.js";

/** @typedef {import("./matching-names.js").Name} Name */

/** The number of matches that are shown. */
const MAX_SHOWN = 12;

/**
 * Enable the form.
 * @param {HTMLElement} page
 * @param {() => Promise<Name[]>} listed all datasets; none if the list cannot be loaded
 * @param {() => string[]} compared ids of the datasets in the comparison
 * @param {(id: string) => Promise<void>} add
 */
export function enableAdding(page, listed, compared, add) {
  const form = one(page, "form", HTMLFormElement);
  const input = one(form, "[name=add]", HTMLInputElement);
  const [answer, choices] = [one(page, "[data-answer]"), one(page, "[data-matches]")];

  const say = (/** @type {string} */ text, /** @type {Name[]} */ names = []) => {
    answer.textContent = text;
    one(choices, "ul").replaceChildren(...names.map((name) => choice(name, compared().includes(name.id), () => take(name))));
    choices.hidden = !names.length;
    /** @type {HTMLElement | null} */ (choices.querySelector("button:enabled"))?.focus();
  };
  const take = async (/** @type {Name} */ name) => {
    if (compared().includes(name.id)) return say(`${name.name} is already in the comparison.`);
    if (compared().length >= MAX_COMPARED) return say("At most six datasets can be compared. Remove another dataset first.");
    input.value = "";
    await add(name.id);
    say(`Added ${name.name}.`);
    input.focus();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const all = await listed();
    if (!all.length) return say("Could not load the list of datasets. Check the connection and reload the page.");
    const { how, names } = matching(input.value, all);
    if (names.length === 1 && how !== "similar") return take(names[0]);
    say(question(input.value.trim(), how, names.length), names.slice(0, MAX_SHOWN));
  });
  input.addEventListener("input", () => say(""));
  choices.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    say("");
    input.focus();
  });
  input.addEventListener("focus", async () => {
    const options = (await listed()).map(({ name, full }) => element("option", { value: name }, full));
    one(form, "datalist").replaceChildren(...options);
  }, { once: true });
}

/**
 * The question before the matches, or what to do if there are none.
 * @param {string} typed
 * @param {import("./matching-names.js").Matches["how"]} how
 * @param {number} number
 */
function question(typed, how, number) {
  if (!number) return `No dataset matches “${typed}”, and no name is similar. Find the dataset in the A–Z list.`;
  if (how === "similar") return `No dataset matches “${typed}”. Similar names:`;
  const more = number > MAX_SHOWN ? ` The first ${MAX_SHOWN} are shown; type more of the name to see others.` : "";
  return `${number} datasets match “${typed}”. Choose one:${more}`;
}

/**
 * A button for a matching dataset, without effect if it is in the comparison already.
 * @param {Name} name
 * @param {boolean} compared
 * @param {() => void} take
 */
function choice({ name, full }, compared, take) {
  const note = compared ? "already in the comparison" : full;
  const button = element("button", { type: "button", class: "button", disabled: compared }, element("strong", {}, name), ...(note ? [" ", element("small", {}, note)] : []));
  button.addEventListener("click", take);
  return element("li", {}, button);
}
