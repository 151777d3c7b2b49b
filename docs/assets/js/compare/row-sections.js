// The rows of a comparison in sections: important differences first, fields that always differ last.

/** @typedef {import("./comparison.js").Value} Value */
/**
 * @template {Value} Cell
 * @typedef {import("./comparison.js").Row<Cell>} Row
 */
/** @typedef {{important: string[], identifying: string[]}} Fields labels in order (scripts/curator/site/views/compared_fields.py) */
/** @typedef {"important" | "other" | "missing" | "same" | "identifying"} Kind */
/**
 * @template {Value} Cell
 * @typedef {{kind: Kind, rows: Row<Cell>[]}} Section
 */

/** @type {Record<Kind, string>} */
export const HEADINGS = {
  important: "Important differences",
  other: "Other differences",
  missing: "Values are missing",
  same: "No differences",
  identifying: "Names, references and record",
};
const KINDS = /** @type {Kind[]} */ (Object.keys(HEADINGS));

/**
 * The sections of a comparison that have rows. Within a section, important fields are first. Fields that always differ do not count as different.
 * @template {Value} Cell
 * @param {Row<Cell>[]} rows in the order of the dataset pages
 * @param {Fields} fields
 * @returns {Section<Cell>[]}
 */
export function sectionsOf(rows, fields) {
  const rank = (/** @type {string} */ label) => [fields.important, fields.identifying].map((labels) => labels.indexOf(label)).find((at) => at >= 0) ?? Infinity;
  const ordered = rows
    .map((row) => (fields.identifying.includes(row.label) ? { ...row, differs: false, same: false } : row))
    .toSorted((one, other) => (rank(one.label) === rank(other.label) ? 0 : rank(one.label) - rank(other.label)));
  return KINDS.map((kind) => ({ kind, rows: ordered.filter((row) => kindOf(row, fields) === kind) })).filter((section) => section.rows.length);
}

/**
 * @param {Row<Value>} row
 * @param {Fields} fields
 * @returns {Kind}
 */
function kindOf(row, fields) {
  if (fields.identifying.includes(row.label)) return "identifying";
  if (row.same) return "same";
  if (!row.differs) return "missing";
  return fields.important.includes(row.label) ? "important" : "other";
}

/**
 * The sections without fields that are the same or that always differ.
 * @template {Value} Cell
 * @param {Section<Cell>[]} sections
 */
export function differencesOf(sections) {
  return sections.filter(({ kind }) => kind !== "same" && kind !== "identifying");
}

/**
 * Sentences with the number of rows that differ.
 * @param {Section<Value>[]} sections all sections
 * @param {boolean} only whether only differences are shown
 */
export function summary(sections, only) {
  const number = (/** @type {Kind} */ kind) => sections.find((section) => section.kind === kind)?.rows.length ?? 0;
  const [important, same, missing, identifying] = [number("important"), number("same"), number("missing"), number("identifying")];
  const differing = important + number("other");
  const parts = [
    `${differing} of ${differing + same + missing} fields differ${important ? `, ${important} of them important` : ""}`,
    `${same} ${same === 1 ? "is" : "are"} the same${only && same ? " and hidden" : ""}`,
    missing ? `${missing} cannot be compared because values are missing` : "",
    identifying ? `${identifying} with names and references ${identifying === 1 ? "is" : "are"} ${only ? "hidden" : "last and not marked"}` : "",
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}
