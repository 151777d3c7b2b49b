// Runs before the theme, which would fetch its whole search file with every page: the request waits until somebody turns to the search. It would
// also take the feed and the Markdown of a page, which the head names as alternates, for translations of the site and ask each for a sitemap: never.
{
  const SEARCH_FILE = /\/search\/search_index\.json$/;
  const SITEMAP = /\/sitemap\.xml$/;
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const early = new WeakSet();
  /** @type {WeakSet<XMLHttpRequest>} */
  const needless = new WeakSet();
  const turned = new Promise((done) => {
    if (new URLSearchParams(location.search).has("q")) done(null);
    addEventListener("focusin", (event) => { if (event.target instanceof Element && event.target.closest(".md-search")) done(null); });
  });

  XMLHttpRequest.prototype.open = function opened(/** @type {string} */ method, /** @type {string | URL} */ url, /** @type {any[]} */ ...rest) {
    const path = new URL(url, location.href).pathname;
    if (SEARCH_FILE.test(path)) early.add(this);
    if (SITEMAP.test(path)) needless.add(this);
    return /** @type {any} */ (open).call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function sent(/** @type {Document | XMLHttpRequestBodyInit | null | undefined} */ body) {
    if (early.has(this)) turned.then(() => send.call(this, body));
    else if (!needless.has(this)) send.call(this, body);
  };
}
