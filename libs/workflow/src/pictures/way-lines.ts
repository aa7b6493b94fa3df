import { INK, SIZE } from './colours.js';
import type { DrawnWay } from './drawing.js';
import { distance, type Point } from './geometry.js';
import type { TakenWay } from './path-so-far.js';
import { BOLD, widthOfText } from './words.js';
import { element, escapeXml } from './xml.js';

const LINE_HEIGHT = SIZE.act + 3;
const CORNER = 14;

export function wayName({ from, to }: DrawnWay): string {
  return `${from} ${to}`;
}

/** Heads of the arrows, to be defined once in a picture. Ids carry the picture's own, so that two fit on one page. */
export function arrowHeads(id: string): string {
  const head = (suffix: string, fill: string) =>
    element(
      'marker',
      {
        id: `${id}-${suffix}`,
        viewBox: '0 0 8 8',
        refX: 7.5,
        refY: 4,
        markerWidth: 9,
        markerHeight: 9,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto-start-reverse',
      },
      element('path', { d: 'M0 0.5 8 4 0 7.5z', fill }),
    );
  return element('defs', {}, head('arrow', INK.arrow), head('taken', INK.taken));
}

export function sizeOfWay(way: DrawnWay, taken: TakenWay): { readonly width: number; readonly height: number } {
  const lines = linesOf(way, taken);
  return {
    width: Math.max(...lines.map(({ text, isTaken }) => widthOfText(text, SIZE.act) * (isTaken ? BOLD : 1))) + 10,
    height: lines.length * LINE_HEIGHT + 4,
  };
}

export function wayLine(way: DrawnWay, points: readonly Point[], taken: TakenWay, id: string): string {
  const isTaken = linesOf(way, taken).some((line) => line.isTaken);
  const marker = `url(#${id}-${isTaken ? 'taken' : 'arrow'})`;
  return element('path', {
    class: isTaken ? 'way taken' : 'way',
    d: smooth(points),
    fill: 'none',
    stroke: isTaken ? INK.taken : INK.line,
    'stroke-width': isTaken ? 2.6 : 1.2,
    ...(way.acts.length > 0 && { 'marker-end': marker }),
    ...(way.back.length > 0 && { 'marker-start': marker }),
  });
}

export function wayWords(way: DrawnWay, at: Point, taken: TakenWay): string {
  const lines = linesOf(way, taken);
  const { width, height } = sizeOfWay(way, taken);
  return element(
    'g',
    { class: 'words' },
    element('rect', {
      x: at.x - width / 2 + 2,
      y: at.y - height / 2 + 1,
      width: width - 4,
      height: height - 2,
      rx: 3,
      fill: INK.paper,
      'fill-opacity': '0.9',
    }),
    ...lines.map(({ text, isTaken }, index) =>
      element(
        'text',
        {
          x: at.x,
          y: at.y - height / 2 + SIZE.act + 1 + index * LINE_HEIGHT,
          'text-anchor': 'middle',
          'font-size': SIZE.act,
          fill: isTaken ? INK.taken : INK.act,
          ...(isTaken && { 'font-weight': 600 }),
        },
        escapeXml(text),
      ),
    ),
  );
}

interface ActLine {
  readonly text: string;
  readonly isTaken: boolean;
}

/** One line for each act; a lozenge says that a gate must be settled, a turned arrow that the act leads back. */
function linesOf({ from, to, acts, back }: DrawnWay, taken: TakenWay): readonly ActLine[] {
  const lineOf = (label: string, turns: readonly number[]): ActLine => ({
    text: taken.numbered(label, turns),
    isTaken: turns.length > 0,
  });
  return [
    ...acts.map(({ name, label, needs }) =>
      lineOf(needs.length > 0 ? `◆ ${label}` : label, taken.turnsOf(name, from, to)),
    ),
    ...back.map(({ name, label }) => lineOf(`↩ ${label}`, taken.turnsOf(name, to, from))),
  ];
}

/** A line through points with its corners rounded. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${written(first)}`;
  rest.forEach((point, index) => {
    const before = points[index] ?? first;
    const next = rest[index + 1];
    if (!next) path += `L${written(point)}`;
    else path += `L${written(towards(point, before))}Q${written(point)} ${written(towards(point, next))}`;
  });
  return path;
}

/** The point a little way from a corner towards another point, at most half way there. */
function towards(corner: Point, other: Point): Point {
  const length = distance(corner, other);
  const share = length === 0 ? 0 : Math.min(0.5, CORNER / length);
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function written({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
