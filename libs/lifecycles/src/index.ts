export { caseVocabulary, type CaseWorkflow, type CaseWorkflowDefinition, lifecycleFor, lifecycles } from './catalog.js';
export { LifecycleLetters } from './letters.js';
export {
  caseVocabulary,
  type CaseWorkflow,
  type CaseWorkflowDefinition,
  type LifecycleCatalog,
  lifecycleFor,
  lifecycles,
} from './catalog.js';
