export { EditText } from './edit-text.js';
export { EditedTexts, LettersInForce } from './letters-in-force.js';
export { PreviewText } from './preview-text.js';
export type * from './text-document.js';
export { TextCatalogue } from './text-catalogue.js';
export { faultsOfText, isTextFor } from './text-faults.js';
export type { TextStore } from './text-store.js';
export * from './text.errors.js';
