import { AsyncLocalStorage } from 'node:async_hooks';
import { type Actor, namedPlacesOf } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';
import { isForHeadquarters, OFFICE_ROLES } from './visible-to.js';

/** For whom the database is asked, in the settings its row-level security reads. */
export interface Asker {
  /** Values of `ASKER_SETTINGS`, in their order. */
  readonly settings: readonly string[];
}

/** The names of the settings, as the functions of the schema `wall` read them. */
export const ASKER_SETTINGS = [
  'upon_request.standing',
  'upon_request.states',
  'upon_request.offices',
  'upon_request.headed_offices',
  'upon_request.places',
  'upon_request.is_headquarters',
  'upon_request.is_cleared',
  'upon_request.reads_trail',
] as const;

export const NOBODY: Asker = { settings: ASKER_SETTINGS.map(() => '') };
export const SYSTEM: Asker = { settings: ['system', ...NOBODY.settings.slice(1)] };

/** Whom a piece of work asks for, once that is known. */
const asking = new AsyncLocalStorage<{ asker: Asker | undefined }>();

/** For whom what runs now asks the database; undefined where nobody has been named. */
export function currentAsker(): Asker | undefined {
  return asking.getStore()?.asker;
}

/** Everything the work asks of the database, however deep, it asks for this person: more than they may see it is not shown. */
export function askingAs<Result>(actor: Actor, work: () => Result): Result {
  return asking.run({ asker: askerOf(actor) }, work);
}

/** The work does not know yet for whom it asks; `nameAsker` will say. Until then it asks for nobody. */
export function askingForWhoever<Result>(work: () => Result): Result {
  return asking.run({ asker: undefined }, work);
}

/** From here on the work begun by `askingForWhoever` asks for this person. */
export function nameAsker(actor: Actor): void {
  const store = asking.getStore();
  if (store) store.asker = askerOf(actor);
}

/**
 * The work asks for the system, which sees every case, although a person began it: to count, or to put a case into a list
 * for the worker. Nothing it reads may reach that person unfiltered.
 */
export function askingAsSystem<Result>(work: () => Result): Result {
  return asking.run({ asker: SYSTEM }, work);
}

/** Rows of a statement that judges every case and says in each row, or in its counts, what its reader may see of it. */
export function rowsForSystem<Row>(sql: Sql, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return askingAsSystem(() => rows<Row>(sql, text, parameters));
}

function askerOf(actor: Actor): Asker {
  const states = actor.roles.flatMap(({ stateCode }) => (stateCode === null ? [] : [stateCode]));
  const offices = actor.roles.filter(({ role }) => OFFICE_ROLES.has(role));
  return {
    settings: [
      'person',
      list(states),
      list(offices.map(({ officeCode }) => officeCode)),
      list(offices.filter(({ role }) => role === 'office-head').map(({ officeCode }) => officeCode)),
      list(namedPlacesOf(actor)),
      String(actor.roles.some(isForHeadquarters)),
      String(actor.isCleared),
      String(actor.roles.some(({ role }) => READS_TRAIL.includes(role))),
    ],
  };
}

/** Whose work the audit trail is; they see no case for it. */
const READS_TRAIL: readonly string[] = ['auditor', 'administrator'];

/** A PostgreSQL array as text. */
function list(values: readonly (string | null)[]): string {
  const quoted = values.flatMap((value) => (value === null ? [] : [`"${value.replace(/["\\]/g, '\\$&')}"`]));
  return `{${[...new Set(quoted)].join(',')}}`;
}
