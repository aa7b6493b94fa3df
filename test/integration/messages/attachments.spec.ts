import { deflateRawSync } from 'node:zlib';
import { loadReferenceData, rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { LetterExchange } from '../../support/letter-exchange.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly sniffedType: string | null;
  readonly obstacle: string | null;
}

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n');
/** The beginning of every program for Windows. */
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

/** A ZIP archive of one compressed file. */
function zipOf(name: string, text: string): Buffer {
  const [content, packed] = [Buffer.from(text), deflateRawSync(text)];
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}
const documentOf = (type: string): Buffer =>
  zipOf('[Content_Types].xml', `<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`);
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const DOCM = 'application/vnd.ms-word.document.macroenabled.12';

describe('an attachment of an answer by mail', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const exchange = new LetterExchange();
  const asking = async (role: string): Promise<Ask> =>
    signedIn(api, database, await aPerson(database.dataSource, { roles: [role] }));

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    await exchange.start(database);
  }, 60_000);
  afterAll(() => exchange.stop());

  /** A case led by the office in Nairobi, on which the focal point has answered by mail with these files. */
  async function answeredWith(
    ...files: readonly { name: string; type?: string; content: Buffer }[]
  ): Promise<{ caseId: string; list: (ask: Ask, query?: string) => Promise<readonly Attachment[]> }> {
    const { theCase, replyTo } = await exchange.aLetter();
    await database.dataSource.query(`UPDATE cases SET lead_office = 'ROEA' WHERE id = $1`, [theCase.caseId]);
    const attachments = files.map(({ name, type, content }) => ({
      filename: name,
      content,
      contentType: type ?? 'application/octet-stream',
    }));
    expect(
      await exchange.send({ from: theCase.focalPoint.email, to: replyTo, text: 'See the files', attachments }),
    ).toBe(250);
    const { caseId } = theCase;
    const list = async (ask: Ask, query = ''): Promise<readonly Attachment[]> =>
      (await ask('GET', `/cases/${caseId}/attachments${query}`)).json<{ items: Attachment[] }>().items;
    return { caseId, list };
  }
  const nameOf = (file: Attachment | undefined): string => file?.name ?? '';

  it('is listed with its size, the type that was declared and the one it is', async () => {
    const { caseId, list } = await answeredWith(
      { name: 'list.pdf', type: 'application/pdf', content: PDF },
      {
        name: 'letter.docx',
        content: documentOf('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
      },
      { name: 'macros.docx', content: documentOf('application/vnd.ms-word.document.macroEnabled.main+xml') },
      { name: 'also.docm', content: documentOf('application/vnd.ms-word.document.macroEnabled.main+xml') },
      { name: 'list2.pdf', type: 'application/pdf', content: EXE },
      { name: 'setup.exe', content: EXE },
      { name: 'people.csv', type: 'text/csv', content: Buffer.from('name;office\nÉlodie;1\n') },
      { name: 'noise.txt', type: 'text/plain', content: Buffer.from([0xff, 0, 1, 2]) },
    );
    const officer = await asking('case-officer@ROEA');
    const found = [...(await list(officer, '?status=quarantined'))].reverse();
    expect(found.map((file) => [nameOf(file), file.sniffedType, file.obstacle])).toEqual([
      ['list.pdf', 'application/pdf', null],
      ['letter.docx', DOCX, null],
      ['macros.docx', DOCM, 'content_differs'],
      ['also.docm', DOCM, 'kind_not_permitted'],
      ['list2.pdf', 'application/x-msdownload', 'content_differs'],
      ['setup.exe', 'application/x-msdownload', 'kind_not_permitted'],
      ['people.csv', 'text/plain', null],
      ['noise.txt', null, 'content_differs'],
    ]);
    expect(found[0]).toMatchObject({ declaredType: 'application/pdf', sizeBytes: PDF.length, status: 'quarantined' });
    const page = await officer('GET', `/cases/${caseId}/attachments?limit=5`);
    const next = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(page.headers['link']))?.[1] ?? '';
    expect((await officer('GET', next)).json()).toMatchObject({ items: [{}, {}, {}], nextBefore: null });
    for (const file of found)
      expect((await officer('GET', `/cases/${caseId}/attachments/${file.id}/content`)).json()).toMatchObject({
        status: 409,
        code: 'attachments.not_released',
      });
  });

  it('can be downloaded by whoever sees the conversation once an officer has released it, and is never shown in a page', async () => {
    const { caseId, list } = await answeredWith({ name: 'Liste "à jour".pdf', type: 'application/pdf', content: PDF });
    const [officer, focalPoint] = [await asking('triage-officer@ROEA'), await asking('focal-point@KEN')];
    const [file] = await list(officer);
    const address = `/cases/${caseId}/attachments/${file?.id}`;
    expect((await officer('POST', `${address}/release`, { reason: 'The list we asked for' })).statusCode).toBe(204);

    for (const reader of [officer, focalPoint]) {
      const answer = await reader('GET', `${address}/content`);
      expect([answer.statusCode, answer.rawPayload.equals(PDF)]).toEqual([200, true]);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="Liste __ jour_.pdf"; filename*=UTF-8''Liste%20%22%C3%A0%20jour%22.pdf`,
        'content-security-policy': expect.stringContaining('sandbox') as unknown,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      });
    }
    const history = (await focalPoint('GET', `/cases/${caseId}/history`)).json<{ items: object[] }>();
    expect(history.items.at(-1)).toMatchObject({
      type: 'attachment-released',
      actorRole: 'triage-officer',
      reason: 'The list we asked for',
    });
    const messages = (await focalPoint('GET', `/cases/${caseId}/messages`)).json<{ items: { sequence: number }[] }>();
    const message = await focalPoint('GET', `/cases/${caseId}/messages/${messages.items[0]?.sequence}`);
    expect(message.json()).toMatchObject({ attachments: [{ status: 'released', reason: 'The list we asked for' }] });
    expect((await officer('POST', `${address}/discard`, { reason: 'no' })).json()).toMatchObject({
      status: 409,
      code: 'attachments.settled',
    });
    const stranger = await asking('focal-point@NER');
    expect((await stranger('GET', `${address}/content`)).json()).toMatchObject({ code: 'case.not_found' });
  });

  it('is not released by anybody if it is a program or not what it says', async () => {
    const { caseId, list } = await answeredWith(
      { name: 'list.pdf', type: 'application/pdf', content: EXE },
      { name: 'setup.exe', content: EXE },
      { name: 'list.txt', type: 'text/html', content: Buffer.from('<script>alert(1)</script>') },
    );
    const head = await asking('office-head@ROEA');
    for (const file of await list(head)) {
      const answer = await head('POST', `/cases/${caseId}/attachments/${file.id}/release`, { reason: 'I want it' });
      expect(answer.json()).toMatchObject({
        status: 409,
        code: 'attachments.not_releasable',
        obstacle: expect.any(String) as unknown,
      });
    }
    expect(await list(head, '?status=quarantined')).toHaveLength(3);
  });

  it('loses its content when it is discarded, but for the copies on other cases', async () => {
    const same = { name: 'a.pdf', type: 'application/pdf', content: Buffer.concat([PDF, Buffer.from('shared')]) };
    const [first, second] = [await answeredWith(same), await answeredWith(same)];
    const officer = await asking('case-officer@ROEA');
    const discard = async ({ caseId, list }: typeof first): Promise<void> => {
      const [file] = await list(officer);
      const address = `/cases/${caseId}/attachments/${file?.id}`;
      expect((await officer('POST', `${address}/discard`, { reason: 'Not asked for' })).statusCode).toBe(204);
      expect((await officer('GET', `${address}/content`)).json()).toMatchObject({ status: 409 });
      expect(await list(officer)).toMatchObject([{ status: 'discarded', reason: 'Not asked for' }]);
    };
    const kept = (): Promise<unknown[]> =>
      rows(database.dataSource, `SELECT FROM quarantined_contents WHERE position('shared'::bytea IN content) > 0`);
    await discard(first);
    expect(await kept()).toHaveLength(1);
    await discard(second);
    expect(await kept()).toHaveLength(0);
  });

  it('is decided on by officers of the lead office alone; until one leads, by the desk that registers', async () => {
    const { caseId, list } = await answeredWith({ name: 'a.pdf', content: PDF }, { name: 'b.pdf', content: PDF });
    const [file] = await list(await asking('case-officer@ROEA'));
    const release = async (role: string): Promise<unknown> =>
      (
        await (
          await asking(role)
        )('POST', `/cases/${caseId}/attachments/${file?.id}/release`, { reason: 'why' })
      ).json();
    for (const role of ['focal-point@KEN', 'permanent-mission@KEN', 'hq-manager', 'intake-officer@HQ'])
      expect(await release(role)).toMatchObject({ status: 403, code: 'attachments.not_yours' });
    expect(await release('case-officer@ROSEN')).toMatchObject({ status: 404, code: 'case.not_found' });
    await database.dataSource.query('UPDATE cases SET lead_office = NULL WHERE id = $1', [caseId]);
    const intake = await asking('intake-officer@HQ');
    const address = `/cases/${caseId}/attachments/${file?.id}/release`;
    expect((await intake('POST', address, { reason: ' ' })).statusCode).toBe(422);
    expect((await intake('POST', address, { reason: 'why' })).statusCode).toBe(204);
  });
});
