// Summaries of selected datasets: most restrictive terms, and overlaps.

/**
 * @typedef {object} Selection data of one dataset (selection-data.js)
 * @property {string} id
 * @property {string} name
 * @property {Record<string, string>} permissions
 * @property {boolean} unverified whether one of the licenses is not verified
 * @property {string[]} share_alike
 * @property {{quote: string, note: string} | null} acknowledgement
 * @property {{key: string, name: string, label: string, what: string, extent: string, doubt: string}[]} shares
 * @property {{model: string, use: string}[]} models public models that were trained on the dataset
 * @property {boolean} uncited whether it has no work to cite
 */
/** @typedef {Record<"bib" | "ris" | "csl" | "markdown" | "latex", {head: string, between: string, foot: string}>} Joinings text before, between and after the pieces */
/** @typedef {{one: string, other: string, certain: boolean, what: string, how: string, doubt: string}} Overlap two datasets, whether they share images or patients or only may, what, how that is known, and any doubt about it */

/** The end of an answer from a license that is not verified. */
const UNVERIFIED = "-unverified";
/** The answers that no other answer exceeds. */
const FINAL = ["required", "forbidden"];

/**
 * An answer without its doubt.
 * @param {string} answer
 */
const unmarked = (answer) => (answer.endsWith(UNVERIFIED) ? answer.slice(0, -UNVERIFIED.length) : answer);

/**
 * The most restrictive answer to each permission, and the datasets with this answer. It is not verified if any answer is not, unless a verified one is
 * already the strictest of all, as in scripts/curator/site/views/licenses.py.
 * @param {Selection[]} selections
 * @param {string[]} order all answers, from the most permissive to the strictest
 * @returns {{name: string, answer: string, by: string[]}[]}
 */
export function strictest(selections, order) {
  return Object.keys(selections[0]?.permissions ?? {}).map((name) => {
    const answers = selections.map(({ permissions }) => permissions[name]);
    const answer = order[Math.max(...answers.map((given) => order.indexOf(unmarked(given))))];
    const settled = FINAL.includes(answer) && answers.includes(answer);
    const doubtful = !settled && order.includes(answer + UNVERIFIED) && answers.some((given) => given !== unmarked(given));
    const by = selections.filter(({ permissions }) => unmarked(permissions[name]) === answer).map((selection) => selection.name);
    return { name, answer: doubtful ? answer + UNVERIFIED : answer, by };
  });
}

/**
 * The pairs of datasets that share images or patients, or may share them because of their relations to a third dataset.
 * @param {Selection[]} selections
 * @returns {Overlap[]}
 */
export function overlaps(selections) {
  /** @type {Overlap[]} */
  const found = [];
  selections.forEach((one, at) => {
    for (const other of selections.slice(at + 1)) {
      const direct = one.shares.find(({ key }) => key === other.id);
      if (direct) found.push({ one: one.name, other: other.name, certain: true, what: direct.what, how: `${one.name} ${direct.label} ${other.name}`, doubt: direct.doubt });
      else found.push(...through(one, other).sort((first, second) => Number(second.certain) - Number(first.certain)).slice(0, 1));
    }
  });
  return found;
}

/**
 * What follows for two datasets from their relations to third datasets: they share images if one has all of the third, and may share some if one was taken
 * from it. Nothing follows for two that a third was made from, or of which it consists.
 * @param {Selection} one
 * @param {Selection} other
 * @returns {Overlap[]}
 */
function through(one, other) {
  return one.shares.flatMap((first) => {
    const second = other.shares.find(({ key }) => key === first.key);
    const extents = [first.extent, second?.extent];
    const certain = extents.includes("all-of-other");
    if (!second || !(certain || extents.includes("taken-from-other"))) return [];
    const what = first.what === second.what ? first.what : "images or patients";
    return [{ one: one.name, other: other.name, certain, what, how: `${one.name} ${first.label} ${first.name}, ${other.name} ${second.label} it`, doubt: first.doubt || second.doubt }];
  });
}

const EXPECTED = ["training", "training on the training part"];
/** Uses of a dataset that "was trained on" already states. */

/**
 * What two datasets share, and how that is known, in words.
 * @param {Overlap} overlap
 */
export const overlapText = ({ one, other, certain, what, how, doubt }) =>
  ({ what: `${one} and ${other} ${certain ? "share" : "may share"} ${what}`, why: `${how}.${doubt ? ` Not verified: ${doubt}.` : ""}` });

/**
 * Warnings about models: public models that have seen the data, and terms that forbid sharing trained models.
 * @param {Selection[]} selections
 * @returns {{what: string, why: string}[]}
 */
export function modelWarnings(selections) {
  const seen = selections.flatMap(({ name, models }) => models.map(({ model, use }) => ({ what: `${model} was trained on ${name}`, why: `${EXPECTED.includes(use) ? "" : `${use}; `}a test of this model on ${name} is not independent` })));
  const closed = selections.filter(({ permissions }) => unmarked(permissions.trained_models ?? "") === "forbidden");
  const why = (/** @type {Selection} */ { permissions }) => `the terms do not allow the release of model weights${permissions.trained_models === "forbidden" ? "" : "; the license is not verified"}`;
  return [...seen, ...closed.map((it) => ({ what: `${it.name}: trained models must not be shared`, why: why(it) }))];
}
