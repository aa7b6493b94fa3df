export type * from './decision.js';
export type * from './definition.js';
