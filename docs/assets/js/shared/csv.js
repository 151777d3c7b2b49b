// CSV for spreadsheets as the build writes it: UTF-8 with its mark, UNIX line ends, quotes only where they are needed, nothing that a spreadsheet would
// run or take for a date.

/** What tells Excel that a file is UTF-8; without it × and – come out as two or three wrong characters. */
const MARK = "\uFEFF";
/** Numbers with slashes between them, which spreadsheets take for a date or a fraction. */
const SLASHED = /^\d[\d,]*(?: ?\/ ?\d[\d,]*)+$/;

/**
 * Lines of cells as CSV.
 * @param {string[][]} lines
 */
export function csv(lines) {
  return MARK + lines.map((cells) => `${cells.map((cell) => quoted(disarmed(cell))).join(",")}\n`).join("");
}

/**
 * Text that no spreadsheet takes for a formula or a date: an apostrophe before what could be one (a lone dash is none), `2 and 3` for `2 / 3`.
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
