import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActOnCase, ClocksOfCase, FireDueClock } from '#libs/domain';
import {
  OperatorCaseReader,
  PostgresPeopleDirectory,
  PostgresReferenceData,
  PostgresUnitOfWork,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  rows,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import { Command } from 'commander';
import { addImportCommands } from '../../../apps/cli/src/imports/import.command.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { emptyTables } from '../../support/empty-tables.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

describe('importing cases of another register', () => {
  const database = aDatabase({ template: INHABITED });
  let exitCode: typeof process.exitCode;

  beforeEach(() => {
    exitCode = process.exitCode;
  });
  afterEach(async () => {
    process.exitCode = exitCode;
    await emptyTables(database.dataSource, 'cases', 'outbox_messages', 'audit_entries');
  });

  /** A request of Mali that waits for an answer of the State since 120 days. */
  function aFormerCase(changes: object = {}): object {
    return {
      formerReference: 'CARD-77',
      requestingState: 'MLI',
      area: 'FIR',
      urgency: 'routine',
      request: {
        title: 'Marking of weapons',
        summary: 'The State asks for a machine and a course.',
        beneficiary: 'National police',
        assistanceType: 'EQUIP',
        involvesSecurityForces: true,
        letter: { status: 'attached', kind: 'note-verbale', date: '2026-01-15' },
      },
      begunAt: daysAgo(125),
      begunBy: 'focal-point.mli@demo.example',
      acts: [
        { name: 'submit', at: daysAgo(124), by: 'focal-point.mli@demo.example', input: { covers: ['firearms'] } },
        {
          name: 'ask-for-information',
          at: daysAgo(120),
          by: 'intake-1.hq@demo.example',
          input: { question: 'Which depots come first?' },
        },
      ],
      ...changes,
    };
  }

  async function importing(...cases: object[]): Promise<string> {
    const printed: string[] = [];
    const program = new Command('cli').exitOverride();
    addImportCommands(program, {
      withDatabase: (work) => work(database.dataSource),
      print: (line) => void printed.push(line),
      readStandardInput: () => Promise.resolve(JSON.stringify({ register: 'Card index', cases })),
    });
    await program.parseAsync(['import', 'cases', '--file', '-'], { from: 'user' });
    return printed.join('\n');
  }

  /** What the sweep does, until nothing is due. */
  async function sweep(): Promise<void> {
    const { dataSource } = database;
    const workflows = new PublishedWorkflows(dataSource);
    const clocks = new ClocksOfCase(new PublishedCalendars(dataSource), new PublishedPolicies(dataSource));
    const fire = new FireDueClock(
      new PostgresUnitOfWork(dataSource),
      workflows,
      new ActOnCase(workflows, new PostgresReferenceData(dataSource), new PostgresPeopleDirectory(dataSource), clocks),
      clocks,
    );
    for (;;) {
      const [due] = await rows<{ id: string }>(
        dataSource,
        'SELECT id FROM clocks WHERE next_fire_at <= now() ORDER BY next_fire_at, id LIMIT 1',
      );
      if (!due) return;
      await fire.execute(due.id);
    }
  }

  const theCase = async () => {
    const [{ reference } = { reference: '' }] = await rows<{ reference: string }>(
      database.dataSource,
      'SELECT reference FROM cases',
    );
    return new OperatorCaseReader(database.dataSource).read(reference);
  };
  const count = async (table: string): Promise<number> =>
    Number((await rows<{ n: string }>(database.dataSource, `SELECT count(*) AS n FROM ${table}`))[0]?.n);

  it('takes a case over with every act at its time, and says that it was told afterwards', async () => {
    expect(await importing(aFormerCase())).toMatch(/^CARD-77 is MLI-\d{4}-\w+ now \(info-requested\)$/);
    const { record, history, now } = await theCase();
    expect(record.snapshot.state).toBe('info-requested');
    expect(now.getTime() - (record.submittedAt?.getTime() ?? 0)).toBeGreaterThan(123 * DAY_MS);
    expect(history.map(({ type, name }) => name ?? type)).toEqual(
      expect.arrayContaining(['submit', 'ask-for-information', 'imported']),
    );
    const last = history.at(-1);
    expect(last).toMatchObject({ type: 'imported', reason: 'Card index', actorRole: 'system' });
    expect(now.getTime() - (last?.occurredAt.getTime() ?? 0)).toBeLessThan(DAY_MS);
  });

  it('tells nobody again of what they were told then', async () => {
    await importing(aFormerCase());
    expect(await count('outbox_messages')).toBe(0);
  });

  it('lets the deadlines act that have passed: a request without an answer for three times the limit lapses', async () => {
    await importing(aFormerCase());
    await sweep();
    const { record, history } = await theCase();
    expect(record.snapshot.state).toBe('lapsed');
    expect(history.at(-1)).toMatchObject({ name: 'lapse', actorId: null, actorRole: 'system' });
    expect(await count('outbox_messages')).toBeGreaterThan(0);
  });

  it('goes into the audit chain however long ago it was', async () => {
    const seal = new SealAudit(database.dataSource, null);
    await importing(aFormerCase({ formerReference: 'CARD-76' }));
    await seal.sealAll({ everything: true });
    await importing(aFormerCase());
    await seal.sealAll();
    const { findingCount } = await verifyAudit(database.dataSource, { publicKey: null, checkpoints: null });
    expect(findingCount).toBe(0);
    expect(
      await count(
        'case_events e WHERE NOT EXISTS (SELECT FROM audit_entries a WHERE a.case_id = e.case_id AND a.case_sequence = e.sequence)',
      ),
    ).toBe(0);
  });

  it('refuses a case it has already, and keeps the one it has', async () => {
    await importing(aFormerCase());
    expect(await importing(aFormerCase())).toMatch(/^CARD-77 was not imported: .*imported before/);
    expect(process.exitCode).toBe(2);
    expect(await count('cases')).toBe(1);
  });

  it('takes a case whole or not at all, and the others all the same', async () => {
    const forbidden = { name: 'close', at: daysAgo(1), by: 'focal-point.mli@demo.example' };
    const printed = await importing(aFormerCase({ formerReference: 'BAD', acts: [forbidden] }), aFormerCase());
    expect(printed.split('\n')[0]).toMatch(/^BAD was not imported: /);
    expect(printed).toMatch(/CARD-77 is MLI/);
    expect(await count('cases')).toBe(1);
  });

  it('refuses what has not happened yet, or not in that order', async () => {
    const printed = await importing(aFormerCase({ begunAt: daysAgo(-2) }));
    expect(printed).toMatch(/cannot have happened like that\n {2}\/begunAt: This has not happened yet/);
    expect(printed).toMatch(/\/acts\/0\/at: This comes before/);
  });

  it('names every place that is wrong in the document before it takes anything', async () => {
    const bad = aFormerCase({ begunBy: 'nobody@demo.example', acts: [] });
    await expect(importing(aFormerCase(), bad)).rejects.toMatchObject({
      code: 'import.not_readable',
      errors: [{ pointer: '/cases/1/begunBy' }],
    });
    await expect(importing(aFormerCase({ urgency: 'soon', secret: 1 }))).rejects.toMatchObject({
      errors: [{ pointer: '/cases/0/urgency' }, { pointer: '/cases/0' }],
    });
    expect(await count('cases')).toBe(0);
  });
});
