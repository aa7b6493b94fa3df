import type { Language } from '../people/actor.js';
import type { TextVersion } from './text-document.js';

/** Edited texts, within one transaction. */
export interface TextStore {
  /** Locks a text until the transaction ends and says its present version; 1 is the shipped text. */
  lock(key: string, language: Language): Promise<number>;
  add(version: Omit<TextVersion, 'changedAt'>): Promise<void>;
}
