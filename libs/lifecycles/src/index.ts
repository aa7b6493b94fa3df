export {
  caseVocabulary,
  type CaseWorkflow,
  type CaseWorkflowDefinition,
  type LifecycleCatalog,
  lifecycleFor,
  lifecycles,
} from './catalog.js';
export { CaseDefinitionReader } from './case-definition-reader.js';
export { LifecycleLetters } from './letters/lifecycle-letters.js';
