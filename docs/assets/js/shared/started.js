// A part of a page that works only with scripts says so in a note (scripts/curator/site/templates/_unstarted.html.j2) until they run.

/**
 * Take away the notes of a part whose scripts run.
 * @param {ParentNode} part
 */
export function started(part) {
  for (const note of part.querySelectorAll("[data-unstarted]")) note.remove();
}
