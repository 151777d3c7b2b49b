// Runs before the theme, which would fetch its whole search file with every page: the request waits until somebody turns to the search.
{
  const SEARCH_FILE = /\/search\/search_index\.json$/;
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const early = new WeakSet();
  const turned = new Promise((done) => {
    if (new URLSearchParams(location.search).has("q")) done(null);
    addEventListener("focusin", (event) => { if (event.target instanceof Element && event.target.closest(".md-search")) done(null); });
  });

  XMLHttpRequest.prototype.open = function opened(/** @type {string} */ method, /** @type {string | URL} */ url, /** @type {any[]} */ ...rest) {
    if (SEARCH_FILE.test(new URL(url, location.href).pathname)) early.add(this);
    return /** @type {any} */ (open).call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function sent(/** @type {Document | XMLHttpRequestBodyInit | null | undefined} */ body) {
    if (early.has(this)) turned.then(() => send.call(this, body));
    else send.call(this, body);
  };
}
