import type { WorkflowDefinition } from '../definition.js';
import type { Vocabulary } from '../vocabulary.js';
import { isWithinBounds } from './bounds.js';
import { reportClocks } from './clocks.js';
import { reportConduct } from './conduct.js';
import { reportEnds } from './ends.js';
import { reportFlow } from './flow.js';
import { reportForms } from './forms.js';
import { reportNames } from './names.js';
import { type Fault, Report } from './report.js';
import { soundParts } from './salvage.js';
import { reportShape, reportSizes } from './shape.js';
import { reportVocabulary } from './vocabulary.js';

/** Faults after which walking through the states would only repeat them in other words. */
const UNDERMINES_PROOFS = new Set(['unknown_state', 'unknown_gate', 'unknown_gate_state', 'ambiguous_act']);

/**
 * Everything wrong with a definition at once; an empty list means: it can be run. Proves that every state is reached,
 * every case can end, every act can be performed by somebody at some time, every clock can run and be met, and that
 * every name is known. Takes any value, also a hostile one, within bounded time and memory (`DEFINITION_BOUNDS`).
 */
export function validate<Facts>(document: unknown, vocabulary: Vocabulary<Facts>): readonly Fault[] {
  const report = new Report();
  if (!isWithinBounds(document, report)) return report.faults;
  const faulty = reportShape(document, report);
  const isSound = report.isEmpty;
  if (isSound) reportSizes(document as WorkflowDefinition, report);
  if (report.faults.some(({ code }) => code === 'too_large')) return report.faults;

  const parts = soundParts(document, faulty);
  reportNames(parts, report);
  reportVocabulary(parts, vocabulary, report);
  reportForms(parts, report);
  reportConduct(parts, report);
  reportEnds(parts, report);
  if (!isSound || report.faults.some(({ code }) => UNDERMINES_PROOFS.has(code))) return report.faults;

  const definition = document as WorkflowDefinition;
  const flow = reportFlow(definition, report);
  if (flow) reportClocks(definition, flow, report);
  return report.faults;
}
