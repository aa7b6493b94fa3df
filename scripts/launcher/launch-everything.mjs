import { existsSync } from 'node:fs';
import { apiProgram, chooseAddresses, startSupervised, workerProgram } from './application.mjs';
import { buildStale } from './build.mjs';
import { clearDataFolder, handOver, openDataFolder } from './data-folder.mjs';
import { chooseDatabase } from './database-choice.mjs';
import { installMissing } from './install.mjs';
import { announceInstance, withdrawInstance } from './instance-file.mjs';
import { holdInstance } from './instance-lock.mjs';
import { embeddedKeys } from './keys.mjs';
import { chooseMail } from './mail-choice.mjs';
import { userForPrograms } from './node-program.mjs';
import { prepareDatabase } from './prepare-database.mjs';
import { cliProgram } from './operator-commands.mjs';
import { dataFolder, inProject } from './project.mjs';
import { PromisedPorts } from './promised-ports.mjs';
import { chooseQueue } from './queue-choice.mjs';
import { step, toStandardOutput, yellow } from './steps.mjs';

/**
 * From a checkout to a running system, one readable step after the other.
 * @param {import('./ending.mjs').Ending} ending
 * @param {{ fresh: boolean }} options
 */
export async function launchEverything(ending, { fresh }) {
  const { signal } = ending;
  const lock = await holdInstance(dataFolder);
  ending.defer(() => lock.release());
  if (fresh) await step('Forgetting the data of earlier starts', async () => clearDataFolder());

  await installMissing({ signal });
  await buildStale({ signal });
  handOver([inProject('node_modules'), inProject('dist')]);

  const data = openDataFolder();
  const ports = new PromisedPorts(toStandardOutput);
  const launch = { ending, data, ports };
  const programs = [
    apiProgram,
    workerProgram,
    cliProgram,
    inProject('scripts', 'mailbox', 'main.mjs'),
    inProject('node_modules', 'pg', 'package.json'),
  ];
  const user = userForPrograms(
    programs.filter((program) => existsSync(program)),
    data.user,
  );
  if (data.user && !user) {
    toStandardOutput(
      yellow(
        `! The user ${data.user.name} cannot read this checkout: API, worker and mailbox run as root, PostgreSQL does not`,
      ),
    );
  }

  const addresses = await chooseAddresses(ports);
  const database = await chooseDatabase(launch);
  const queue = await chooseQueue(launch);
  const mail = await chooseMail(launch, user);
  if (mail.embedded && !database.embedded) {
    toStandardOutput(yellow('! SMTP_URL is not set: letters stay in the mailbox of this machine and reach nobody'));
  }
  const keys = database.embedded ? embeddedKeys(data, user) : {};
  const ours = { ...database.env, ...queue.env, ...mail.env, ...keys, EMBEDDED: database.embedded ? '1' : '' };
  const env = { ...ours, ...addresses.env };

  const demonstration = await prepareDatabase({
    // Only this step signs in as the owner of the tables.
    env: { ...env, ...database.migrationEnv },
    ...{ user, signal, withDemonstration: database.embedded },
  });

  const common = { env, user };
  await allOf([
    startSupervised(launch, {
      ...common,
      ...{ name: 'The API', logName: 'api', program: apiProgram, readyAt: addresses.apiReadyAt },
      doneText: `API at ${addresses.publicUrl}`,
    }),
    startSupervised(launch, {
      ...common,
      ...{ name: 'The worker', logName: 'worker', program: workerProgram, readyAt: addresses.workerReadyAt },
      doneText: 'Worker',
    }),
  ]);

  announceInstance({
    address: addresses.publicUrl,
    mailFolder: data.mail,
    mailReadAt: mail.readAt,
    env: { ...ours, ...database.migrationEnv, ...addresses.env },
  });
  ending.defer(withdrawInstance);
  lock.announce(addresses.publicUrl);
  return { address: addresses.publicUrl, mailReadAt: mail.readAt, demonstration };
}

/**
 * Waits for all, even when one fails: what is still on its way up must be known before it can be stopped.
 * @param {Promise<void>[]} starts
 */
async function allOf(starts) {
  const outcomes = await Promise.allSettled(starts);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
