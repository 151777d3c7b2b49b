// The most similar of several texts, by the measure that the checks use (Ratcliff and Obershelp, as in Python's difflib).

/**
 * The word most like a text; nothing where none is alike enough.
 * @param {string} text
 * @param {string[]} words
 * @param {number} cutoff
 */
export function closest(text, words, cutoff) {
  const other = [...text];
  let [best, found] = [-1, ""];
  for (const word of words) {
    const score = likeness([...word], other);
    // of two that are alike the one that sorts last
    if (score >= cutoff && (score > best || (score === best && word > found))) [best, found] = [score, word];
  }
  return found;
}

/**
 * How like two texts are: from 0, nothing in common, to 1, the same.
 * @param {string[]} one
 * @param {string[]} other
 */
function likeness(one, other) {
  const length = one.length + other.length;
  return length ? (2 * matches(one, other)) / length : 1;
}

/**
 * How many characters two texts share in the same order: those of the longest common part, and of what stands on its sides.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {number}
 */
function matches(one, other) {
  const { start, begin, size } = longest(one, other);
  if (!size) return 0;
  return size + matches(one.slice(0, start), other.slice(0, begin)) + matches(one.slice(start + size), other.slice(begin + size));
}

/**
 * The longest common part, of several the first.
 * @param {string[]} one
 * @param {string[]} other
 */
function longest(one, other) {
  let found = { start: 0, begin: 0, size: 0 };
  /** @type {number[]} */
  let above = [];
  one.forEach((character, i) => {
    const row = other.map((it, j) => (it === character ? (above[j - 1] ?? 0) + 1 : 0));
    row.forEach((size, j) => { if (size > found.size) found = { start: i - size + 1, begin: j - size + 1, size }; });
    above = row;
  });
  return found;
}
