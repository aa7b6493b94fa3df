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
 * @property {Readonly<Record<string, unknown>>} [row] of the case, as it was read under its lock
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
 * Turns the recorded parameters of a statement into ones that fit any request of its kind.
 * @param {import('./recording.mjs').Statement} statement
 * @param {Subject} subject
 * @returns {Parameter[]}
 */
export function parametersLike({ text, values }, subject) {
  const assignments = text.includes('UPDATE cases ') ? text.matchAll(/(\w+) = \$(\d+)/g) : [];
  const assigned = new Map([...assignments].map(([, column = '', position]) => [Number(position) - 1, column]));
  return values.map((value, index) => unchanged(assigned.get(index), value, subject) ?? parameterLike(value, subject));
}

/**
 * A column that the request left as it was keeps the value of the row at hand.
 * @param {string | undefined} column @param {unknown} value @param {Subject} subject
 * @returns {Parameter | undefined}
 */
function unchanged(column, value, { row }) {
  if (!row || column === undefined || !(column in row) || asSent(row[column]) !== asSent(value)) return undefined;
  return ({ row: own }) => {
    const kept = known(own)[column];
    return typeof value === 'string' && typeof kept === 'object' ? JSON.stringify(kept) : kept;
  };
}

/** @param {unknown} value */
function asSent(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** @param {unknown} value @param {Subject} subject @returns {Parameter} */
function parameterLike(value, subject) {
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
function numberLike(value, { row }) {
  for (const column of ['version', 'history_length']) {
    const before = Number(row?.[column]);
    if (value >= before && value - before < FEW) return (matter) => Number(known(matter.row)[column]) + value - before;
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
  return (matter) =>
    parts.reduce((text, part, index) => `${text}${part(matter)}${between[index + 1]}`, between[0] ?? '');
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

/** @template T @param {T | undefined} row @returns {T} */
function known(row) {
  if (row === undefined) throw new Error('A statement needs a case that no statement has read');
  return row;
}
