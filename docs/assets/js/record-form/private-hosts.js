// Hosts that no reader can reach, in their plain spelling (scripts/curator/records/model/private_hosts.py); odd spellings are left to the pull request.

const FOUR = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/;
/** An address of version 4. */
const PRIVATE_FOUR =
  /^(?:0|10|127|22[4-9]|2[345][0-9]|169\.254|172\.(?:1[6-9]|2[0-9]|3[01])|192\.168|192\.0\.[02]|198\.1[89]|198\.51\.100|203\.0\.113|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\./;
const SIX = /^\[[0-9a-f:]+\]$/;
/** An address of version 6, in its brackets. */
const PUBLIC_SIX = /^\[(?!2001:0?db8:|2001:0?:|3fff:0?[0-9a-f]{0,3}:)[23][0-9a-f]{3}:/;

/**
 * Whether a host is of one machine or network, or reserved.
 * @param {string} host
 * @param {string[]} local Ends of names that are reserved.
 */
export function isPrivate(host, local) {
  const name = host.normalize("NFKC").toLowerCase().replace(/\.$/, "");
  if (SIX.test(name)) return !PUBLIC_SIX.test(name);
  if (FOUR.test(name)) return PRIVATE_FOUR.test(name);
  return local.some((end) => name === end || name.endsWith(`.${end}`));
}
