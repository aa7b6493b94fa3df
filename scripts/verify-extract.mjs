#!/usr/bin/env node
/**
 * Checks an extract of a case's history, or the receipt of a request, without database, network or any other file of
 * this project: node verify-extract.mjs EXTRACT.json PUBLIC-KEY.pem
 * Exit code 0: it holds. 1: it does not. 2: it could not be read.
 *
 * It is written apart from the system it checks, on purpose: whoever distrusts the one can read the other.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ readonly caseId: string, readonly sequence: number, readonly contentHash: string }} Frame
 * @typedef {{ readonly frame: Frame, readonly salt: string | null, readonly content: unknown }} Entry
 * @typedef {{ readonly caseId: string, readonly reference: string, readonly requestingState: string, readonly caseSequence: number,
 *   readonly caseChainHash: string, readonly requestHash: string, readonly sealedAt: string, readonly keyId: string }} Seal
 * @typedef {{ readonly format: string, readonly seal: Seal, readonly signature: string, readonly request: unknown, readonly entries: readonly Entry[] }} Extract
 */

/**
 * @param {...(Buffer | string)} parts
 * @returns {Buffer}
 */
function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * RFC 8785: names in order of their code units, no space.
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

/**
 * @param {Extract} extract
 * @param {import('node:crypto').KeyObject} key
 * @returns {string[]} what is wrong
 */
function faultsOf({ format, seal, signature, request, entries }, key) {
  if (format !== 'upon-request/case-extract/1') return ['this is not an extract of version 1'];
  const faults = [];
  if (!verify(null, Buffer.from(canonical(seal)), key, Buffer.from(signature, 'base64'))) {
    faults.push('the seal is not signed by this key');
  }
  if (entries.length !== seal.caseSequence) {
    faults.push(`the seal covers ${seal.caseSequence} entries, ${entries.length} are here`);
  }
  /** @type {Buffer} */
  let chain = Buffer.alloc(32);
  for (const [index, { frame, salt, content }] of entries.entries()) {
    const sequence = index + 1;
    if (frame.sequence !== sequence || frame.caseId !== seal.caseId) faults.push(`entry ${sequence} is out of place`);
    const isErased = salt === null && content === null;
    if (!isErased && sha256(Buffer.from(salt ?? '', 'hex'), canonical(content)).toString('hex') !== frame.contentHash) {
      faults.push(`the content of entry ${sequence} is not what was sealed`);
    }
    chain = sha256(chain, sha256(canonical(frame)));
  }
  if (chain.toString('hex') !== seal.caseChainHash) {
    faults.push('the entries together are not the history that was sealed');
  }
  if (request !== null && sha256(canonical(request)).toString('hex') !== seal.requestHash) {
    faults.push('the request is not what was sealed');
  }
  return faults;
}

/**
 * @param {string | undefined} extractFile
 * @param {string | undefined} keyFile
 * @returns {{ readonly code: number, readonly lines: readonly string[] }}
 */
function check(extractFile, keyFile) {
  if (!extractFile || !keyFile)
    return { code: 2, lines: ['usage: node verify-extract.mjs EXTRACT.json PUBLIC-KEY.pem'] };
  try {
    /** @type {unknown} */
    const read = JSON.parse(readFileSync(extractFile, 'utf8'));
    const extract = /** @type {Extract} */ (read);
    const faults = faultsOf(extract, createPublicKey(readFileSync(keyFile)));
    if (faults.length > 0) return { code: 1, lines: faults.map((fault) => `NOT AS SEALED: ${fault}`) };
    const { reference, requestingState, caseSequence, sealedAt, keyId } = extract.seal;
    const line = `As sealed: ${reference} (${requestingState}), ${caseSequence} entries, sealed at ${sealedAt} by key ${keyId}.`;
    return { code: 0, lines: [line] };
  } catch (error) {
    return { code: 2, lines: [`It cannot be read: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

const { code, lines } = check(process.argv[2], process.argv[3]);
for (const line of lines) process.stdout.write(`${line}\n`);
process.exitCode = code;
