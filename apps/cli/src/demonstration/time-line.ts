import type { JsonValue } from '#libs/workflow';
import type { HistoryLine } from './api-answers.js';
import { holderName } from './holder-name.js';

const INDENT = ' '.repeat(10);
const WIDTH = 100;

/** The name of the person with an id; undefined for any other text. */
export type NameOf = (id: string) => string | undefined;

/** One case's history told as a story: who did what and when, in their own words, and who held the ball then. */
export function timeLine(history: readonly HistoryLine[], nameOf: NameOf): readonly string[] {
  const lines: string[] = [];
  let day = '';
  // What an act changed on the record is told by the act itself.
  const told = history.filter(({ type }) => type !== 'record-changed');
  for (const [index, entry] of told.entries()) {
    const [date = '', time = ''] = entry.occurredAt.split('T');
    if (date !== day) lines.push(...(day === '' ? [] : ['']), `${date} (times in UTC)`);
    day = date;
    if (isByItself(entry)) lines.push(`${INDENT}· ${entry.text}`);
    else if (!completesConsent(entry, told[index - 1])) {
      lines.push(`${time.slice(0, 8)}  ${sentence(entry)}`);
      for (const said of wordsIn(entry, nameOf)) lines.push(...wrap(said));
    }
    if (entry.toStateLabel !== null && entry.holder !== null)
      lines.push(`${INDENT}→ ${entry.toStateLabel}; ${ball(entry.holder)}`);
  }
  return lines;
}

/** How long each side held the ball, from the first entry to the last. */
export function ballHeld(history: readonly HistoryLine[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  let holder: string | undefined;
  let since = 0;
  for (const entry of history) {
    const at = Date.parse(entry.occurredAt);
    if (holder !== undefined) held.set(holder, (held.get(holder) ?? 0) + at - since);
    since = at;
    holder = entry.holder ?? holder;
  }
  held.delete('none');
  return held;
}

/** A requirement that opened or was settled because of what happened the line before. */
function isByItself({ type, name }: HistoryLine): boolean {
  return type === 'gate-moved' && name === null;
}

/** The second side's consent moves the case in the same breath: one line tells both. */
function completesConsent({ type, name, actorName }: HistoryLine, before: HistoryLine | undefined): boolean {
  return type === 'moved' && before?.type === 'consented' && before.name === name && before.actorName === actorName;
}

function sentence({ type, actorName, text }: HistoryLine): string {
  const who = actorName ?? 'The system';
  return type === 'request-edited' ? `${who} went on writing the request` : `${who}: ${text}`;
}

/** What was filled in, as far as people wrote or chose it. A person is told by name; the id of a document tells a reader nothing. */
function wordsIn({ input, reason }: HistoryLine, nameOf: NameOf): readonly string[] {
  const words = Object.entries(input).flatMap(([name, value]) => {
    const text = inWords(value, nameOf);
    return text === undefined ? [] : [`${asWords(name)}: ${text}`];
  });
  const isSaid = reason === null || 'reason' in input;
  return isSaid ? words : [`because: ${reason}`, ...words];
}

function inWords(value: JsonValue, nameOf: NameOf): string | undefined {
  if (typeof value === 'string') return isId(value) ? nameOf(value) : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const items = value.flatMap((item: JsonValue) => inWords(item, nameOf) ?? []);
    return items.length === 0 ? undefined : items.join('; ');
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.values(value as Readonly<Record<string, JsonValue>>).flatMap(
      (part) => inWords(part, nameOf) ?? [],
    );
    return parts.length === 0 ? undefined : parts.join(' ');
  }
  return undefined;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function asWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function ball(holder: string): string {
  return holder === 'none' ? 'nobody’s turn any more' : `it is the turn of ${holderName(holder)}`;
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - INDENT.length) {
      lines.push(INDENT + line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, INDENT + line];
}
