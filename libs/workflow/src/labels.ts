import type { FieldDefinition, WorkflowDefinition } from './definition.js';

/** The keys under which a definition's names can be put into words: what a translator has to fill in. */
export function labelKeys(definition: WorkflowDefinition): readonly string[] {
  const keys = new Set<string>();
  const field = (definitionOfField: FieldDefinition): void => {
    keys.add(`field.${definitionOfField.name}`);
    if (definitionOfField.type === 'choice')
      for (const choice of definitionOfField.choices) keys.add(`choice.${choice}`);
    if (definitionOfField.type === 'record') definitionOfField.fields.forEach(field);
    // A line of a list is named by its list, unless it has fields of its own.
    if (definitionOfField.type === 'list') {
      const { of } = definitionOfField;
      if (of.type === 'record') of.fields.forEach(field);
      if (of.type === 'choice') for (const choice of of.choices) keys.add(`choice.${choice}`);
    }
  };
  for (const role of Object.keys(definition.roles)) keys.add(`role.${role}`);
  for (const [name, state] of Object.entries(definition.states)) {
    keys.add(`state.${name}`);
    keys.add(`phase.${state.phase}`);
    keys.add(`party.${state.holder}`);
  }
  keys.add(`act.${definition.creation.name}`);
  definition.creation.input?.forEach(field);
  const gateActs = Object.values(definition.gates).flatMap((gate) => gate.transitions);
  for (const act of [...definition.transitions, ...gateActs]) {
    keys.add(`act.${act.name}`);
    if (act.confirm) keys.add(`confirm.${act.name}`);
    act.input?.forEach(field);
  }
  for (const [name, gate] of Object.entries(definition.gates)) {
    keys.add(`gate.${name}`);
    for (const state of Object.keys(gate.states)) keys.add(`gate.${name}.${state}`);
  }
  for (const { name } of definition.targets) keys.add(`target.${name}`);
  return [...keys];
}

/** The words for a name in a language, else in English, else the name itself: never nothing. */
export function labelOf({ labels }: WorkflowDefinition, key: string, language: string): string {
  const words = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
  return words?.[language] ?? words?.en ?? key.slice(key.lastIndexOf('.') + 1);
}
