/**
 * The mailbox of the embedded mode: takes every letter over SMTP, keeps it as a file, and shows it on a plain
 * page. It sends nothing on.
 */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { Letters } from './letters.mjs';
import { absentPage, letterPage, listPage } from './pages.mjs';

const HOST = '127.0.0.1';
const LARGEST_LETTER_BYTES = 25 * 1024 * 1024;

const letters = new Letters(setting('MAILBOX_FOLDER'));

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  size: LARGEST_LETTER_BYTES,
  disableReverseLookup: true,
  onData(stream, session, answer) {
    buffer(stream)
      .then(async (source) => {
        if (stream.sizeExceeded) throw Object.assign(new Error('The letter is too large.'), { responseCode: 552 });
        await letters.keep(
          source,
          session.envelope.rcptTo.map(({ address }) => address),
        );
      })
      .then(
        () => answer(null),
        (error) => answer(error),
      );
  },
});
smtp.on('error', fail);

const web = createServer((request, response) => {
  respond(request).then(
    ({ status, type, body }) =>
      response
        .writeHead(status, {
          'content-type': type,
          // A letter is somebody else's text: nothing in it may run or be fetched.
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        })
        .end(body),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      response.writeHead(500, { 'content-type': 'text/plain' }).end('The mailbox failed; see its log.\n');
    },
  );
});
web.on('error', fail);

/** @param {import('node:http').IncomingMessage} request */
async function respond({ method, url = '/' }) {
  const html = 'text/html; charset=utf-8';
  if (method !== 'GET') return { status: 405, type: 'text/plain', body: 'Only to be read.\n' };
  if (url === '/ready') return { status: 200, type: 'text/plain', body: 'ready\n' };
  if (url === '/') return { status: 200, type: html, body: listPage(await letters.latest(200)) };

  const id = /^\/letters\/([^/]+?)(\.eml)?$/.exec(url);
  const source = id?.[2] && (await letters.source(id[1] ?? ''));
  if (source) return { status: 200, type: 'text/plain; charset=utf-8', body: source };
  const letter = id && !id[2] && (await letters.read(id[1] ?? ''));
  if (letter) return { status: 200, type: html, body: letterPage(letter, process.env['MAILBOX_ANSWERS_TO']) };
  return { status: 404, type: html, body: absentPage() };
}

function stop() {
  web.close();
  web.closeAllConnections();
  smtp.close(() => process.exit(0));
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (process.env['STOP_WITH_PARENT'] === '1') process.stdin.on('end', stop).on('error', stop).resume();

smtp.listen(Number(setting('MAILBOX_SMTP_PORT')), HOST, () => web.listen(Number(setting('MAILBOX_PORT')), HOST));

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) fail(new Error(`${name} is missing`));
  return value ?? '';
}

/** @param {Error} error @returns {never} */
function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
