export { caseVocabulary, type CaseWorkflow, type CaseWorkflowDefinition, lifecycleFor, lifecycles } from './catalog.js';
