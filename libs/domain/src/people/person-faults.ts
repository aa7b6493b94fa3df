import type { DomainError } from '../errors.js';
import { LANGUAGES } from './actor.js';

type Fault = DomainError['errors'][number];

/** What is wrong with the description of a person, all of it at once. */
export function* faultsOfPerson(person: {
  readonly email: string;
  readonly displayName: string;
  readonly language: string;
  readonly timeZone: string;
}): Generator<Fault> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email) || person.email.length > 254) {
    yield { pointer: '/email', code: 'email', message: 'This is not an e-mail address' };
  }
  if (person.displayName.trim() === '' || person.displayName.length > 200) {
    yield { pointer: '/displayName', code: 'length', message: 'A name has 1 to 200 characters' };
  }
  if (!(LANGUAGES as readonly string[]).includes(person.language)) {
    yield { pointer: '/language', code: 'choice', message: `The language is one of ${LANGUAGES.join(', ')}` };
  }
  if (!isTimeZone(person.timeZone)) {
    yield {
      pointer: '/timeZone',
      code: 'time_zone',
      message: 'The time zone is an IANA name, for example Africa/Dakar',
    };
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
