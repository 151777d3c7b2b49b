// Reads files of citations with citation-js: their names on the command line, the works and all messages as JSON on the standard output.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

const messages = [];
for (const level of ["log", "info", "warn", "error"]) {
  console[level] = (...words) => messages.push(words.join(" "));
}
const works = process.argv.slice(2).map((file) => new Cite(readFileSync(file, "utf8")).data.map(({ _graph, ...work }) => work));
process.stdout.write(JSON.stringify({ works, messages }));
