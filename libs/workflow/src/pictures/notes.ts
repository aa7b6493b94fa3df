import { type Drawing, type DrawnState, MANY } from './drawing.js';
import type { TakenWay } from './path-so-far.js';
import { arrowsIn, readingIn } from './reading.js';
import type { Note } from './state-boxes.js';

/**
 * Acts that are told in the box of a state: those that stay in it, and those that come from or lead too far to be drawn.
 * An act that starts from many states is told where it leads, and where a case has taken it.
 */
export function notesAt(
  state: DrawnState,
  { told, ways, states }: Drawing,
  taken: TakenWay,
  language: string,
): readonly Note[] {
  const arrows = arrowsIn(language);
  const stateNamed = (name: string) => states.find((each) => each.name === name);
  const noteOf = (text: string, turns: readonly number[]): Note => ({
    text: taken.numbered(text, turns),
    isTaken: turns.length > 0,
  });
  const staying = ways
    .filter(({ from, to }) => from === to && from === state.name)
    .flatMap(({ acts }) =>
      acts.map(({ name, label }) => noteOf(`↻ ${label}`, taken.turnsOf(name, state.name, state.name))),
    );
  const arriving = told
    .filter(({ to }) => to === state.name)
    .map(({ label, from }) => {
      const [only] = from;
      const one = from.length === 1 && only !== undefined ? (stateNamed(only)?.label ?? only) : undefined;
      return noteOf(`${label} ${arrows.from} ${one ?? readingIn(language).fromStates(from.length)}`, []);
    });
  const leaving = told
    .filter(({ from, to }) => to !== state.name && from.includes(state.name))
    .flatMap(({ act, label, from, to }) => {
      const turns = taken.turnsOf(act, state.name, to);
      if (from.length >= MANY && turns.length === 0) return [];
      const there = stateNamed(to);
      return [noteOf(`${label} ${there?.isTerminal ? arrows.end : `${arrows.on} ${there?.label ?? to}`}`, turns)];
    });
  return [...staying, ...arriving, ...leaving];
}
