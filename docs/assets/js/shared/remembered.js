// Asynchronous functions whose results are kept.

/**
 * A function that is called once for each argument. A failed call is repeated.
 * @template Found
 * @param {(argument: string) => Promise<Found>} ask
 */
export function remembered(ask) {
  /** @type {Map<string, Promise<Found>>} */
  const known = new Map();
  return (/** @type {string} */ argument) => {
    const found = known.get(argument) ?? ask(argument);
    known.set(argument, found);
    found.catch(() => known.delete(argument));
    return found;
  };
}
