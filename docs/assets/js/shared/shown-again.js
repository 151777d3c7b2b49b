// Pages that the browser keeps when the visitor leaves them, and shows again when the visitor goes back.

/**
 * Call a function when the browser shows this page again.
 *
 * WebKit then empties the fields with autocomplete="off", but only after the event, so the function runs after that.
 * @param {() => void} restore
 */
export function whenShownAgain(restore) {
  addEventListener("pageshow", (event) => { if (event.persisted) setTimeout(restore); });
}
