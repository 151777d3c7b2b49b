// Delays or prevents two requests of the theme, and therefore runs before it. The request for the search index, which the theme sends with every
// page, waits until the user opens the search. Requests for sitemaps of translations are dropped: the theme takes the feed and the Markdown version of a
// page, which are alternates too, for translations.
{
  const SEARCH_FILE = /\/search\/search_index\.json$/;
  const SITEMAP = /\/sitemap\.xml$/;
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const delayed = new WeakSet();
  /** @type {WeakSet<XMLHttpRequest>} */
  const dropped = new WeakSet();
  const searching = new Promise((done) => {
    if (new URLSearchParams(location.search).has("q")) done(null);
    addEventListener("focusin", (event) => { if (event.target instanceof Element && event.target.closest(".md-search")) done(null); });
  });

  XMLHttpRequest.prototype.open = function opened(/** @type {string} */ method, /** @type {string | URL} */ url, /** @type {any[]} */ ...rest) {
    const path = new URL(url, location.href).pathname;
    if (SEARCH_FILE.test(path)) delayed.add(this);
    if (SITEMAP.test(path)) dropped.add(this);
    return /** @type {any} */ (open).call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function sent(/** @type {Document | XMLHttpRequestBodyInit | null | undefined} */ body) {
    if (delayed.has(this)) searching.then(() => send.call(this, body));
    else if (!dropped.has(this)) send.call(this, body);
  };
}
