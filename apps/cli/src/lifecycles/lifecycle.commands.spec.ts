import { afterEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/domain';
import { lifecycleFor, lifecycles } from '#libs/lifecycles';
import { Command } from 'commander';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLifecycleCommands } from './lifecycle.commands.js';

const folders: string[] = [];

afterEach(async () => {
  process.exitCode = undefined;
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lifecycle-commands-'));
  folders.push(folder);
  return folder;
}

/** What a command prints, with the exit code it asks for; there is no database to be had. */
async function run(
  args: readonly string[],
  standardInput = '',
): Promise<{ readonly out: string; readonly code: number }> {
  const lines: string[] = [];
  const program = new Command('cli').exitOverride();
  addLifecycleCommands(program, {
    withDatabase: () => Promise.reject(new Error('A command about rules needs no database')),
    print: (line) => void lines.push(line),
    readStandardInput: () => Promise.resolve(standardInput),
  });
  await program.parseAsync(['lifecycle', ...args], { from: 'user' });
  return { out: lines.join('\n'), code: Number(process.exitCode ?? 0) };
}

const json = async (args: readonly string[], input?: string) =>
  JSON.parse((await run([...args, '--json'], input)).out) as Record<string, never>;

const kidnapping = lifecycleFor('KID').definition;
const text = (change: object = {}) => JSON.stringify({ ...kidnapping, ...change });

describe('lifecycle list', () => {
  it('shows the base and the lifecycles of the fourteen areas', async () => {
    expect((await run(['list'])).out.split('\n')).toHaveLength(16);
    expect(await json(['list'])).toMatchObject({
      lifecycles: expect.arrayContaining([
        expect.objectContaining({ id: 'technical-assistance-kid', area: 'KID', states: 20 }),
      ]),
    });
  });
});

describe('lifecycle paths', () => {
  it('prints a way for every move of every lifecycle', async () => {
    const { out, code } = await run(['paths']);
    expect(code).toBe(0);
    expect(out).not.toContain('NO WAY');
    expect(out.split('\n').at(-1)).toMatch(/^1\d{3} paths in 15 lifecycles$/);
  });

  it('prints those of one area, step by step with who takes them', async () => {
    const { out } = await run(['paths', 'KID']);
    expect(out).toContain(
      'authenticate-and-register from submitted: create > submit (focal-point) > authenticate-and-register',
    );
  });
});

describe('lifecycle check', () => {
  it('says that a sound definition can be run', async () => {
    const { out, code } = await run(['check', '-'], text());
    expect([out, code]).toEqual(['technical-assistance-kid 1 can be run', 0]);
  });

  it('tells every fault with its place and a hint, by words and by exit code', async () => {
    const broken = text({ creation: { name: 'create', to: 'darft', roles: ['nobody'] } });
    const { out, code } = await run(['check', '-'], broken);
    expect(code).toBe(1);
    expect(out).toContain('/creation/to: There is no state "darft". (unknown_state)\n  Did you mean "draft"?');
    expect(out).toContain('/creation/roles/0: ');
    expect(out).toMatch(/\n2 faults$/);
    expect(await json(['check', '-'], broken)).toMatchObject({
      outcome: 'invalid',
      faults: [
        { pointer: '/creation/to', code: 'unknown_state' },
        { pointer: '/creation/roles/0', code: 'unknown_role' },
      ],
    });
  });

  it.each(['', '{', '[]', 'null', '{"__proto__":{}}', `${'['.repeat(100_000)}`])(
    'answers %.20s with faults',
    async (document) => {
      expect((await run(['check', '-'], document)).code).toBe(1);
    },
  );

  it('names a file that cannot be read', async () => {
    await expect(run(['check', './no-such-file.json'])).rejects.toBeInstanceOf(DomainError);
  });
});

describe('lifecycle diff', () => {
  it('says in words what one lifecycle changes in another', async () => {
    const { out } = await run(['diff', 'base', 'KID']);
    expect(out).toContain('+ "submit" now requires "noLiveCaseDetail".');
    expect((await run(['diff', 'KID', 'kid'])).out).toBe('The same rules in the same words');
  });

  it('compares with a file, and refuses one with faults', async () => {
    const file = join(await aFolder(), 'next.json');
    const transitions = kidnapping.transitions.map((act) =>
      act.name === 'close' ? { ...act, confirm: !act.confirm } : act,
    );
    await writeFile(file, text({ version: 2, transitions }));
    expect((await json(['diff', 'KID', file]))['changes']).toHaveLength(1);
    await writeFile(file, '{}');
    await expect(run(['diff', 'KID', file])).rejects.toMatchObject({ code: 'cli.lifecycle_not_sound' });
  });
});

describe('lifecycle simulate', () => {
  const scenario = ['simulate', 'KID', '--cases', '60', '--office', 'ROSEN:2:3', '--seed'];

  it('prints queues, stages and promises, the same for the same seed and others for another', async () => {
    const { out } = await run([...scenario, '7']);
    expect(out).toContain('60 cases: ');
    expect(out).toMatch(/ROSEN +3 /);
    expect(out).toContain('triage-decision');
    expect((await run([...scenario, '7'])).out).toBe(out);
    expect((await run([...scenario, '8'])).out).not.toBe(out);
  });

  it('takes more from a file', async () => {
    const file = join(await aFolder(), 'scenario.json');
    await writeFile(
      file,
      JSON.stringify({ offices: { ONLY: { arrivalsPerDay: 1, capacity: 9 } }, meanHours: { triage: 1 } }),
    );
    expect(await json(['simulate', 'KID', '--cases', '20', '--scenario', file])).toMatchObject({
      scenario: { cases: 20, offices: { ONLY: { capacity: 9 } }, meanHours: { triage: 1 } },
      simulated: { cases: 20, workplaces: { ONLY: { capacity: 9 } } },
    });
  });

  it('refuses what cannot be run, with the place of each fault', async () => {
    await expect(run(['simulate', 'KID', '--cases', '0', '--office', 'ROSEN:fast:3'])).rejects.toMatchObject({
      errors: [{ pointer: '/cases' }, { pointer: '/offices/ROSEN/arrivalsPerDay' }],
    });
  });
});

describe('lifecycle diagram', () => {
  it.each([
    ['svg', '<svg'],
    ['mermaid', 'stateDiagram-v2'],
    ['bpmn', '<?xml'],
    ['text', 'Intake:'],
  ])('gives it as %s', async (format, beginning) => {
    expect((await run(['diagram', 'KID', '--format', format])).out).toMatch(
      new RegExp(`^${beginning.replace('?', '\\?')}`),
    );
  });

  it('writes a file where it is told to', async () => {
    const file = join(await aFolder(), 'kid.mmd');
    await run(['diagram', 'KID', '--format', 'mermaid', '--language', 'fr', '--out', file]);
    expect(await readFile(file, 'utf8')).toContain('Brouillon');
  });

  it('knows the names of lifecycles, and says which there are', async () => {
    expect((await run(['diagram', 'technical-assistance-kid', '--format', 'text'])).out).toBe(
      (await run(['diagram', 'kid', '--format', 'text'])).out,
    );
    await expect(run(['diagram', 'NONE'])).rejects.toThrow(lifecycles.areas().join(', '));
    await expect(run(['diagram', 'KID', '--format', 'png'])).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('lifecycle schema', () => {
  it('is a JSON Schema', async () => {
    expect(await json(['schema'])).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
    });
  });
});
