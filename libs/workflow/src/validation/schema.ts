import { z } from 'zod';
import type { FieldDefinition, JsonValue, WorkflowDefinition } from '../definition.js';
import { DEFINITION_BOUNDS as most } from './bounds.js';

/** Names that every JavaScript object seems to have, so that none of them ever names something of a lifecycle. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype)
  .filter((name) => /^[a-z]/.test(name))
  .join('|');

const name = z
  .string()
  .max(60)
  .regex(new RegExp(`^(?!(?:${INHERITED}|prototype)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`))
  .describe('Small letters, digits and hyphens');
const fieldName = z
  .string()
  .max(60)
  .regex(new RegExp(`^(?!(?:${INHERITED}|prototype)$)[a-z][A-Za-z0-9]*$`))
  .describe('Letters and digits, beginning with a small letter');
const text = (longest: number) => z.string().min(1).max(longest);
const names = z.array(name).min(1).max(most.names);
const json: z.ZodType<JsonValue> = z.json();

const params = z.record(fieldName, json);
const guard = z.strictObject({ name, params: params.exactOptional() });
const guards = z.array(guard).max(20);
const effect = z.strictObject({ name, params: params.exactOptional() });
const effects = z.array(effect).max(30);
const need = z.strictObject({ gate: name, isOneOf: names });
const needs = z.array(need).max(20);

const base = {
  name: fieldName,
  required: z
    .union([
      z.boolean(),
      z.strictObject({
        when: z.strictObject({ field: fieldName, isOneOf: z.array(text(80)).min(1).max(most.choices) }),
      }),
    ])
    .exactOptional(),
};
const count = (largest: number) => z.int().min(0).max(largest);

const field: z.ZodType<FieldDefinition> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({
        ...base,
        type: z.literal('text'),
        minLength: count(20_000).exactOptional(),
        maxLength: count(20_000).min(1),
      }),
      z.strictObject({
        ...base,
        type: z.literal('number'),
        min: z.number().exactOptional(),
        max: z.number().exactOptional(),
        integer: z.boolean().exactOptional(),
      }),
      z.strictObject({
        ...base,
        type: z.literal('date'),
        notBefore: z.literal('today').exactOptional(),
        notAfter: z.literal('today').exactOptional(),
      }),
      z.strictObject({ ...base, type: z.literal('choice'), choices: z.array(text(80)).min(1).max(most.choices) }),
      z.strictObject({ ...base, type: z.literal('boolean') }),
      z.strictObject({
        ...base,
        type: z.literal('money'),
        currencies: z
          .array(z.string().regex(/^[A-Z]{3}$/))
          .min(1)
          .max(200)
          .exactOptional(),
      }),
      z.strictObject({ ...base, type: z.literal('person'), role: name.exactOptional() }),
      z.strictObject({
        ...base,
        type: z.literal('organisation'),
        kind: z.enum(['office', 'provider']).exactOptional(),
      }),
      z.strictObject({ ...base, type: z.literal('document'), kinds: z.array(name).min(1).max(50).exactOptional() }),
      z.strictObject({ ...base, type: z.literal('record'), fields: z.array(field).min(1).max(30) }),
      z.strictObject({
        ...base,
        type: z.literal('list'),
        of: field,
        minItems: count(1_000).exactOptional(),
        maxItems: count(1_000).min(1),
      }),
    ]),
  )
  .meta({ id: 'Field', description: 'One input of an act' });

const input = z.array(field).max(most.fields);
const party = z.enum(['state', 'office', 'headquarters', 'system', 'none']);

const act = {
  name,
  roles: z.array(name).min(1).max(most.roles),
  guards: guards.exactOptional(),
  input: input.exactOptional(),
  effects: effects.exactOptional(),
  confirm: z.boolean().exactOptional(),
  fourEyesWith: name.exactOptional(),
};

const transition = z.strictObject({
  ...act,
  from: names,
  needs: needs.exactOptional(),
  to: z.union([name, z.strictObject({ origin: z.literal(true), otherwise: name })]),
  jointly: z
    .array(
      z.strictObject({ party: name, roles: z.array(name).min(1).max(most.roles), deemedWhen: need.exactOptional() }),
    )
    .min(2)
    .max(10)
    .exactOptional(),
  reopens: z.boolean().exactOptional(),
});

const gate = z.strictObject({
  initial: name,
  states: z.record(name, z.strictObject({ holder: party.exactOptional(), settled: z.boolean().exactOptional() })),
  opens: z
    .array(z.strictObject({ onEntering: names, from: names.exactOptional(), to: name, when: guards.exactOptional() }))
    .max(100)
    .exactOptional(),
  transitions: z
    .array(
      z.strictObject({ ...act, from: names, to: name, during: names, clearsConsents: z.boolean().exactOptional() }),
    )
    .max(most.transitionsOfGate),
});

const place = z.union([z.strictObject({ states: names }), z.strictObject({ gate: name, states: names })]);
const limit = z.strictObject({
  amount: z.int().min(1).max(10_000),
  unit: z.enum(['hours', 'working-days', 'calendar-days']),
});

const target = z.strictObject({
  name,
  opensOn: place,
  metOn: place,
  metByLeaving: z.boolean().exactOptional(),
  owner: name,
  calendar: z.enum(['office', 'state', 'headquarters']),
  pausedBy: z.enum(['paused-states', 'nothing']),
  onReturn: z.enum(['continue', 'renew']),
  recurring: z.boolean().exactOptional(),
  limits: z.strictObject({ emergency: limit, urgent: limit, routine: limit }),
  thresholds: z
    .array(
      z.strictObject({
        atPercent: z.int().min(1).max(10_000),
        name,
        effects: effects.exactOptional(),
        performs: name.exactOptional(),
        input: z.record(fieldName, json).exactOptional(),
      }),
    )
    .max(most.thresholds),
  basis: text(1_000),
});

/** The shape of a definition. `WorkflowDefinition` says the same in types; the compiler holds the two to each other. */
export const definitionSchema = z.strictObject({
  $schema: z.string().max(200).exactOptional(),
  id: name,
  version: z.int().min(1).max(1_000_000),
  roles: z.record(name, z.strictObject({ party: z.enum(['state', 'office', 'headquarters', 'system']) })),
  states: z.record(
    name,
    z.strictObject({
      phase: z.enum(['intake', 'assignment', 'planning', 'delivery', 'closure', 'closed']),
      holder: party,
      clock: z.enum(['running', 'paused', 'none', 'follow-up']),
      terminal: z.boolean().exactOptional(),
      marks: z.record(fieldName, text(80)).exactOptional(),
    }),
  ),
  creation: z.strictObject({
    name,
    to: name,
    roles: z.array(name).min(1).max(most.roles),
    input: input.exactOptional(),
  }),
  transitions: z.array(transition).max(most.transitions),
  gates: z.record(name, gate),
  targets: z.array(target).max(most.targets),
  labels: z
    .record(z.string().max(300), z.record(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), text(2_000)))
    .exactOptional(),
}) satisfies z.ZodType<WorkflowDefinition>;

/** The JSON Schema (draft 2020-12) of definitions, for editors and other tools. */
export function definitionJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(definitionSchema, { target: 'draft-2020-12' });
}
