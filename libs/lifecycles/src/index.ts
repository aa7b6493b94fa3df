export {
  caseVocabulary,
  type CaseWorkflow,
  type CaseWorkflowDefinition,
  type LifecycleCatalog,
  lifecycleFor,
  lifecycles,
} from './catalog.js';
export { LifecycleLetters } from './letters/lifecycle-letters.js';
