// Prevents requests of the theme, and therefore runs before it: the theme takes the feed and the Markdown version of a page, which are alternates, for
// translations of the site, and requests a sitemap for each.
{
  const SITEMAP = /\/sitemap\.xml$/;
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const dropped = new WeakSet();

  XMLHttpRequest.prototype.open = function opened(/** @type {string} */ method, /** @type {string | URL} */ url, /** @type {any[]} */ ...rest) {
    if (SITEMAP.test(new URL(url, location.href).pathname)) dropped.add(this);
    return /** @type {any} */ (open).call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function sent(/** @type {Document | XMLHttpRequestBodyInit | null | undefined} */ body) {
    if (!dropped.has(this)) send.call(this, body);
  };
}
