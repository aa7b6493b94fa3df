import type { WorkflowDefinition } from '../definition.js';
import { drawingOf } from './drawing.js';

/** A lifecycle as a Mermaid state diagram, phases as composite states, for documents that draw it themselves. */
export function mermaid(definition: WorkflowDefinition, language: string): string {
  const { lanes, states, ways, told } = drawingOf(definition, language);
  const first = states.find(({ isFirst }) => isFirst);
  const lines = [
    'stateDiagram-v2',
    ...lanes.flatMap(({ phase, label }) => [
      `  state "${quoted(label)}" as phase_${phase} {`,
      ...states
        .filter((state) => state.phase === phase)
        .map((state) => `    state "${quoted(state.label)}" as ${idOf(state.name)}`),
      '  }',
    ]),
    ...(first ? [`  [*] --> ${idOf(first.name)}`] : []),
    ...ways.flatMap(({ from, to, acts, back }) => [
      ...acts.map(({ label }) => `  ${idOf(from)} --> ${idOf(to)} : ${plain(label)}`),
      ...back.map(({ label }) => `  ${idOf(to)} --> ${idOf(from)} : ${plain(label)}`),
    ]),
    ...told.flatMap(({ from, to, label }) => from.map((state) => `  ${idOf(state)} --> ${idOf(to)} : ${plain(label)}`)),
    ...states.filter(({ isTerminal }) => isTerminal).map(({ name }) => `  ${idOf(name)} --> [*]`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Mermaid's names are letters, digits and underscores; the beginning keeps them apart from its key words. */
function idOf(state: string): string {
  return `state_${state.replaceAll('-', '_')}`;
}

/** Text within quotation marks. */
function quoted(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('"', '#quot;');
}

/** Text behind a colon: what Mermaid would read as its own is written by number. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#;:{}<>"`]/g, (sign) => `#${sign.codePointAt(0)};`);
}
