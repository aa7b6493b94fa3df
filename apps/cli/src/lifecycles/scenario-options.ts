import { DomainError } from '#libs/domain';
import type { Scenario } from '#libs/workflow';
import { z } from 'zod';

/** What the command line says of a simulation, texts as they were typed. */
export interface ScenarioOptions {
  readonly cases: string;
  readonly seed: string;
  readonly office: readonly string[];
  readonly headquarters: string;
}

/** A scenario says something a simulation cannot run. */
class ScenarioNotReadable extends DomainError {
  readonly code = 'cli.scenario_not_readable';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The simulation cannot be run so');
  }
}

const weights = z.record(z.string(), z.number().min(0).max(1_000_000));
const office = z.strictObject({
  arrivalsPerDay: z.number().positive().max(10_000),
  capacity: z.int().min(1).max(100_000),
});
const scenario = z.strictObject({
  cases: z.int().min(1).max(100_000),
  seed: z.int().min(0).max(4_294_967_295),
  offices: z
    .record(z.string().min(1).max(40), office)
    .refine((offices) => Object.keys(offices).length > 0, 'Name at least one office.'),
  headquartersCapacity: z.int().min(1).max(100_000),
  urgencies: z
    .strictObject({ emergency: z.number().min(0), urgent: z.number().min(0), routine: z.number().min(0) })
    .refine((each) => each.emergency + each.urgent + each.routine > 0, 'One of them has to come at all.')
    .exactOptional(),
  meanHours: z.record(z.string(), z.number().positive().max(100_000)).exactOptional(),
  choices: z.record(z.string(), weights).exactOptional(),
}) satisfies z.ZodType<Scenario>;

/** Two offices of middling load, so that a first run shows something. */
const SMALL_OFFICES = {
  ROMENA: { arrivalsPerDay: 0.3, capacity: 50 },
  ROSEN: { arrivalsPerDay: 0.5, capacity: 80 },
};

/** A scenario of the command line, over one of a file where there is one. @throws ScenarioNotReadable */
export function scenarioFrom(options: ScenarioOptions, file: unknown): Scenario {
  const offices = options.office.length > 0 ? Object.fromEntries(options.office.map(officeFrom)) : undefined;
  const fromFile = typeof file === 'object' && file !== null ? file : {};
  const result = scenario.safeParse({
    cases: Number(options.cases),
    seed: Number(options.seed),
    offices: SMALL_OFFICES,
    headquartersCapacity: Number(options.headquarters),
    ...fromFile,
    ...(offices && { offices }),
  });
  if (result.success) return result.data;
  throw new ScenarioNotReadable(
    result.error.issues.map(({ path, code, message }) => ({
      pointer: `/${path.map(String).join('/')}`,
      code,
      message,
    })),
  );
}

/** `ROSEN:0.5:80`: an office, how many requests come to it a day, and how many cases it can work on at a time. */
function officeFrom(text: string): readonly [string, { readonly arrivalsPerDay: number; readonly capacity: number }] {
  const [code = '', arrivals = '', capacity = ''] = text.split(':');
  return [code, { arrivalsPerDay: Number(arrivals), capacity: Number(capacity) }];
}
