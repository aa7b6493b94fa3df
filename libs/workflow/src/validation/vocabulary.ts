import type { EffectUse, FieldDefinition, GuardUse } from '../definition.js';
import { compileForm, faultsOfInput } from '../form.js';
import type { Vocabulary } from '../vocabulary.js';
import { actsOf } from './acts.js';
import type { Report } from './report.js';
import type { SoundParts } from './salvage.js';

/** Guards nobody can be asked, effects nobody carries out, and parameters neither understands. */
export function reportVocabulary<Facts>(parts: SoundParts, vocabulary: Vocabulary<Facts>, report: Report): void {
  const guards = (at: string, uses: readonly GuardUse[] | undefined) =>
    uses?.forEach((use, index) => reportGuard(`${at}/${index}`, use, vocabulary, report));
  const effects = (at: string, uses: readonly EffectUse[] | undefined, fields: readonly FieldDefinition[]) =>
    uses?.forEach((use, index) => reportEffect(`${at}/${index}`, use, fields, parts, vocabulary, report));

  for (const { at, value } of actsOf(parts)) {
    guards(`${at}/guards`, value.guards);
    effects(`${at}/effects`, value.effects, value.input ?? []);
  }
  for (const { at, value } of parts.gateDefinitions) {
    value.opens?.forEach(({ when }, index) => guards(`${at}/opens/${index}/when`, when));
  }
  for (const { at, value } of parts.targets) {
    value.thresholds.forEach((threshold, index) => effects(`${at}/thresholds/${index}/effects`, threshold.effects, []));
  }
}

function reportGuard<Facts>(
  at: string,
  use: GuardUse,
  { guards, guardParams }: Vocabulary<Facts>,
  report: Report,
): void {
  if (!Object.hasOwn(guards, use.name)) {
    report.unknown(`${at}/name`, 'guard', use.name, Object.keys(guards));
    return;
  }
  const fields = guardParams && Object.hasOwn(guardParams, use.name) ? guardParams[use.name] : [];
  for (const { pointer, message } of faultsOfInput(compileForm(fields ?? []), use.params ?? {}, 0)) {
    report.add(`${at}/params${pointer}`, 'bad_parameter', message, `Look up what the guard "${use.name}" takes.`);
  }
}

function reportEffect<Facts>(
  at: string,
  use: EffectUse,
  fields: readonly FieldDefinition[],
  parts: SoundParts,
  { effects }: Vocabulary<Facts>,
  report: Report,
): void {
  const rule = Object.hasOwn(effects, use.name) ? effects[use.name] : undefined;
  if (!rule) {
    report.unknown(`${at}/name`, 'effect', use.name, Object.keys(effects));
    return;
  }
  for (const { pointer, message } of rule(use.params ?? {}, { fields, roles: parts.roles ?? new Set() })) {
    report.add(`${at}/params${pointer}`, 'bad_parameter', message, `Look up what the effect "${use.name}" takes.`);
  }
}
