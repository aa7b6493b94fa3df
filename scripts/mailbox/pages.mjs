/** @param {string} text */
const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} title @param {string} body */
const page = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
  table { border-collapse: collapse; width: 100% } th, td { text-align: start; padding: .4rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: 1rem; font: inherit }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b } pre { background: #262626 } a { color: #9cf } th, td { border-color: #444 } }
</style></head><body>${body}</body></html>
`;

/** @param {{ total: number, letters: import('./letters.mjs').Letter[] }} box */
export function listPage({ total, letters }) {
  const rows = letters.map(
    ({ id, date, to, subject }) =>
      `<tr><td>${escape(date)}</td><td dir="auto">${escape(to)}</td><td dir="auto"><a href="/letters/${id}">${escape(subject)}</a></td></tr>`,
  );
  const shown = letters.length < total ? `, the latest ${letters.length} shown` : '';
  return page(
    'Mailbox',
    `<h1>Mailbox</h1><p>${total} letters${shown}. They were kept here; none left this machine.</p>
<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
  );
}

/**
 * @param {import('./letters.mjs').Letter} letter
 * @param {string | undefined} answersTo the server that takes answers
 */
export function letterPage({ id, from, to, subject, date, text, replyTo }, answersTo) {
  const answer = answersTo && replyTo ? howToAnswer({ to, replyTo, answersTo }) : '';
  return page(
    subject,
    `<p><a href="/">All letters</a></p><h1 dir="auto">${escape(subject)}</h1>
<p dir="auto">From ${escape(from)}<br>To ${escape(to)}<br>Sent ${escape(date)}</p>
<pre dir="auto">${escape(text)}</pre><p><a href="/letters/${id}.eml">As it came over the wire</a></p>${answer}`,
  );
}

/**
 * A mailbox that sends nothing cannot answer either; a line for the terminal can, as the person the letter was to.
 * @param {{ to: string, replyTo: string, answersTo: string }} letter
 */
function howToAnswer({ to, replyTo, answersTo }) {
  const [from, recipient] = [to, replyTo].map((address) => address.replace(/[^\w.+@-]/g, ''));
  const command = `printf 'From: ${from}\\nSubject: Re\\n\\nYour words.\\n' | curl -sS --crlf ${answersTo} --mail-from ${from} --mail-rcpt ${recipient} --upload-file -`;
  return `<h2>To answer it by mail</h2><pre><code>${escape(command)}</code></pre>`;
}

export const absentPage = () => page('Not here', '<h1>Not here</h1><p><a href="/">All letters</a></p>');
