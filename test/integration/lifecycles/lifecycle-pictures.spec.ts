import { beforeAll, describe, expect, it } from '@jest/globals';
import { lifecycleFor } from '#libs/lifecycles';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aCaseAtTheOffice, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { openTags } from '../../support/tags.js';

const database = aDatabase({ template: INHABITED });
const api = anApi(database);

describe('pictures of lifecycles', () => {
  const KID = '/lifecycles/technical-assistance-kid';
  let staff: Staff;

  beforeAll(async () => {
    staff = await aStaff(api, database);
  });

  it.each([
    ['svg', 'image/svg+xml; charset=utf-8', '<svg '],
    ['mermaid', 'text/vnd.mermaid; charset=utf-8', 'stateDiagram-v2\n'],
    ['bpmn', 'application/xml; charset=utf-8', '<?xml '],
    ['text', 'text/plain; charset=utf-8', 'Intake:\n'],
  ])('are given as %s', async (format, type, beginning) => {
    const answer = await staff.focalPoint('GET', `${KID}/versions/1/diagram?format=${format}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(answer.body.startsWith(beginning)).toBe(true);
  });

  it('are in the language asked for', async () => {
    const answer = await staff.focalPoint('GET', `${KID}/versions/1/diagram`, undefined, {
      headers: { 'accept-language': 'fr' },
    });
    expect(answer.headers['content-language']).toBe('fr');
    expect(answer.body).toContain('Brouillon');
    expect(openTags(answer.body)).toEqual([]);
  });

  it.each([
    [`${KID}/versions/9/diagram`, 404],
    ['/lifecycles/none/versions/1/diagram', 404],
    [`${KID}/versions/1/diagram?format=png`, 422],
    [`${KID}/versions/1/diagram?colour=red`, 422],
  ])('are refused at %s with %i', async (url, status) => {
    expect((await staff.focalPoint('GET', url)).statusCode).toBe(status);
  });

  it('are refused where there is too much to draw, with a way out', async () => {
    const states = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`s${index}`, { phase: 'intake', holder: 'office', clock: 'none' }]),
    );
    await propose('too-large', 1, { states });
    const answer = await staff.focalPoint('GET', '/lifecycles/too-large/versions/1/diagram');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'lifecycle.too_large_to_draw']);
    const text = await staff.focalPoint('GET', '/lifecycles/too-large/versions/1/diagram?format=mermaid');
    expect(text.statusCode).toBe(200);
  });

  it('tell in words what changes from one version to another', async () => {
    const { definition } = lifecycleFor('KID');
    await propose(definition.id, 2, {
      transitions: definition.transitions.filter(({ name }) => name !== 'escalate'),
    });
    const answer = await staff.focalPoint('GET', `${KID}/differences?from=1&to=2`);
    expect(answer.json()).toEqual({
      id: definition.id,
      from: 1,
      to: 2,
      changes: [{ pointer: expect.any(String), kind: 'removed', sentence: expect.stringContaining('escalate') }],
    });
    expect((await staff.focalPoint('GET', `${KID}/differences?from=2&to=2`)).json()).toMatchObject({ changes: [] });
    expect((await staff.focalPoint('GET', `${KID}/differences?from=1&to=7`)).statusCode).toBe(404);
    expect((await staff.focalPoint('GET', `${KID}/differences?from=1`)).statusCode).toBe(422);
  });

  it('show the way of a case to whoever may see it, and nothing to anybody else', async () => {
    const { caseId, reference } = await aCaseAtTheOffice(staff);
    const answer = await staff.focalPoint('GET', `/cases/${caseId}/diagram`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toBe(`inline; filename="${reference}.svg"`);
    expect(answer.body).toContain(`>${reference}</title>`);
    expect(answer.body).toContain('>1 · Submit<');
    expect(answer.body).toContain('>2 · Authenticate and register<');
    expect(answer.body.match(/class="state here"/g)).toHaveLength(1);
    const words = await staff.officeHead('GET', `/cases/${caseId}/diagram?format=text`);
    expect(words.body).toMatch(
      /^Assigned to an office: now here\nthe way so far, in its order:\n {2}1\. Submit → Submitted/,
    );

    const stranger = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['focal-point@MLI'] }));
    const absent = await stranger('GET', '/cases/01935d1e-0000-7000-8000-000000000001/diagram');
    const invisible = await stranger('GET', `/cases/${caseId}/diagram`);
    expect([absent.statusCode, invisible.statusCode]).toEqual([404, 404]);
    expect(invisible.json<{ code: string }>().code).toBe(absent.json<{ code: string }>().code);
    expect((await staff.focalPoint('GET', `/cases/${caseId}/diagram?format=bpmn`)).statusCode).toBe(422);
  });
});

/** A proposed version, put there directly: what is drawn and compared need not be published. */
async function propose(id: string, version: number, change: object): Promise<void> {
  const { definition } = lifecycleFor('KID');
  await database.dataSource.query(
    `INSERT INTO lifecycle_versions (id, version, document, checksum, origin, areas)
     VALUES ($1, $2, $3, 'of no matter here', 'uploaded', '{}')`,
    [id, version, JSON.stringify({ ...definition, ...change, id, version })],
  );
}
