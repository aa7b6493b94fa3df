import type { WorkflowDefinition } from '../definition.js';
import { labelOf } from '../labels.js';
import { colourOf, INK, SIZE } from './colours.js';
import type { Drawing } from './drawing.js';
import { arrowsIn, isRightToLeft, readingIn } from './reading.js';
import { widthOfText, wrapped } from './words.js';
import { element, escapeXml } from './xml.js';

const ROW = 20;
const NEED_ROW = 16;
const MARGIN = 16;
const GAP = 26;

interface Entry {
  readonly text: string;
  readonly colour: string;
}

/** What has to be settled before acts, act by act: the gates, which have no place among the states they run beside. */
export function needsList(
  { ways, told }: Drawing,
  definition: WorkflowDefinition,
  language: string,
  width: number,
): { readonly drawn: string; readonly height: number } {
  const label = (key: string) => labelOf(definition, key, language);
  const shown = new Set([...ways.flatMap(({ acts }) => acts.map(({ name }) => name)), ...told.map(({ act }) => act)]);
  const lines = [...new Map(definition.transitions.map((act) => [act.name, act])).values()]
    .filter(({ name, needs = [] }) => needs.length > 0 && shown.has(name))
    .flatMap(({ name, needs = [] }) => {
      const settled = needs.map(
        ({ gate, isOneOf }) =>
          `${label(`gate.${gate}`)} (${isOneOf.map((state) => label(`gate.${gate}.${state}`)).join(' / ')})`,
      );
      return wrapped(`◆ ${label(`act.${name}`)}: ${settled.join('; ')}`, SIZE.note, width - 2 * MARGIN);
    });
  // The beginning of a line is on the right where one reads from there.
  const x = isRightToLeft(language) ? width - MARGIN : MARGIN;
  const drawn = lines.map((text, index) =>
    element(
      'text',
      { x, y: (index + 1) * NEED_ROW, 'text-anchor': 'start', 'font-size': SIZE.note, fill: INK.note },
      escapeXml(text),
    ),
  );
  return { drawn: drawn.join(''), height: lines.length === 0 ? 0 : lines.length * NEED_ROW + 8 };
}

/** The signs of a picture with their meaning, in as many rows as they need. Only signs that are there. */
export function legend(
  drawing: Drawing,
  definition: WorkflowDefinition,
  language: string,
  hasPath: boolean,
  width: number,
): { readonly drawn: string; readonly width: number; readonly height: number } {
  const entries = entriesOf(drawing, definition, language, hasPath);
  const rows: { readonly entries: Entry[]; width: number }[] = [];
  for (const entry of entries) {
    const needed = widthOfText(entry.text, SIZE.act) + GAP;
    const last = rows.at(-1);
    if (last && last.width + needed <= width - MARGIN) {
      last.entries.push(entry);
      last.width += needed;
    } else rows.push({ entries: [entry], width: MARGIN + needed });
  }
  const drawn = rows.flatMap((row, index) => {
    let x = MARGIN;
    return row.entries.map(({ text, colour }) => {
      const room = widthOfText(text, SIZE.act) + GAP;
      const middle = x + (room - GAP) / 2;
      x += room;
      return element(
        'text',
        { x: middle, y: (index + 1) * ROW, 'text-anchor': 'middle', 'font-size': SIZE.act, fill: colour },
        escapeXml(text),
      );
    });
  });
  return { drawn: drawn.join(''), width: Math.max(0, ...rows.map((row) => row.width)), height: rows.length * ROW + 14 };
}

function entriesOf(
  { states, ways, told }: Drawing,
  definition: WorkflowDefinition,
  language: string,
  hasPath: boolean,
): readonly Entry[] {
  const means = readingIn(language);
  const acts = ways.flatMap((way) => way.acts);
  const sign = (isThere: boolean, text: string, colour: string = INK.act): readonly Entry[] =>
    isThere ? [{ text, colour }] : [];
  const holders = [...new Set(states.filter(({ isTerminal }) => !isTerminal).map(({ holder }) => holder))];
  return [
    ...holders.map((holder) => ({
      text: `▬ ${labelOf(definition, `party.${holder}`, language)}`,
      colour: colourOf(holder),
    })),
    ...sign(
      states.some(({ isPaused }) => isPaused),
      `‖ ${means.paused}`,
    ),
    ...sign(
      acts.some(({ needs }) => needs.length > 0),
      `◆ ${means.gate}`,
    ),
    ...sign(
      ways.some(({ back }) => back.length > 0),
      `↩ ${means.back}`,
    ),
    ...sign(
      ways.some(({ from, to }) => from === to),
      `↻ ${means.stays}`,
    ),
    ...sign(
      told.some(({ to }) => states.some(({ name, isTerminal }) => name === to && isTerminal)),
      `${arrowsIn(language).end} ${means.ends}`,
    ),
    ...sign(hasPath, `1, 2, … ${means.taken}`, INK.taken),
  ];
}
