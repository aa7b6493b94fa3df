import { colourOf, INK, SIZE } from './colours.js';
import type { DrawnState } from './drawing.js';
import type { Box } from './geometry.js';
import { BOLD, widthOfText, wrapped } from './words.js';
import { element, escapeXml } from './xml.js';

/** An act told in the box of a state. */
export interface Note {
  readonly text: string;
  readonly isTaken: boolean;
}

/** What is written in the box of a state. */
export interface StateWords {
  /** The party who holds the ball, or the word for an end. */
  readonly holder: string;
  readonly notes: readonly Note[];
}

const WIDTH = 150;
const NAME_WIDTH = WIDTH - 24;
const ROUNDEST = 26;
const LINE_GAP = 3;
const NOTE_GAP = 4;

export function sizeOfState(
  state: DrawnState,
  { holder, notes }: StateWords,
): { readonly width: number; readonly height: number } {
  const name = namesOf(state);
  const sides = state.isTerminal ? 52 : 32;
  return {
    width: Math.max(
      WIDTH,
      ...notes.map(({ text, isTaken }) => widthOfText(text, SIZE.note) * (isTaken ? BOLD : 1) + sides),
      ...name.map((text) => widthOfText(text, SIZE.state) + 30),
      widthOfText(holder, SIZE.note) + sides,
    ),
    height:
      name.length * (SIZE.state + LINE_GAP) + 30 + notes.length * (SIZE.note + NOTE_GAP) + (notes.length > 0 ? 4 : 0),
  };
}

export function stateBox(
  state: DrawnState,
  at: Box,
  { holder, notes }: StateWords,
  standing: 'plain' | 'visited' | 'here',
): string {
  const colour = colourOf(state.holder);
  const names = namesOf(state);
  const top = at.y - at.height / 2;
  const below = top + 19 + names.length * (SIZE.state + LINE_GAP);
  const inkOr = (ink: string) => (standing === 'here' ? INK.paper : ink);
  const firstNote = at.y + at.height / 2 - notes.length * (SIZE.note + NOTE_GAP) + 5;
  return element(
    'g',
    { class: `state ${standing}` },
    frame(state, at, standing),
    ...names.map((text, index) =>
      line(text, at.x, top + 19 + index * (SIZE.state + LINE_GAP), SIZE.state, inkOr(INK.name), 600),
    ),
    line(state.isPaused ? `${holder} ‖` : holder, at.x, below, SIZE.note, inkOr(colour)),
    ...notes.map(({ text, isTaken }, index) =>
      line(
        text,
        at.x,
        firstNote + index * (SIZE.note + NOTE_GAP),
        SIZE.note,
        inkOr(isTaken ? INK.taken : INK.note),
        isTaken ? 600 : undefined,
      ),
    ),
  );
}

function frame(state: DrawnState, at: Box, standing: 'plain' | 'visited' | 'here'): string {
  const colour = colourOf(state.holder);
  const radius = state.isTerminal ? Math.min(at.height / 2, ROUNDEST) : 8;
  const rect = (inset: number, attributes: Readonly<Record<string, string | number>>) =>
    element('rect', {
      x: at.x - at.width / 2 + inset,
      y: at.y - at.height / 2 + inset,
      width: at.width - 2 * inset,
      height: at.height - 2 * inset,
      rx: Math.max(0, radius - inset),
      ...attributes,
    });
  const outer = rect(0, {
    fill: { plain: INK.paper, visited: INK.visited, here: INK.here }[standing],
    stroke: standing === 'plain' ? colour : INK.taken,
    'stroke-width': standing === 'plain' ? 1.4 : 2.4,
    ...(state.isPaused && { 'stroke-dasharray': '5 3' }),
  });
  return state.isTerminal ? outer + rect(4, { fill: 'none', stroke: colour, 'stroke-width': 0.8 }) : outer;
}

function namesOf({ label }: DrawnState): readonly string[] {
  return wrapped(label, SIZE.state, NAME_WIDTH);
}

function line(text: string, x: number, y: number, size: number, fill: string, weight?: number): string {
  return element(
    'text',
    { x, y, 'text-anchor': 'middle', 'font-size': size, fill, ...(weight !== undefined && { 'font-weight': weight }) },
    escapeXml(text),
  );
}
