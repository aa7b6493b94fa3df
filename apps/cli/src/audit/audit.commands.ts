import { readFile } from 'node:fs/promises';
import {
  AuditKey,
  AuditPublicKey,
  type AuditVerification,
  CheckpointFile,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

interface VerifyOptions {
  readonly publicKey?: string;
  readonly checkpoints?: string;
  readonly json: boolean;
}

/** `audit …`: the chain over everything that happened. */
export function addAuditCommands(program: Command, tools: OperatorTools, environment: NodeJS.ProcessEnv): void {
  const audit = program
    .command('audit')
    .description('the chain over everything that happened, and the key it is signed with');

  audit
    .command('verify')
    .description(
      'recompute the chain from what it covers and name what is not as it was left; exit code 1 if there is anything',
    )
    .option('--public-key <file>', 'PEM; by default the key of AUDIT_KEY_FILE')
    .option('--checkpoints <file>', 'best a copy from elsewhere; by default AUDIT_CHECKPOINT_FILE')
    .option('--json', 'print JSON', false)
    .action(async (options: VerifyOptions) => {
      const keyFile = options.publicKey ?? environment['AUDIT_KEY_FILE'];
      const checkpointFile = options.checkpoints ?? environment['AUDIT_CHECKPOINT_FILE'];
      // The public half can be had of either file.
      const publicKey = keyFile ? AuditPublicKey.fromPem(await readFile(keyFile)) : null;
      const checkpoints = checkpointFile ? new CheckpointFile(checkpointFile) : null;
      const verification = await tools.withDatabase((dataSource) =>
        verifyAudit(dataSource, { publicKey, checkpoints }),
      );
      if (options.json) tools.print(JSON.stringify(verification));
      else for (const line of linesOf(verification)) tools.print(line);
      if (verification.findingCount > 0) process.exitCode = 1;
    });

  audit
    .command('seal')
    .description('take in and sign at once what is not in the chain yet, however old')
    .option('--json', 'print JSON', false)
    .action(async (options: { json: boolean }) => {
      const [keyFile, checkpointFile] = [environment['AUDIT_KEY_FILE'], environment['AUDIT_CHECKPOINT_FILE']];
      const signing =
        keyFile && checkpointFile
          ? { key: await AuditKey.fromFile(keyFile), checkpoints: new CheckpointFile(checkpointFile) }
          : null;
      const sealed = await tools.withDatabase((dataSource) =>
        new SealAudit(dataSource, signing).sealAll({ everything: true }),
      );
      tools.print(
        options.json
          ? JSON.stringify({ sealed, isSigned: signing !== null })
          : `${sealed} entries sealed${signing ? '' : ', nothing signed: no key is named'}`,
      );
    });

  audit
    .command('new-key')
    .description('write a new signing key where there is none yet')
    .requiredOption('--file <file>', 'outside the database and readable by the worker only')
    .option('--json', 'print JSON', false)
    .action(async (options: { file: string; json: boolean }) => {
      const key = await AuditKey.create(options.file);
      tools.print(
        options.json
          ? JSON.stringify({ keyId: key.id, publicKey: key.publicKey.toPem() })
          : key.publicKey.toPem().trimEnd(),
      );
    });

  audit
    .command('public-key')
    .description('print the public half of AUDIT_KEY_FILE, for everybody who checks')
    .action(async () => {
      const keyFile = environment['AUDIT_KEY_FILE'];
      if (!keyFile) throw new Error('AUDIT_KEY_FILE names no key');
      tools.print(
        AuditPublicKey.fromPem(await readFile(keyFile))
          .toPem()
          .trimEnd(),
      );
    });
}

function* linesOf(verification: AuditVerification): Generator<string> {
  const { entries, erased, caseSeals, checkpoints, vouchedUpTo, findingCount, findings } = verification;
  yield `${entries} entries, ${erased} of them with erased content; ${caseSeals} seals of cases; ${checkpoints} checkpoints`;
  for (const { code, what } of findings) yield `${code}: ${what}`;
  if (findingCount > findings.length) yield `… and ${findingCount - findings.length} more`;
  if (findingCount === 0) yield 'Nothing was edited, removed, put in or reordered, as far as the database can tell.';
  yield vouchedUpTo === 0
    ? 'No signed checkpoint was at hand: that nobody rewrote the whole chain, or cut off its end, only a checkpoint from outside can show.'
    : `Signed checkpoints vouch for entries 1 to ${vouchedUpTo}. That nothing after ${vouchedUpTo} was rewritten or cut off only a later checkpoint can show.`;
}
