// Reports errors, warnings and requests to other hosts to the server of the tests, which adds this script to each page.
{
  const address = new URL("-reports", document.currentScript.src);
  const report = (kind, what) => navigator.sendBeacon(address, `${location.href}: ${kind}: ${what}`);
  for (const kind of ["error", "warn"]) {
    const original = console[kind];
    console[kind] = (...words) => {
      report(kind, words.join(" "));
      original.apply(console, words);
    };
  }
  addEventListener("error", ({ message, target }) => report("error", message ?? `cannot load ${target.outerHTML}`), true);
  addEventListener("unhandledrejection", ({ reason }) => report("error", reason));
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (/^https?:/.test(name) && new URL(name).origin !== location.origin) report("requests", name);
  }).observe({ type: "resource", buffered: true });
}
