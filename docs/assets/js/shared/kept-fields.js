// Fields of pages that the browser keeps when the visitor leaves them, and shows again when the visitor goes back.

/**
 * Let the fields of a page keep their text while the browser keeps the page.
 *
 * WebKit resets each field and form with autocomplete="off" when it shows a kept page again, so they have another value of this attribute meanwhile.
 * @param {Document} page
 */
export function keepFields(page) {
  /** @type {(HTMLInputElement | HTMLFormElement)[]} */
  let fields = [];
  addEventListener("pagehide", (event) => {
    if (event.persisted) fields = [.../** @type {NodeListOf<HTMLInputElement | HTMLFormElement>} */ (page.querySelectorAll(":is(input, form)[autocomplete=off]"))];
    for (const field of fields) field.autocomplete = "on";
  });
  addEventListener("pageshow", () => {
    for (const field of fields) field.autocomplete = "off";
    fields = [];
  });
}
