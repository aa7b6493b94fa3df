import { bold, dim } from './steps.mjs';

/**
 * @typedef {object} Demonstration what `users list --demonstration --json` prints
 * @property {string} password
 * @property {{ email: string, roles: { role: string }[] }[]} users
 */

const SHOWN_PER_ROLE = 3;

/**
 * The last lines of a start: where everything is, and who one can be.
 * @param {{ address: string, mailReadAt?: string | undefined, demonstration?: Demonstration | undefined }} launched
 */
export function welcome({ address, mailReadAt, demonstration }) {
  const rows = [
    ['Address', address],
    ['API pages', `${address}/api/docs`],
    ['Mail', mailReadAt ? `${mailReadAt} ${dim('(files in .data/mail)')}` : 'goes out through SMTP_URL'],
    ...(mailReadAt ? [['Answers', 'the page of a letter says how to answer it by mail']] : []),
    ['Logs', '.data/logs'],
  ];
  return [
    ...rows.map(([name, value]) => `  ${name?.padEnd(11)}${value}`),
    '',
    ...(demonstration ? accounts(demonstration) : []),
    dim('  Ctrl-C stops everything and keeps the data; npm start -- --fresh begins anew.'),
  ].join('\n');
}

/** @param {Demonstration} demonstration */
function accounts({ password, users }) {
  /** @type {Map<string, string[]>} */
  const byRole = new Map();
  for (const { roles, email } of users) {
    const role = roles[0]?.role ?? 'no role';
    byRole.set(role, [...(byRole.get(role) ?? []), email]);
  }
  const width = Math.max(...[...byRole.keys()].map((role) => role.length)) + 2;
  return [
    `  Demonstration accounts, all with the password ${bold(password)}`,
    ...[...byRole].map(([role, emails]) => {
      const more = emails.length > SHOWN_PER_ROLE ? dim(` and ${emails.length - SHOWN_PER_ROLE} more`) : '';
      return `    ${role.padEnd(width)}${emails.slice(0, SHOWN_PER_ROLE).join(', ')}${more}`;
    }),
    '',
  ];
}
