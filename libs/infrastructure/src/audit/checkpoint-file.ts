import { open, readFile } from 'node:fs/promises';
import type { Checkpoint } from '#libs/domain';
import type { AuditKey } from './audit-key.js';

export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Base64. */
  readonly signature: string;
}

/**
 * Signed checkpoints, a line of JSON each, in a file outside the database. It is only ever added to and is worth what
 * the place is worth where it is kept: best a disk that the database's administrators cannot write.
 */
export class CheckpointFile {
  constructor(private readonly path: string) {}

  async append(checkpoint: Checkpoint, key: AuditKey): Promise<void> {
    const signature = key.sign({ ...checkpoint }).toString('base64');
    const file = await open(this.path, 'a', 0o640);
    try {
      await file.write(`${JSON.stringify({ checkpoint, signature })}\n`);
      // A checkpoint that a power cut takes back would be none.
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Every checkpoint; a line that is not one is given back as it is, for a verifier to name. */
  async read(): Promise<readonly (SignedCheckpoint | { readonly unreadable: number })[]> {
    const lines = (await readFile(this.path, 'utf8')).split('\n');
    return lines.flatMap((line, index) => (line === '' ? [] : [parse(line) ?? { unreadable: index + 1 }]));
  }
}

function parse(line: string): SignedCheckpoint | undefined {
  try {
    const value = JSON.parse(line) as Partial<SignedCheckpoint>;
    const { checkpoint, signature } = value;
    const isWhole =
      typeof checkpoint?.sequence === 'number' &&
      typeof checkpoint.chainHash === 'string' &&
      typeof signature === 'string';
    return isWhole ? { checkpoint, signature } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
