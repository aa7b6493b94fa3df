import {
  ClocksOfCase,
  LifecycleVersionNotFound,
  MigrateCase,
  OrderMigration,
  OrderRehearsal,
  RehearseCases,
} from '#libs/domain';
import {
  type DataSource,
  type MigrationProgress,
  MigrationWork,
  PostgresUnitOfWork,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  RehearsalWork,
  UuidIdentifiers,
} from '#libs/infrastructure';
import type { DefinitionReference, StateMap } from '#libs/workflow';
import { DocumentNotReadable } from '../documents/document-not-readable.js';
import { jsonDocument } from '../documents/json-document.js';
import type { OperatorTools } from '../operator-tools.js';

/** What rehearsing and migrating need, over one connection to the database. */
export function changeTools(dataSource: DataSource) {
  const unitOfWork = new PostgresUnitOfWork(dataSource);
  const workflows = new PublishedWorkflows(dataSource);
  const calendars = new PublishedCalendars(dataSource);
  const policies = new PublishedPolicies(dataSource);
  const clocks = new ClocksOfCase(calendars, policies);
  const identifiers = new UuidIdentifiers();
  const onTrouble = (error: unknown, caseId: string): void =>
    void process.stderr.write(`${caseId}: ${error instanceof Error ? error.message : String(error)}\n`);
  return {
    orderRehearsal: new OrderRehearsal(unitOfWork, workflows, identifiers),
    orderMigration: new OrderMigration(unitOfWork, workflows, identifiers),
    rehearsals: new RehearsalWork(dataSource, new RehearseCases(workflows, calendars, policies, clocks), onTrouble),
    migrations: new MigrationWork(dataSource, new MigrateCase(unitOfWork, workflows, clocks), onTrouble),
  };
}

/** @throws LifecycleVersionNotFound */
export function versionNamed(id: string, version: string): DefinitionReference {
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new LifecycleVersionNotFound();
  return { id, version: Number(version) };
}

/** `technical-assistance-rol@1`, or nothing. @throws LifecycleVersionNotFound */
export function versionIn(text: string | undefined): DefinitionReference | null {
  if (text === undefined) return null;
  const [id = '', version = ''] = text.split('@');
  return versionNamed(id, version);
}

/** The map of states in a file; which names there are is checked where it is used. @throws DocumentNotReadable */
export async function stateMapIn(path: string | undefined, tools: OperatorTools): Promise<StateMap> {
  if (path === undefined) return {};
  const map = await jsonDocument(path, 'The map of states', tools);
  if (!isStateMap(map)) throw new DocumentNotReadable('The map of states', new TypeError('not a map of names'));
  return map;
}

function isStateMap(value: unknown): value is StateMap {
  if (!isObject(value)) return false;
  const { states = {}, gates = {}, ...others } = value;
  const isEmpty = Object.keys(others).length === 0;
  return isEmpty && isNameMap(states) && isObject(gates) && Object.values(gates).every(isNameMap);
}

function isNameMap(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((name) => typeof name === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function migrationLine(progress: MigrationProgress): string {
  const { id, to, undoes, cases, done, migrated, undone, stuck, leftAlone, failing } = progress;
  const what = undoes === null ? `to ${to.id} version ${to.version}` : `undoing of ${undoes}`;
  return (
    `${id}  ${what}: ${done} of ${cases} cases (${migrated} migrated, ${undone} put back, ${stuck} stuck, ` +
    `${leftAlone} left alone, ${failing} failing)${progress.finishedAt === null ? '' : ', finished'}`
  );
}
