import type { CaseSnapshot, ClockRecord, DefinitionReference, StateMap } from '#libs/workflow';
import type { CaseRecord, HistoryEntry } from '../../cases/case-record.js';
import type { Actor } from '../../people/actor.js';
import type { ChangeOutcome, ChangePlan, ChangeScope } from './change-plan.js';

/** A kind of standing in which live cases are found; what a map has to cover. */
export interface LiveStanding {
  readonly workflow: DefinitionReference;
  readonly snapshot: Pick<CaseSnapshot, 'state' | 'origin' | 'gates'>;
}

/** A migration, or the undoing of one, as it was ordered. */
export interface OrderedChange {
  readonly id: string;
  readonly plan: ChangePlan;
  readonly orderedBy: string;
  /** The role in which it was ordered, as histories show it. */
  readonly orderedAs: string;
  readonly reason: string;
  /** The migration this one takes back. */
  readonly undoes: string | null;
}

/** Orders of rehearsals and migrations, and what has become of each case of them, within one transaction. */
export interface ChangeStore {
  /** Every kind of standing of the live cases in scope; of the cases named only, where some are named. */
  standings(scope: ChangeScope, caseIds: readonly string[] | null): Promise<readonly LiveStanding[]>;
  /** The live cases in scope among these references that the actor may see, by reference. */
  named(scope: ChangeScope, references: readonly string[], actor: Actor): Promise<ReadonlyMap<string, string>>;
  /** Orders a rehearsal over all live cases in scope. */
  orderRehearsal(id: string, plan: ChangePlan, scope: ChangeScope, orderedBy: string): Promise<void>;
  /** Orders a migration of the live cases in scope, or of those named. @returns how many there are. */
  orderMigration(change: OrderedChange, scope: ChangeScope, caseIds: readonly string[] | null): Promise<number>;
  /** Orders the undoing of what a migration did, or of what it did to the cases named. @returns how many there are. */
  orderUndoing(change: OrderedChange, caseIds: readonly string[] | null): Promise<number>;
  find(changeId: string): Promise<OrderedChange | undefined>;
  /** The cases a migration has migrated among these references that the actor may see, by reference. */
  migrated(changeId: string, references: readonly string[], actor: Actor): Promise<ReadonlyMap<string, string>>;
  /** Takes a case of an order to deal with, until the transaction ends. False if it has been dealt with. */
  take(changeId: string, caseId: string): Promise<boolean>;
  settle(changeId: string, caseId: string, outcome: ChangeOutcome, stuck: readonly string[]): Promise<void>;
  /** The entry a migration wrote into the history of a case. */
  entryOf(changeId: string, caseId: string): Promise<HistoryEntry | undefined>;
}

/** A live case with its clocks, read without a lock. */
export interface CaseToRehearse {
  readonly record: CaseRecord;
  readonly clocks: readonly ClockRecord[];
}

/** What a rehearsal is to find out. */
export interface OrderedRehearsal {
  readonly id: string;
  readonly to: DefinitionReference;
  readonly stateMap: StateMap;
}
