// The place where a search has found a text, with its context.
import { placesIn } from "./highlights.js";
import { valueOf } from "../table/table-data.js";

/** @typedef {{key?: string, label: string, values: string[], at: number[]}} Field a searched field with its label */

/** Number of characters shown before and after a result. */
const AROUND = 30;
/** What is shown in place of a part of a URL. */
const IN_ADDRESS = "in the address of the dataset or of a work to cite";

/**
 * The first result with its context, and as a line with the label of its field; null if no field contains a text.
 * @param {number} row
 * @param {string[]} texts
 * @param {Field[]} fields
 * @param {number} [around] characters of context on each side
 */
export function excerpt(row, texts, fields, around = AROUND) {
  for (const field of fields) {
    const text = valueOf(field, row);
    const [place] = placesIn(text, texts);
    if (place) {
      const start = Math.max(0, place[0] - around);
      const end = Math.min(text.length, place[1] + around);
      const part = `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
      return { label: field.label, text: part, line: field.key === "addresses" ? IN_ADDRESS : `${field.label}: ${part}` };
    }
  }
  return null;
}
