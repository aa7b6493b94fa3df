/** Twelve characters are asked for; what they are is left to the person (NIST SP 800-63B, 3.1.1). */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

/** Fewer different characters than this are a pattern, however long. */
const FEWEST_DIFFERENT = 5;

/**
 * Long passwords that many people choose, without what they add at either end: figures, signs, an exclamation mark.
 * Lists of leaked passwords begin with short ones; of twelve characters and more these roots and walks remain.
 */
const COMMON_ROOTS = [
  'administrator',
  'abcdefghijkl',
  'adminadminadmin',
  'asdfghjklzxc',
  'changeme',
  'changemenow',
  'correcthorsebatterystaple',
  'football',
  'iloveyouforever',
  'iloveyousomuch',
  'letmein',
  'letmeinplease',
  'liverpool',
  'manchesterunited',
  'mypassword',
  'newpassword',
  'passphrase',
  'password',
  'passwordpassword',
  'qazwsxedcrfv',
  'qwertyuiop',
  'qwertyuiopasdfghjkl',
  'qwertzuiop',
  'azertyuiop',
  'superman',
  'thisismypassword',
  'trustno',
  'uponrequest',
  'unitednations',
  'unodc',
  'welcome',
  'welcometo',
  'zaqxswcdevfr',
  'zxcvbnmasdfg',
  'q1w2e3r4t5y6',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'zaq12wsxcde3',
  'a1b2c3d4e5f6',
  'abc123abc123',
  'p@ssw0rd',
  'passw0rd',
  'motdepasse',
  'contraseña',
  'пароль',
  'secret',
];

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'pattern' | 'personal';

const MESSAGES: Readonly<Record<PasswordFault, string>> = {
  too_short: `A password has at least ${PASSWORD_LENGTH.min} characters; several words are easier to keep in mind than one`,
  too_long: `A password has at most ${PASSWORD_LENGTH.max} characters`,
  common: 'Many people choose this one, and whoever tries passwords begins with it',
  pattern: 'This is a pattern of few characters',
  personal: 'This is made from your name or address',
};

/** What is wrong with a password somebody chooses; nothing if it will do. */
export function faultOfPassword(
  password: string,
  person: { readonly email: string; readonly displayName: string },
): PasswordFault | null {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < PASSWORD_LENGTH.min) return 'too_short';
  if (characters.length > PASSWORD_LENGTH.max) return 'too_long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < FEWEST_DIFFERENT || isWalk(plain)) return 'pattern';
  const root = rootOf(plain);
  if (COMMON_ROOTS.some((common) => root === rootOf(common) || plain === common)) return 'common';
  const own = [
    person.email.split('@')[0] ?? '',
    person.email.split('@')[1]?.split('.')[0] ?? '',
    ...person.displayName.split(/\s+/),
  ];
  const rest = own
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4)
    .reduce((text, word) => text.replaceAll(word, ''), plain);
  return rest.length < plain.length && rest.length < PASSWORD_LENGTH.min / 2 ? 'personal' : null;
}

export function messageOf(fault: PasswordFault): string {
  return MESSAGES[fault];
}

/** What is left without figures and signs at either end and with letters where signs stand for them. */
function rootOf(text: string): string {
  return text
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('$', 's')
    .replace(/[^\p{L}]/gu, '');
}

/** `123456789012`, `abcdefghijkl`, and the same backwards. */
function isWalk(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, index) => (character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  const monotone = steps.filter((step) => Math.abs(step) <= 1).length;
  return monotone / steps.length > 0.8;
}
