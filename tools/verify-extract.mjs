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

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 8785: names in order of their code units, no space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** @returns {string[]} what is wrong */
function faultsOf({ format, seal, signature, request, entries }, key) {
  if (format !== 'upon-request/case-extract/1') return ['this is not an extract of version 1'];
  const faults = [];
  if (!verify(null, Buffer.from(canonical(seal)), key, Buffer.from(signature, 'base64'))) {
    faults.push('the seal is not signed by this key');
  }
  if (entries.length !== seal.caseSequence)
    faults.push(`the seal covers ${seal.caseSequence} entries, ${entries.length} are here`);
  let chain = Buffer.alloc(32);
  entries.forEach(({ frame, salt, content }, index) => {
    const sequence = index + 1;
    if (frame.sequence !== sequence || frame.caseId !== seal.caseId) faults.push(`entry ${sequence} is out of place`);
    const isErased = salt === null && content === null;
    if (!isErased && sha256(Buffer.from(salt ?? '', 'hex'), canonical(content)).toString('hex') !== frame.contentHash) {
      faults.push(`the content of entry ${sequence} is not what was sealed`);
    }
    chain = sha256(chain, sha256(canonical(frame)));
  });
  if (chain.toString('hex') !== seal.caseChainHash)
    faults.push('the entries together are not the history that was sealed');
  if (request !== null && sha256(canonical(request)).toString('hex') !== seal.requestHash)
    faults.push('the request is not what was sealed');
  return faults;
}

const [extractFile, keyFile] = process.argv.slice(2);
if (!extractFile || !keyFile) {
  console.error('usage: node verify-extract.mjs EXTRACT.json PUBLIC-KEY.pem');
  process.exit(2);
}
let faults;
try {
  const extract = JSON.parse(readFileSync(extractFile, 'utf8'));
  faults = faultsOf(extract, createPublicKey(readFileSync(keyFile)));
  for (const fault of faults) console.log(`NOT AS SEALED: ${fault}`);
  if (faults.length === 0) {
    const { reference, requestingState, caseSequence, sealedAt, keyId } = extract.seal;
    console.log(
      `As sealed: ${reference} (${requestingState}), ${caseSequence} entries, sealed at ${sealedAt} by key ${keyId}.`,
    );
  }
} catch (error) {
  console.error(`It cannot be read: ${error.message}`);
  process.exit(2);
}
process.exit(faults.length === 0 ? 0 : 1);
