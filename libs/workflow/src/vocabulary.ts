import type { GuardTable } from './decision.js';
import type { FieldDefinition, JsonValue } from './definition.js';

/** Where an effect is used: what its parameters may refer to. */
export interface EffectContext {
  /** The fields of the act's form; empty at a threshold, where nobody fills in a form. */
  readonly fields: readonly FieldDefinition[];
  readonly roles: ReadonlySet<string>;
}

/** A fault in the parameters of an effect or a guard; the pointer leads into them (`/field`). */
export interface ParameterFault {
  readonly pointer: string;
  readonly message: string;
}

/** Says everything wrong with the parameters of an effect where it is used. */
export type EffectRule = (
  params: Readonly<Record<string, JsonValue>>,
  context: EffectContext,
) => readonly ParameterFault[];

/** The words definitions may use: the guards that can be asked and the effects the product carries out. */
export interface Vocabulary<Facts> {
  readonly guards: GuardTable<Facts>;
  /** The parameters a guard takes, as fields; a guard that is not listed takes none. */
  readonly guardParams?: Readonly<Record<string, readonly FieldDefinition[]>>;
  readonly effects: Readonly<Record<string, EffectRule>>;
}
