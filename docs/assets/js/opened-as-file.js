// Explains what does not work in a page that is opened as a file, and completes links to folders, of which browsers would show a list of files.
// A classic script: browsers do not run modules in such pages.
if (location.protocol === "file:") {
  for (const link of document.links) {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }
  // hides controls that do not work
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("../css/without-scripts.css", script.src).href }));
  }
  const notes = document.querySelectorAll("[data-unstarted]");
  for (const note of notes) note.classList.add("unstarted--now");
  if (!notes.length) {
    const note = document.createElement("p");
    const [command, folder] = ["make serve", "python3 -m http.server"].map((text) => Object.assign(document.createElement("code"), { textContent: text }));
    note.className = "unstarted unstarted--now";
    note.append("This page was opened from a file. Search, filters, comparison, the selection and the form require a web server: run ", command, ", or ", folder, " in the folder of the site.");
    document.querySelector("article h1")?.after(note);
  }
}
