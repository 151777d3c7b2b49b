// What is ticked beside the facts becomes the record's evidence, and its doubts.
import { isMapping } from "./form-model.js";
import { single } from "./single-value.js";

/** @typedef {import("./form-model.js").Field} Field */
/** @typedef {import("./form-model.js").Draft} Draft */
/** @typedef {import("./form-model.js").Value} Value */
/** @typedef {import("./read-form.js").Made} Made */

/**
 * What was ticked beside the facts, as evidence and doubts of the record.
 * @param {Field[]} fields
 * @param {Draft | undefined} vouch
 * @param {Made} made
 */
export function vouched(fields, vouch, made) {
  if (typeof vouch !== "object" || Array.isArray(vouch)) return;
  for (const { name } of fields) {
    const said = vouch[name];
    if (typeof said !== "object" || Array.isArray(said) || !(name in made.record)) continue;
    const names = Array.isArray(said.source) ? said.source : [];
    const doubt = single("prose", String(said.unverified ?? ""));
    if (names.length) add(made, "evidence", name, names.map(String));
    if (doubt !== undefined) add(made, "unverified", name, doubt);
  }
  const order = fields.map(({ name }) => name);
  const position = (/** @type {string} */ path) => order.indexOf(path.split(".")[0]) + 1 || order.length + 1;
  for (const field of ["evidence", "unverified"]) {
    const paths = made.record[field];
    if (isMapping(paths)) made.record[field] = Object.fromEntries(Object.entries(paths).sort(([one], [other]) => position(one) - position(other)));
  }
}

/**
 * @param {Made} made
 * @param {"evidence" | "unverified"} field
 * @param {string} name
 * @param {Value} value
 */
function add(made, field, name, value) {
  const there = made.record[field];
  const known = isMapping(there) ? there : {};
  if (name in known) made.repeated.push({ from: ["vouch", name], name });
  else made.record[field] = { ...known, [name]: value };
  made.places.set(JSON.stringify([field, name]), ["vouch", name]);
}
