import { MigrateCase, RehearseCases } from '#libs/domain';
import { askingAsSystem, MigrationWork, RehearsalWork } from '#libs/infrastructure';
import { lifecycleFor } from '#libs/lifecycles';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TestDatabase } from './database.js';
import type { signedIn } from './signed-in.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;

/** A lifecycle as it is uploaded: any part of it may be changed. */
export type Document = Record<string, unknown> & { id: string; version: number };

/** The lifecycle of an area as a document, under another number. */
export function documentOf(area: string, version: number): Document {
  return { ...(JSON.parse(JSON.stringify(lifecycleFor(area).definition)) as Document), version };
}

/** The document with a state under another name, wherever it is named. */
export function withStateRenamed(document: Document, from: string, to: string): Document {
  const renamed = JSON.stringify({ ...document, labels: {} }).replaceAll(`"${from}"`, `"${to}"`);
  return JSON.parse(renamed) as Document;
}

/** The document with another limit for routine cases, in working days. */
export function withLimit(document: Document, target: string, amount: number): Document {
  const targets = (document['targets'] as { name: string; limits: Record<string, unknown> }[]).map((each) =>
    each.name === target ? { ...each, limits: { ...each.limits, routine: { amount, unit: 'working-days' } } } : each,
  );
  return { ...document, targets };
}

/** Somebody proposes a document; fails loudly if it is refused. */
export async function proposed(proposer: Ask, definition: Document, areas: readonly string[]): Promise<void> {
  const answer = await proposer('POST', '/lifecycles', { definition, areas });
  if (answer.statusCode !== 201) throw new Error(`The proposal was refused: ${answer.body}`);
}

/** Works off rehearsals and migrations as the worker does; what it could not deal with is an error of the test. */
export async function workOff(
  api: { readonly app: NestFastifyApplication },
  { dataSource }: TestDatabase,
): Promise<void> {
  const fail = (error: unknown): void => {
    throw error;
  };
  const rehearsals = new RehearsalWork(dataSource, api.app.get(RehearseCases, { strict: false }), fail);
  const migrations = new MigrationWork(dataSource, api.app.get(MigrateCase, { strict: false }), fail);
  await askingAsSystem(() => rehearsals.run());
  await askingAsSystem(() => migrations.run());
}
