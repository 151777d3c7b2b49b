// The data of selected datasets, from one file for all datasets (scripts/curator/site/exports/selection.py), and the exports of a selection.
import { ROOT } from "../shared/dom.js";
import { remembered } from "../shared/remembered.js";
import { fetched } from "./table-data.js";

/** @typedef {import("./selection.js").Selection} Selection */
/** @typedef {import("./selection.js").Joinings} Joinings */

const file = remembered((path) => fetched(new URL(path, ROOT)));
/** What most datasets do not have, and the file therefore leaves out. */
const NONE = { share_alike: [], acknowledgement: null, shares: [], models: [], uncited: false };
/** Where one work ends and the next one begins in a file of each format. */
const BETWEEN = { bib: /(?<=\n\}\n)\n/, ris: /(?<=\nER {2}- \r\n)/, csl: /,\n(?=\{)/ };

/**
 * The data of a dataset.
 * @param {string} id
 * @returns {Promise<Selection>}
 */
export async function selectionOf(id) {
  const { ids, names, permissions, terms, others } = await file("data/selection.json");
  const at = ids.indexOf(id);
  const [answers, unverified] = terms.values[terms.at[at]];
  const answered = Object.fromEntries(permissions.map((/** @type {string} */ name, /** @type {number} */ place) => [name, answers[place]]));
  return { id, name: names[at], permissions: answered, unverified, ...NONE, ...others[id] };
}

/**
 * A table of datasets for Markdown or LaTeX, equal to that of the build.
 * @param {string[]} ids
 * @param {"markdown" | "latex"} form
 * @param {Joinings["latex"]} joining
 */
export async function rowsOf(ids, form, { head, between, foot }) {
  const rows = await file("data/rows.json");
  return head + ids.map((id) => rows[id][form]).join(between) + foot;
}

/**
 * The works to cite of datasets in a format, equal to the export of the build: the files beside their pages, with each work once.
 * @param {Selection[]} selections
 * @param {"bib" | "ris" | "csl"} form
 * @param {string} extension
 * @param {Joinings["bib"]} joining
 */
export async function citations(selections, form, extension, { head, between, foot }) {
  const cited = selections.filter(({ uncited }) => !uncited);
  const texts = await Promise.all(cited.map(({ id }) => text(new URL(`datasets/${id}/citation${extension}`, ROOT))));
  const works = texts.flatMap((content) => content.slice(head.length, content.length - foot.length).split(BETWEEN[form]));
  return head + [...new Set(works)].join(between) + foot;
}

/**
 * @param {URL} address
 */
async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for ${address.pathname}`);
  return answer.text();
}
