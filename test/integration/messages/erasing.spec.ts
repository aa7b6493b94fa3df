import { EraseWords, type UnitOfWork } from '#libs/domain';
import {
  loadReferenceData,
  PublishedWorkflows,
  ReplyRetention,
  rows,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addErasingCommands } from '../../../apps/cli/src/messages/erasing.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase } from '../../support/database.js';
import { LetterExchange } from '../../support/letter-exchange.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { aUnitOfWork } from '../../support/worker.js';

type Ask = Staff['officeHead'];

const SECRET = 'Wanjiru-Otieno-witness';

describe('words that must be forgotten', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const exchange = new LetterExchange();
  const run = commandsOn(database, addErasingCommands);
  let staff: Staff;
  let caseOfficer: Ask;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    staff = await aStaff(api, database);
    caseOfficer = await signedIn(api, database, staff.caseOfficer);
    unitOfWork = await aUnitOfWork(database.dataSource);
    await exchange.start(database);
  }, 60_000);
  afterAll(() => exchange.stop());

  const aCase = async (): Promise<{ caseId: string; reference: string }> => {
    const begun = await aCaseAtTheOffice(staff);
    await act(staff.officeHead, begun.caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });
    return begun;
  };
  const erase = (ask: Ask, address: string, reason = 'It named a witness') =>
    ask('POST', `${address}/erasure`, { reason });
  const seal = (): Promise<number> => new SealAudit(database.dataSource, null).sealAll({ everything: true });
  const findings = async (): Promise<readonly unknown[]> =>
    (await verifyAudit(database.dataSource, { publicKey: null, checkpoints: null })).findings;

  /** Every table in which the words are still to be found. */
  async function placesOf(words: string): Promise<readonly string[]> {
    const tables = await rows<{ name: string }>(
      database.dataSource,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const found = await rows(
        database.dataSource,
        `SELECT FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || encode($1::bytea, 'hex') || '%' LIMIT 1`,
        [words],
      );
      if (found.length > 0) places.push(name);
    }
    return places.sort();
  }

  it('are gone from the whole database, with their translation; that they were there, who erased them and why stays', async () => {
    const { caseId } = await aCase();
    const posted = await staff.focalPoint('POST', `/cases/${caseId}/messages`, {
      text: `Ask ${SECRET}`,
      language: 'sw',
    });
    const { sequence } = posted.json<{ sequence: number }>();
    const address = `/cases/${caseId}/messages/${sequence}`;
    await caseOfficer('POST', `${address}/translations`, {
      language: 'fr',
      text: `Demander ${SECRET}`,
      method: 'human',
    });
    await seal();
    expect(await placesOf(SECRET)).toEqual(['public.case_message_translations', 'public.case_messages']);

    expect((await erase(staff.officeHead, address)).statusCode).toBe(204);
    expect(await placesOf(SECRET)).toEqual([]);
    const left = await staff.focalPoint('GET', address);
    expect(left.json()).toMatchObject({
      sequence,
      text: null,
      authorRole: 'focal-point',
      erasure: { erasedByName: 'Somebody', reason: 'It named a witness' },
      translations: [{ language: 'fr', text: null }],
    });
    const history = await staff.focalPoint('GET', `/cases/${caseId}/history`);
    expect(history.json<{ items: object[] }>().items.at(-1)).toMatchObject({
      type: 'words-erased',
      actorRole: 'office-head',
      reason: 'It named a witness',
    });
    expect((await staff.focalPoint('GET', `/cases/${caseId}/clocks`)).statusCode).toBe(200);
    await seal();
    expect(await findings()).toEqual([]);
    expect((await erase(staff.officeHead, address)).json()).toMatchObject({
      status: 409,
      code: 'erasing.done_already',
    });
    await expect(
      database.dataSource.query(`UPDATE case_messages SET erasure_reason = 'other' WHERE case_id = $1`, [caseId]),
    ).rejects.toThrow('refused');
  });

  it('take the mail they came in with them: its whole text, and its files with their names', async () => {
    const { theCase, replyTo } = await exchange.aLetter();
    const attachments = [{ filename: `${SECRET}.txt`, content: `Ask ${SECRET}`, contentType: 'text/plain' }];
    const text = `Ask ${SECRET}\n\nOn 23 Nov 2026, Upon Request wrote:\n> Who is it?\n`;
    expect(await exchange.send({ from: theCase.focalPoint.email, to: replyTo, text, attachments })).toBe(250);
    expect(await placesOf(SECRET)).toEqual([
      'public.case_messages',
      'public.inbound_replies',
      'public.quarantined_contents',
      'public.quarantined_files',
    ]);
    const manager = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['hq-manager'] }));
    const [message] = (await manager('GET', `/cases/${theCase.caseId}/messages`)).json<{
      items: { sequence: number }[];
    }>().items;
    const address = `/cases/${theCase.caseId}/messages/${message?.sequence}`;
    expect((await erase(manager, address)).statusCode).toBe(204);
    expect(await placesOf(SECRET)).toEqual([]);
    expect((await manager('GET', address)).json()).toMatchObject({
      text: null,
      wholeText: null,
      attachments: [{ name: '—', status: 'discarded' }],
    });
  });

  it('of a note leave no trace for the State', async () => {
    const { caseId } = await aCase();
    const written = await caseOfficer('POST', `/cases/${caseId}/notes`, { text: `Beware of ${SECRET}` });
    const { id } = written.json<{ id: string }>();
    const before = (await staff.focalPoint('GET', `/cases/${caseId}/history`)).body;
    expect((await erase(staff.officeHead, `/cases/${caseId}/notes/${id}`)).statusCode).toBe(204);
    expect(await placesOf(SECRET)).toEqual([]);
    expect((await staff.focalPoint('GET', `/cases/${caseId}/history`)).body).toBe(before);
    expect((await caseOfficer('GET', `/cases/${caseId}/notes`)).json()).toMatchObject({
      items: [{ id, text: null, erasure: { reason: 'It named a witness' } }],
    });
    const audited = await rows(
      database.dataSource,
      `SELECT detail FROM audit_records WHERE kind = 'note-erased' AND subject_id = $1`,
      [caseId],
    );
    expect(audited).toEqual([{ detail: { noteId: id } }]);
    expect((await erase(staff.officeHead, `/cases/${caseId}/notes/${id}`)).statusCode).toBe(409);
    const other = await aCase();
    expect((await erase(staff.officeHead, `/cases/${other.caseId}/notes/${id}`)).json()).toMatchObject({
      code: 'messages.note_not_found',
    });
  });

  it('are erased by who answers for the case, and not where they are an act', async () => {
    const { caseId } = await aCase();
    await caseOfficer('POST', `/cases/${caseId}/messages`, { text: 'Hello' });
    await act(caseOfficer, caseId, 'ask-for-information', { question: 'How many?' });
    const { items } = (await caseOfficer('GET', `/cases/${caseId}/messages`)).json<{ items: { sequence: number }[] }>();
    const [question, message] = items.map(({ sequence }) => `/cases/${caseId}/messages/${sequence}`);
    expect((await erase(staff.officeHead, question ?? '')).json()).toMatchObject({ code: 'erasing.words_of_an_act' });
    for (const ask of [caseOfficer, staff.focalPoint])
      expect((await erase(ask, message ?? '')).json()).toMatchObject({ status: 403, code: 'people.not_permitted' });
    const elsewhere = await signedIn(
      api,
      database,
      await aPerson(database.dataSource, { roles: ['office-head@ROSEN'] }),
    );
    expect((await erase(elsewhere, message ?? '')).json()).toMatchObject({ status: 404, code: 'case.not_found' });
    await database.dataSource.query(`UPDATE cases SET supporting_offices = '{ROSEN}' WHERE id = $1`, [caseId]);
    expect((await erase(elsewhere, message ?? '')).json()).toMatchObject({ status: 403, code: 'erasing.not_yours' });
  });

  it('are erased at the command line by an administrator, who sees nothing of the case', async () => {
    const { caseId, reference } = await aCase();
    const posted = await staff.focalPoint('POST', `/cases/${caseId}/messages`, { text: SECRET });
    const { sequence } = posted.json<{ sequence: number }>();
    const note = (await caseOfficer('POST', `/cases/${caseId}/notes`, { text: SECRET })).json<{ id: string }>().id;
    const administrator = await aPerson(database.dataSource, { roles: ['administrator'] });
    const officer = await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] });
    const line = (what: string, which: string, email: string) =>
      run(['erase', what, reference, which, '--reason', 'An order of the court', '--as', email, '--json']);

    await expect(line('message', String(sequence), officer.email)).rejects.toMatchObject({ code: 'erasing.not_yours' });
    expect(await line('message', String(sequence), administrator.email)).toEqual([
      JSON.stringify({ reference, message: sequence, isErased: true }),
    ]);
    await line('note', note, administrator.email);
    expect(await placesOf(SECRET)).toEqual([]);
    await expect(line('message', '0', administrator.email)).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
    const history = (await staff.focalPoint('GET', `/cases/${caseId}/history`)).json<{ items: object[] }>();
    expect(history.items.at(-1)).toMatchObject({ actorRole: 'administrator', reason: 'An order of the court' });
    // Over the network the same person has no such way.
    await expect(
      new EraseWords(unitOfWork, new PublishedWorkflows(database.dataSource)).message(administrator, {
        caseId,
        sequence,
        reason: 'x',
        asOperator: false,
      }),
    ).rejects.toMatchObject({ code: 'case.not_found' });
  });

  it('that were only quoted in a mail are kept for 90 days', async () => {
    const { theCase, replyTo } = await exchange.aLetter();
    await exchange.send({ from: theCase.focalPoint.email, to: replyTo, text: 'Yes.\n\n> Is it so?\n' });
    const whole = (): Promise<unknown> =>
      rows(database.dataSource, 'SELECT whole_text IS NOT NULL AS kept FROM inbound_replies WHERE case_id = $1', [
        theCase.caseId,
      ]);
    const received = (ago: string) =>
      database.dataSource.query('UPDATE inbound_replies SET received_at = now() - $2::interval WHERE case_id = $1', [
        theCase.caseId,
        ago,
      ]);
    const retention = new ReplyRetention(database.dataSource);
    await received('89 days');
    await retention.run();
    expect(await whole()).toEqual([{ kept: true }]);
    await received('91 days');
    await retention.run();
    expect(await whole()).toEqual([{ kept: false }]);
    expect(
      await rows(database.dataSource, 'SELECT body FROM case_messages WHERE case_id = $1', [theCase.caseId]),
    ).toEqual([{ body: 'Yes.' }]);
  });
});
