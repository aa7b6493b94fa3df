import type { Accepted, ActInput, JsonValue, Urgency, Workflow } from '#libs/workflow';
import { stateOf } from '#libs/workflow';
import type { CaseEffect, Notify, RecordPatch } from './case-effects.js';
import type { EstablishedFacts, Sensitivity } from './case-facts.js';

/** What follows from an accepted act, all to be committed with it. */
export interface Consequences {
  readonly established: EstablishedFacts;
  readonly record: RecordPatch;
  readonly notifications: readonly Notify['params'][];
  readonly documents: readonly { readonly documentId: string; readonly kind: string }[];
}

interface Act {
  readonly actorId: string;
  readonly input: ActInput;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly established: EstablishedFacts;
}

/** Works out what an accepted act changes on the record and in the established facts, and whom it concerns. */
export function consequencesOf<Facts>(
  workflow: Workflow<Facts, CaseEffect>,
  stateBefore: string,
  decision: Accepted<CaseEffect>,
  act: Act,
): Consequences {
  const consequences = applyEffects(decision.effects, act);
  const wasClosed = stateOf(workflow, stateBefore).isTerminal;
  const isClosed = stateOf(workflow, decision.snapshot.state).isTerminal;
  if (wasClosed === isClosed) return consequences;
  return { ...consequences, record: { ...consequences.record, closedAt: isClosed ? act.now : null } };
}

/** Applies effects in their order: those of an act, or those of a threshold that has been reached. Pure. */
export function applyEffects(effects: readonly CaseEffect[], act: Act): Consequences {
  const record: Mutable<RecordPatch> = {};
  const notifications: Notify['params'][] = [];
  const documents: { documentId: string; kind: string }[] = [];
  let established = act.established;

  for (const effect of effects) {
    switch (effect.name) {
      case 'establish':
        established = { ...established, [effect.params.fact]: factFrom(effect.params, act) };
        break;
      case 'forget':
        established = without(established, effect.params.facts);
        break;
      case 'assign-lead-office':
        withText(act.input[effect.params.field], (office) => (record.leadOffice = office));
        break;
      case 'name-case-officer':
        withText(act.input[effect.params.field], (person) => (record.caseOfficerId = person));
        break;
      case 'release-case-officer':
        record.caseOfficerId = null;
        break;
      case 'set-urgency':
        withText(act.input[effect.params.field], (urgency) => (record.urgency = urgency as Urgency));
        break;
      case 'set-sensitivity':
        if ('to' in effect.params) record.sensitivity = effect.params.to;
        else
          withText(act.input[effect.params.field], (sensitivity) => (record.sensitivity = sensitivity as Sensitivity));
        break;
      case 'stamp-submission':
        record.submittedAt = act.now;
        break;
      case 'file-documents':
        for (const documentId of textsIn(act.input[effect.params.field]))
          documents.push({ documentId, kind: effect.params.as });
        break;
      case 'notify':
        notifications.push(effect.params);
        break;
    }
  }
  return { established, record, notifications, documents };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function factFrom(
  { fields, with: said }: Extract<CaseEffect, { name: 'establish' }>['params'],
  { input, actorId, now }: Act,
): Readonly<Record<string, JsonValue>> {
  const names = fields ?? Object.keys(input);
  const told = names.flatMap((name) => {
    const value = input[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(told), ...said, at: new Date(now).toISOString(), by: actorId };
}

function without(established: EstablishedFacts, facts: readonly (keyof EstablishedFacts)[]): EstablishedFacts {
  return Object.fromEntries(Object.entries(established).filter(([fact]) => !facts.some((taken) => taken === fact)));
}

/** An optional field that was left out changes nothing. */
function withText(value: JsonValue | undefined, change: (text: string) => void): void {
  if (typeof value === 'string') change(value);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
