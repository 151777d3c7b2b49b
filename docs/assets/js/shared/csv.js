// CSV as the build writes it (scripts/curator/site/exports/spreadsheets.py): UTF-8 with a byte order mark, UNIX line ends, quotes where necessary, and no
// cell that a spreadsheet would run as a formula or convert to a date.

/** The byte order mark, by which Excel recognizes UTF-8. */
const MARK = "\uFEFF";
/** Numbers with slashes between them, which spreadsheets convert to a date or a fraction. */
const SLASHED = /^\d[\d,]*(?: ?\/ ?\d[\d,]*)+$/;

/**
 * Lines of cells as CSV.
 * @param {string[][]} lines
 */
export function csv(lines) {
  return MARK + lines.map((cells) => `${cells.map((cell) => quoted(disarmed(cell))).join(",")}\n`).join("");
}

/**
 * A cell that no spreadsheet takes for a formula or a date: an apostrophe before a formula (a single dash is not one), `2 and 3` for `2 / 3`.
 * @param {string} text
 */
function disarmed(text) {
  if (SLASHED.test(text)) return text.replaceAll(/ ?\/ ?/g, " and ");
  return /^[=+\-@\t\r＝＋－＠]./s.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
