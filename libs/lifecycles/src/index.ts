export {
  caseVocabulary,
  type CaseWorkflow,
  type CaseWorkflowDefinition,
  type LifecycleCatalog,
  lifecycleFor,
  lifecycles,
} from './catalog.js';
