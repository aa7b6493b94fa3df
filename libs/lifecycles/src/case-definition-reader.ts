import { DefinitionNotValid, DefinitionReader } from '#libs/domain';
import { checksumOf, parseDefinition, type WorkflowDefinition } from '#libs/workflow';
import { caseVocabulary } from './catalog.js';

/** Holds definitions from outside to everything the lifecycles of this product are held to. */
export class CaseDefinitionReader extends DefinitionReader {
  override read(text: string): { readonly definition: WorkflowDefinition; readonly checksum: string } {
    const parsed = parseDefinition(text, caseVocabulary);
    if (parsed.outcome === 'invalid') throw new DefinitionNotValid(parsed.faults);
    return { definition: parsed.definition, checksum: checksumOf(parsed.definition) };
  }
}
