import { rotate } from './data-folder.mjs';
import { startNodeProgram } from './node-program.mjs';
import { inProject } from './project.mjs';
import { step } from './steps.mjs';
import { Supervised } from './supervisor.mjs';

/**
 * The mail server of `SMTP_URL`, or a mailbox of our own, from which no letter leaves this machine.
 * @param {import('./launch.mjs').Launch} launch
 * @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user
 * @returns {Promise<import('./launch.mjs').Choice & { readAt?: string }>}
 */
export async function chooseMail({ ending, data, ports }, user) {
  if (process.env['SMTP_URL']) {
    await step('Mail: the server of SMTP_URL', async () => undefined);
    return { embedded: false, env: {} };
  }
  return step('Starting the mailbox', async (done) => {
    const smtpPort = await ports.choose({ what: 'mail', variable: 'MAILBOX_SMTP_PORT', fallback: 8026 });
    const pagePort = await ports.choose({ what: 'the mailbox page', variable: 'MAILBOX_PORT', fallback: 8025 });
    // An address that no other server takes mail for: answers are handed to the worker on this machine.
    const replyPort = await ports.choose({ what: 'answers by mail', variable: 'REPLY_SMTP_PORT', fallback: 2525 });
    const replies = {
      REPLY_ADDRESS: process.env['REPLY_ADDRESS'] || 'reply@upon-request.invalid',
      REPLY_SMTP_HOST: '127.0.0.1',
      REPLY_SMTP_PORT: String(replyPort),
    };
    const readAt = `http://localhost:${pagePort}`;
    const logFile = data.log('mailbox');
    rotate(logFile);
    const mailbox = new Supervised({
      name: 'The mailbox',
      start: () =>
        startNodeProgram({
          name: 'The mailbox',
          program: inProject('scripts', 'mailbox', 'main.mjs'),
          env: {
            MAILBOX_FOLDER: data.mail,
            MAILBOX_SMTP_PORT: String(smtpPort),
            MAILBOX_PORT: String(pagePort),
            MAILBOX_ANSWERS_TO: `smtp://127.0.0.1:${replyPort}`,
          },
          user,
          logFile,
          readyAt: `http://127.0.0.1:${pagePort}/ready`,
          signal: ending.signal,
        }),
      logFile,
    });
    await mailbox.begin();
    ending.defer(() => mailbox.stop());
    done(`Mailbox on port ${smtpPort}, read at ${readAt}`);
    return { embedded: true, env: { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, ...replies }, readAt };
  });
}
