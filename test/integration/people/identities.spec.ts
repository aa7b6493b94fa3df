import { rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addUsersCommands } from '../../../apps/cli/src/people/users.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { until } from '../../support/until.js';
import { aConfiguration, startWorker } from '../../support/worker.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const ISSUER = 'https://id.example.org';

describe('the identities by which an account is entered', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const mail = new MailServer();
  let administrator: Ask & { readonly personId: string };
  let stop: () => Promise<unknown>;

  const link = (personId: string, subject: string, ask: Ask = administrator, issuer = ISSUER) =>
    ask('POST', `/people/${personId}/identities`, { issuer, subject });
  const of = async (personId: string): Promise<readonly { id: string; subject: string }[]> =>
    (await administrator('GET', `/people/${personId}/identities`)).json<{ items: { id: string; subject: string }[] }>()
      .items;
  const onRecord = (personId: string) =>
    rows<{ kind: string; actor: string | null; detail: Record<string, string> }>(
      database.dataSource,
      `SELECT kind, actor_id AS actor, detail FROM audit_records WHERE subject_id = $1 AND kind LIKE 'identity-%' ORDER BY id`,
      [personId],
    );
  /** Subjects of the mails to an address so far, once there are so many. */
  const mailsTo = (address: string, count: number) =>
    until(`${count} mails have come`, () => {
      const received = mail.received.filter(({ to }) => to.includes(address));
      return received.length >= count && received;
    });

  beforeAll(async () => {
    const person = await aPerson(database.dataSource, { roles: ['administrator'] });
    administrator = Object.assign(await signedIn(api, database, person), { personId: person.personId });
    await mail.start();
    const worker = await startWorker(
      aConfiguration({
        databaseUrl: database.url,
        queue: { backend: 'postgres', url: database.url },
        smtpUrl: mail.url,
      }),
    );
    stop = () => worker.stop();
  }, 60_000);
  afterAll(async () => {
    await stop();
    await mail.stop();
  });

  it('are linked and unlinked by an administrator, on record, and the person concerned is told', async () => {
    const ana = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const answer = await link(ana.personId, 'sub-1');
    expect(answer.statusCode).toBe(201);
    const { id } = answer.json<{ id: string }>();
    expect(answer.json()).toEqual({ id, issuer: ISSUER, subject: 'sub-1', linkedAt: expect.any(String) });
    const own = await (await signedIn(api, database, ana))('GET', '/me/identities');
    expect(own.json()).toEqual({ items: [answer.json()] });
    expect((await administrator('DELETE', `/people/${ana.personId}/identities/${id}`)).statusCode).toBe(204);
    expect(await of(ana.personId)).toEqual([]);

    const actor = administrator.personId;
    const detail = { issuer: ISSUER, identityId: id };
    expect(await onRecord(ana.personId)).toEqual([
      { kind: 'identity-linked', actor, detail },
      { kind: 'identity-unlinked', actor, detail },
    ]);
    const told = await mailsTo(ana.email, 2);
    expect(told.map(({ source }) => headerOf({ source, to: [] }, 'Subject')).sort()).toEqual([
      'A way to sign in was added to your account',
      'A way to sign in was taken from your account',
    ]);
    for (const { source } of told) expect(source).not.toMatch(/sub-1|id\.example/);
  });

  it('are one account’s each: another’s is a conflict that does not say whose, and the own is left as it is', async () => {
    const [ana, ben] = [await aPerson(database.dataSource), await aPerson(database.dataSource)];
    const first = await link(ana.personId, 'sub-2');
    const taken = await link(ben.personId, 'sub-2');
    expect(taken.json()).toMatchObject({ status: 409, code: 'people.identity_taken' });
    expect(taken.body).not.toContain(ana.personId);
    expect((await link(ana.personId, 'sub-2')).json()).toEqual(first.json());
    expect(await onRecord(ana.personId)).toHaveLength(1);
    expect(await onRecord(ben.personId)).toEqual([]);
    // The provider's keys are compared letter by letter, and each provider has its own.
    expect((await link(ben.personId, 'SUB-2')).statusCode).toBe(201);
    expect((await link(ben.personId, 'sub-2', administrator, 'https://other.example')).statusCode).toBe(201);
  });

  it('are given to one of two accounts that ask at the same time', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => aPerson(database.dataSource)));
    const answers = await Promise.all(people.map(({ personId }) => link(personId, 'sub-3')));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409]);
  });

  it('are not changed by whoever is no administrator, has shown no second factor, or has a token', async () => {
    const ana = await aPerson(database.dataSource, { roles: ['office-head@ROEA'] });
    const head = await signedIn(api, database, ana);
    expect((await link(ana.personId, 'sub-4', head)).json()).toMatchObject({ code: 'people.not_permitted' });
    expect((await head('GET', `/people/${ana.personId}/identities`)).statusCode).toBe(403);
    const careless = await signedIn(
      api,
      database,
      await aPerson(database.dataSource, { roles: ['administrator'] }),
      null,
    );
    expect((await link(ana.personId, 'sub-4', careless)).json()).toMatchObject({ code: 'people.step_up_needed' });
    expect(await of(ana.personId)).toEqual([]);
  });

  it('are not linked to a closed account, nor to one that is not there', async () => {
    const { personId } = await aPerson(database.dataSource);
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [personId]);
    for (const id of [personId, '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', 'nobody', '%2e%2e'])
      expect((await link(id, 'sub-5')).json()).toMatchObject({ status: 404 });
    for (const id of ['019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', "' OR 1=1"]) {
      const answer = await administrator('DELETE', `/people/${personId}/identities/${encodeURIComponent(id)}`);
      expect(answer.json()).toMatchObject({ status: 404, code: 'people.identity_not_found' });
    }
  });

  it.each([
    [{ issuer: 'http://id.example.org', subject: 's' }, ['/issuer']],
    [{ issuer: 'https://id.example.org?a=b', subject: 's' }, ['/issuer']],
    [{ issuer: 'https://user@id.example.org', subject: 's' }, ['/issuer']],
    [{ issuer: 'javascript:alert(1)', subject: 's' }, ['/issuer']],
    [{ issuer: 'https://id.example.org\r\nset-cookie: a=b', subject: 's' }, ['/issuer']],
    [{ issuer: ISSUER, subject: '' }, ['/subject']],
    [{ issuer: ISSUER, subject: 'a\u0000b' }, ['/subject']],
    [{ issuer: ISSUER, subject: 'é' }, ['/subject']],
    [{ issuer: ISSUER, subject: 'x'.repeat(256) }, ['/subject']],
    [{ issuer: ISSUER, subject: ['a', 'b'] }, ['/subject']],
    [{ issuer: ISSUER }, ['/subject']],
    [{ issuer: ISSUER, subject: 's', personId: 'me' }, ['/personId']],
    [{ issuer: ISSUER, subject: 's', id: 'mine', linkedAt: 'today' }, ['/id', '/linkedAt']],
  ])('refuse %j', async (body, pointers) => {
    const { personId } = await aPerson(database.dataSource);
    const answer = await administrator('POST', `/people/${personId}/identities`, body);
    expect(answer.statusCode).toBe(422);
    const { errors } = answer.json<{ errors: { pointer: string }[] }>();
    expect([...new Set(errors.map(({ pointer }) => pointer))]).toEqual(pointers);
    expect(await of(personId)).toEqual([]);
  });

  it('are kept at the command line as well', async () => {
    const run = commandsOn(database, addUsersCommands);
    const { email, personId } = await aPerson(database.dataSource);
    const [made] = await run(['users', 'identities', email, '--link', 'sub-6', '--issuer', ISSUER, '--json']);
    const { identities } = JSON.parse(made ?? '') as { identities: { id: string; subject: string }[] };
    expect(identities).toMatchObject([{ subject: 'sub-6' }]);
    expect(await run(['users', 'identities', email, '--unlink', identities[0]?.id ?? ''])).toEqual([]);
    expect((await onRecord(personId)).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['identity-linked', null],
      ['identity-unlinked', null],
    ]);
    await expect(run(['users', 'identities', email, '--unlink', 'none'])).rejects.toMatchObject({
      code: 'people.identity_not_found',
    });
    await expect(run(['users', 'identities', email, '--link', 'x'])).rejects.toMatchObject({
      code: 'people.identity_invalid',
    });
  });
});
