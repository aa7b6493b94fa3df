import { ActOnCase, type Actor, ClocksOfCase, DomainError, type FormerCase, ImportCase } from '#libs/domain';
import {
  actorsByAddress,
  type DataSource,
  PostgresPeopleDirectory,
  PostgresReferenceData,
  PostgresUnitOfWork,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  UuidIdentifiers,
} from '#libs/infrastructure';
import { type ImportDocument, ImportNotReadable } from './import-document.js';

/** What became of one case of the document. */
export interface Imported {
  readonly formerReference: string;
  readonly id: string | null;
  readonly reference: string | null;
  readonly state: string | null;
  /** Why it was not imported. */
  readonly refused: string | null;
  readonly errors: DomainError['errors'];
}

/**
 * Imports the cases of a document one after the other, each in a transaction of its own.
 * @throws ImportNotReadable where the document names people who are not here; then nothing has been imported.
 */
export async function importAll(dataSource: DataSource, document: ImportDocument): Promise<readonly Imported[]> {
  const cases = await withActors(dataSource, document);
  const workflows = new PublishedWorkflows(dataSource);
  const referenceData = new PostgresReferenceData(dataSource);
  const clocks = new ClocksOfCase(new PublishedCalendars(dataSource), new PublishedPolicies(dataSource));
  const importCase = new ImportCase(
    new PostgresUnitOfWork(dataSource),
    workflows,
    referenceData,
    new UuidIdentifiers(),
    clocks,
    new ActOnCase(workflows, referenceData, new PostgresPeopleDirectory(dataSource), clocks),
  );
  const results: Imported[] = [];
  for (const former of cases) results.push(await importOne(importCase, former));
  return results;
}

async function importOne(importCase: ImportCase, former: FormerCase): Promise<Imported> {
  const { formerReference } = former;
  try {
    const { id, reference, state } = await importCase.execute(former);
    return { formerReference, id, reference, state, refused: null, errors: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { formerReference, id: null, reference: null, state: null, refused: error.message, errors: error.errors };
  }
}

/** @throws ImportNotReadable where the document names people who are not here */
async function withActors(dataSource: DataSource, { register, cases }: ImportDocument): Promise<readonly FormerCase[]> {
  const addresses = cases.flatMap(({ begunBy, acts }) => [begunBy, ...acts.map(({ by }) => by)]);
  const actors = await actorsByAddress(dataSource, [...new Set(addresses)]);
  const unknown: { path: PropertyKey[]; message: string }[] = [];
  const actor = (address: string, ...path: PropertyKey[]): Actor | undefined => {
    const known = actors.get(address.toLowerCase());
    if (!known) unknown.push({ path, message: 'Nobody here has this address; add the person first (users add)' });
    return known;
  };
  const told = cases.flatMap(({ begunAt, begunBy, acts, ...facts }, index): readonly FormerCase[] => {
    const beginner = actor(begunBy, 'cases', index, 'begunBy');
    const done = acts.flatMap(({ name, at, by, input }, place) => {
      const who = actor(by, 'cases', index, 'acts', place, 'by');
      return who ? [{ transition: name, at, by: who, input }] : [];
    });
    return beginner ? [{ ...facts, register, begun: { by: beginner, at: begunAt }, acts: done }] : [];
  });
  if (unknown.length > 0) throw new ImportNotReadable(unknown);
  return told;
}
