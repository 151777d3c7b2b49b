// CSV as the build writes it: UNIX line ends, quotes only where they are needed, nothing that a spreadsheet would run.

/**
 * Lines of cells as CSV.
 * @param {string[][]} lines
 */
export function csv(lines) {
  return lines.map((cells) => `${cells.map((cell) => quoted(disarmed(cell))).join(",")}\n`).join("");
}

/**
 * Text that no spreadsheet takes for a formula: an apostrophe before what could be one; a lone dash is none.
 * @param {string} text
 */
function disarmed(text) {
  return /^[=+\-@\t\r＝＋－＠]./s.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
