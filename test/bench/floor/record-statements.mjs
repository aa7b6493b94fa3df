/**
 * Loaded before a program (`node --import`), writes down every statement the program sends to PostgreSQL, with its
 * parameters. The floor repeats them, so the two cannot drift apart.
 */
import { appendFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import pg from 'pg';

const file = process.env['RECORD_STATEMENTS_TO'];
if (!file) throw new Error('RECORD_STATEMENTS_TO must name the file to write to');

const query = pg.Client.prototype.query;
pg.Client.prototype.query = function recorded(/** @type {any[]} */ ...given) {
  const [first, second] = given;
  const statement =
    typeof first === 'string'
      ? { text: first, values: Array.isArray(second) ? second : [] }
      : { text: first.text, name: first.name, values: first.values ?? (Array.isArray(second) ? second : []) };
  appendFileSync(file, `${serialize(statement).toString('base64')}\n`);
  return Reflect.apply(query, this, given);
};
