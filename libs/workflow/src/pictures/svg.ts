import type { WorkflowDefinition } from '../definition.js';
import { labelOf } from '../labels.js';
import { INK } from './colours.js';
import { describeLifecycle } from './description.js';
import { refuseTooLarge } from './drawing-bounds.js';
import { type Drawing, drawingOf, type DrawnState, type DrawnWay } from './drawing.js';
import { layOutInLanes, type Placed } from './lane-layout.js';
import { legend, needsList } from './legend.js';
import { notesAt } from './notes.js';
import { type PathSoFar, TakenWay } from './path-so-far.js';
import { isRightToLeft, readingIn } from './reading.js';
import { sizeOfState, stateBox, type StateWords } from './state-boxes.js';
import { arrowHeads, sizeOfWay, wayLine, wayName, wayWords } from './way-lines.js';
import { element, escapeXml } from './xml.js';

export interface DiagramOptions {
  /** BCP 47; English where a label lacks it. */
  readonly language: string;
  /** What the picture is of; the name and version of the lifecycle if absent. */
  readonly title?: string;
  /** The way a case has come, to be highlighted. */
  readonly path?: PathSoFar;
}

const LANE_LABEL = 34;
const HEADING = 34;
const MARGIN = 22;

/**
 * A lifecycle as SVG: phases as lanes, the holder of each state by colour and word, the way a case has come so far
 * highlighted and numbered. It has a title and a description for those who cannot see it, and needs no script, font or
 * style from outside; every word in it is escaped. Throws a `TooLargeToDraw` for more than `DRAWING_BOUNDS` allow.
 */
export function diagram(definition: WorkflowDefinition, { language, title, path }: DiagramOptions): string {
  refuseTooLarge(definition);
  const taken = new TakenWay(path);
  const drawing = drawingOf(definition, language);
  const ways = drawing.ways.filter(({ from, to }) => from !== to);
  const words = new Map(
    drawing.states.map((state) => [state.name, wordsOf(state, drawing, taken, definition, language)]),
  );
  const placed = place(drawing, ways, words, taken);
  const key = legend(drawing, definition, language, path !== undefined, placed.width + LANE_LABEL);
  const width = Math.ceil(Math.max(placed.width + LANE_LABEL, key.width));
  const needs = needsList(drawing, definition, language, width);
  const height = Math.ceil(HEADING - MARGIN + placed.height + key.height + needs.height);
  const heading = title ?? `${definition.id} ${definition.version}`;
  const id = `lifecycle-${definition.id}-${definition.version}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-description`,
      lang: language,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': "system-ui, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif",
      ...(isRightToLeft(language) && { direction: 'rtl' }),
    },
    element('title', { id: `${id}-title` }, escapeXml(heading)),
    element('desc', { id: `${id}-description` }, escapeXml(describeLifecycle(definition, language, path))),
    arrowHeads(id),
    element('rect', { width: '100%', height: '100%', fill: INK.paper }),
    element(
      'text',
      { x: width / 2, y: 24, 'text-anchor': 'middle', 'font-size': 15, 'font-weight': 700, fill: INK.name },
      escapeXml(heading),
    ),
    element(
      'g',
      { transform: `translate(0 ${HEADING - MARGIN})` },
      ...drawing.lanes.map(({ label }, index) => lane(label, index, placed, width)),
      element(
        'g',
        { transform: `translate(${LANE_LABEL} 0)` },
        ...ways.map((way) => wayLine(way, placed.ways.get(wayName(way))?.points ?? [], taken, id)),
        ...drawing.states.map((state) => {
          const at = placed.nodes.get(state.name);
          const written = words.get(state.name);
          return at && written ? stateBox(state, at, written, taken.standing(state.name)) : '';
        }),
        ...ways.map((way) => {
          const at = placed.ways.get(wayName(way))?.label;
          return at ? wayWords(way, at, taken) : '';
        }),
      ),
    ),
    element('g', { transform: `translate(0 ${(height - key.height - needs.height).toFixed(1)})` }, key.drawn),
    element('g', { transform: `translate(0 ${(height - needs.height).toFixed(1)})` }, needs.drawn),
  );
}

function wordsOf(
  state: DrawnState,
  drawing: Drawing,
  taken: TakenWay,
  definition: WorkflowDefinition,
  language: string,
): StateWords {
  return {
    holder: state.isTerminal ? readingIn(language).end : labelOf(definition, `party.${state.holder}`, language),
    notes: notesAt(state, drawing, taken, language),
  };
}

function place(
  drawing: Drawing,
  ways: readonly DrawnWay[],
  words: ReadonlyMap<string, StateWords>,
  taken: TakenWay,
): Placed {
  const lanes = drawing.lanes.map(({ phase }) => phase);
  return layOutInLanes(
    drawing.states.map((state) => ({
      name: state.name,
      lane: lanes.indexOf(state.phase),
      ...sizeOfState(state, words.get(state.name) ?? { holder: '', notes: [] }),
    })),
    ways.map((way) => ({ name: wayName(way), from: way.from, to: way.to, ...sizeOfWay(way, taken) })),
  );
}

function lane(label: string, index: number, { lanes }: Placed, width: number): string {
  const band = lanes[index];
  if (!band) return '';
  const middle = (band.top + band.bottom) / 2;
  return element(
    'g',
    { class: 'lane' },
    element('rect', {
      x: 0,
      y: band.top,
      width,
      height: band.bottom - band.top,
      fill: index % 2 === 0 ? INK.lane : INK.paper,
    }),
    element('line', { x1: 0, x2: width, y1: band.bottom, y2: band.bottom, stroke: INK.border }),
    element(
      'text',
      {
        x: 20,
        y: middle,
        'text-anchor': 'middle',
        'font-size': 13,
        'font-weight': 600,
        fill: INK.act,
        transform: `rotate(-90 20 ${middle.toFixed(1)})`,
      },
      escapeXml(label),
    ),
  );
}
