import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** @typedef {import('./recording.mjs').Subject} Subject */

/**
 * What a request to the floor is about, as far as it is known: from the request itself, then from the rows read.
 * @typedef {object} Matter
 * @property {Date} now
 * @property {Buffer} tokenHash
 * @property {Buffer} fingerprint
 * @property {string} [key]
 * @property {string | undefined} caseId
 * @property {{ at: string, id: string } | undefined} cursor
 * @property {string} [personId]
 * @property {string | null} [stateCode]
 * @property {string | null} [officeCode]
 * @property {number} [version]
 * @property {number} [historyLength]
 * @property {Map<string, string>} madeIds ids made for this request, by those made when it was recorded
 */

/** @typedef {(matter: Matter) => unknown} Parameter */

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const REFERENCE = /^[A-Z]{3}-\d{4}-/;
/** An instant this close to the request was its own time. */
const SAME_TIME_MS = 10_000;
/** More than any one request adds to a history. */
const FEW = 10;

/**
 * Turns a recorded parameter into one that fits any request of its kind.
 * @param {unknown} value
 * @param {Subject} subject
 * @returns {Parameter}
 */
export function parameterLike(value, subject) {
  if (Array.isArray(value)) {
    const elements = value.map((element) => parameterLike(element, subject));
    return (matter) => elements.map((element) => element(matter));
  }
  if (value instanceof Date) {
    const isOfTheRequest = Math.abs(value.getTime() - subject.startedAt) < SAME_TIME_MS;
    return isOfTheRequest ? ({ now }) => now : () => value;
  }
  if (value instanceof Uint8Array) {
    const isToken = Buffer.compare(value, createHash('sha256').update(subject.token).digest()) === 0;
    return isToken ? ({ tokenHash }) => tokenHash : ({ fingerprint }) => fingerprint;
  }
  if (typeof value === 'number') return numberLike(value, subject);
  if (typeof value === 'string') return textLike(value, subject);
  return () => value;
}

/** @param {number} value @param {Subject} subject @returns {Parameter} */
function numberLike(value, { version, historyLength }) {
  if (version !== undefined && value >= version && value - version < FEW) {
    return (matter) => known(matter.version) + value - version;
  }
  if (historyLength !== undefined && value >= historyLength && value - historyLength < FEW) {
    return (matter) => known(matter.historyLength) + value - historyLength;
  }
  return () => value;
}

/** @param {string} value @param {Subject} subject @returns {Parameter} */
function textLike(value, subject) {
  if (value === subject.key) return ({ key }) => key;
  if (value === subject.cursor?.at) return ({ cursor }) => cursor?.at;
  if (value === subject.stateCode) return ({ stateCode }) => stateCode;
  if (value === subject.officeCode) return ({ officeCode }) => officeCode;
  if (REFERENCE.test(value)) return () => `${value.slice(0, 9)}${randomBytes(6).toString('hex').toUpperCase()}`;
  const ids = value.match(ID);
  if (!ids) return () => value;
  const between = value.split(ID);
  const parts = ids.map((id) => idLike(id, subject));
  return (matter) => parts.reduce((text, part, index) => `${text}${part(matter)}${between[index + 1]}`, between[0] ?? '');
}

/** @param {string} id @param {Subject} subject @returns {Parameter} */
function idLike(id, subject) {
  if (id === subject.caseId) return ({ caseId }) => caseId;
  if (id === subject.personId) return ({ personId }) => personId;
  if (id === subject.cursor?.id) return ({ cursor }) => cursor?.id;
  const madeAt = Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
  if (Math.abs(madeAt - subject.startedAt) >= SAME_TIME_MS) return () => id;
  return ({ madeIds }) => {
    const made = madeIds.get(id) ?? uuidv7();
    madeIds.set(id, made);
    return made;
  };
}

/** @param {number | undefined} number */
function known(number) {
  if (number === undefined) throw new Error('A statement needs the version of a case that no statement has read');
  return number;
}
