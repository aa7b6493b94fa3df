/**
 * npm run bench -- decide: decisions a second on the real lifecycles, beside a bare look-up in a table and beside the
 * pure `transition` of XState 5 on the same main line; what is available; validation; rehearsal. Pure code, one process,
 * one run: read the ratios, the absolute figures are this machine's.
 */
import { caseVocabulary, lifecycleFor, lifecycles } from '#libs/lifecycles';
import { available, compile, decide, paths, rehearse, validate } from '#libs/workflow';
import { toStandardOutput } from '../../scripts/launcher/steps.mjs';
import { largeLifecycle } from './decide/large-lifecycle.mjs';
import { liveCases, nextVersion, now, rules } from './decide/live-cases.mjs';
import { profiled } from './decide/profile.mjs';
import { recordedActs } from './decide/recorded-acts.mjs';
import { twinOf } from './decide/xstate-twin.mjs';
import { table } from './measuring/table.mjs';

export const summary = 'decisions a second beside a table look-up and beside XState 5, validation and rehearsal';

const ROUNDS = 5;
const ROUND_MS = 300;
/** What the computations give is added up and shown, so that none can be left out as unused. */
let kept = 0;

export async function run() {
  const acts = recordedActs();
  const moves = acts.filter(({ workflow, request }) => isPlainMove(workflow, request.transition));
  const twins = new Map(lifecycles.all().map(({ definition }) => [definition.id, twinOf(definition)]));
  const moveTable = new Map(
    moves.map(({ request }) => [request.snapshot.state, new Map([[request.transition, request.snapshot.state]])]),
  );
  for (const { request } of moves) {
    moveTable.get(request.snapshot.state)?.set(request.transition, request.snapshot.state);
  }

  /** @type {Record<string, () => void>} */
  const contenders = {
    'bare look-up in a table': () => {
      for (const { request } of moves) if (moveTable.get(request.snapshot.state)?.get(request.transition)) kept += 1;
    },
    'decide, all acts of 15 lifecycles': () => {
      for (const { workflow, request } of acts) if (decide(workflow, request).outcome === 'accepted') kept += 1;
    },
    'decide, the moves XState knows': () => {
      for (const { workflow, request } of moves) if (decide(workflow, request).outcome === 'accepted') kept += 1;
    },
    'XState 5 transition, the same moves': () => {
      for (const { workflow, request } of moves) {
        const { snapshot, transition, actor } = request;
        const next = twins.get(workflow.definition.id)?.take(snapshot.state, transition, actor);
        if (next?.context.actorId === actor.id) kept += 1;
      }
    },
    'available transitions of a case': () => {
      for (const { workflow, request } of acts) kept += available(workflow, request).length;
    },
  };
  const sizes = [moves.length, acts.length, moves.length, moves.length, acts.length];
  const rates = interleaved(contenders, sizes);
  const [bare = 1, all = 1, decided = 1, xstate = 1, listed = 1] = rates;
  const line = (/** @type {string} */ what, /** @type {number} */ rate) => [
    what,
    Math.round(rate).toLocaleString('en'),
    `${(rate / xstate).toPrecision(3)} ×`,
    `1/${Math.round(bare / rate)}`,
  ];
  const names = Object.keys(contenders);
  toStandardOutput(
    table(
      ['', 'a second', 'of XState', 'of a look-up'],
      [bare, all, decided, xstate, listed].map((rate, index) => line(names[index] ?? '', rate)),
    ),
  );
  toStandardOutput(
    `\n${acts.length} different acts recorded, ${moves.length} of them plain moves; every one accepted.`,
  );

  const where = await profiled(() => {
    const until = performance.now() + 1_000;
    while (performance.now() < until) contenders['decide, all acts of 15 lifecycles']?.();
  });
  toStandardOutput('\nWhat decide spends its time on, beyond the look-up (a profile):');
  for (const [name, share] of where.slice(0, 8))
    toStandardOutput(`  ${(share * 100).toFixed(0).padStart(3)} %  ${name}`);

  const base = lifecycles.all()[0]?.definition;
  const large = largeLifecycle(1_000);
  if (!base || validate(large, caseVocabulary).length > 0) throw new Error('The lifecycles to validate must be sound');
  const count = lifecycles.all().reduce((sum, { definition }) => sum + paths(definition).length, 0);
  const live = liveCases(lifecycleFor('KID'), 10_000);
  const next = compile(nextVersion(), caseVocabulary.guards);
  const map = { states: { triage: 'assessment' } };
  const rehearsalMs = best(
    () => void (kept += rehearse(live, lifecycleFor('KID'), next, map, rules, now).total.touched),
  );
  toStandardOutput('');
  toStandardOutput(
    table(
      ['best of three', 'milliseconds', ''],
      [
        ['validate the base lifecycle (20 states)', best(() => void validate(base, caseVocabulary)).toFixed(1), ''],
        [
          'validate a lifecycle of 1 000 states, 20 gates',
          best(() => void validate(large, caseVocabulary)).toFixed(0),
          '',
        ],
        [
          'paths of all 15 lifecycles',
          best(() => lifecycles.all().forEach(({ definition }) => void paths(definition))).toFixed(0),
          `${count} paths`,
        ],
        [
          'rehearse 10 000 live cases in memory',
          rehearsalMs.toFixed(0),
          `${Math.round(10_000_000 / rehearsalMs).toLocaleString('en')} cases/s`,
        ],
      ],
    ),
  );
  toStandardOutput(`(${kept} results kept)`);
}

/** Acts that XState's machine has too: moves to a state of their own, by one side. @param {import('#libs/lifecycles').CaseWorkflow} workflow @param {string} name */
function isPlainMove({ definition }, name) {
  return definition.transitions.some((act) => act.name === name && typeof act.to === 'string' && !act.jointly);
}

/**
 * Rounds in turn, so that what else the machine does falls on all alike; the best of each, since it only ever slows down.
 * @param {Record<string, () => void>} contenders @param {readonly number[]} sizes
 */
function interleaved(contenders, sizes) {
  const works = Object.values(contenders);
  for (const work of works) perSecond(work, 1, ROUND_MS / 2);
  const most = works.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    works.forEach((work, index) => {
      most[index] = Math.max(most[index] ?? 0, perSecond(work, sizes[index] ?? 1, ROUND_MS));
    });
  }
  return most;
}

/** @param {() => void} work @param {number} size @param {number} forMs */
function perSecond(work, size, forMs) {
  const began = performance.now();
  let turns = 0;
  for (; performance.now() - began < forMs; turns += 1) work();
  return (turns * size * 1000) / (performance.now() - began);
}

/** @param {() => void} work */
function best(work) {
  return Math.min(
    ...[0, 1, 2].map(() => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
}
