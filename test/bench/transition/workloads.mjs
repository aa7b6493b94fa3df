import { createRequest, cursorAt, listRequest, readRequest, transitionRequest } from './requests.mjs';

/** @typedef {import('../measuring/slices.mjs').Workload} Workload */
/** @typedef {import('../measuring/connection.mjs').Answer} Answer */

/** @param {number} status @returns {(answer: Answer) => void} */
const expects = (status) => (answer) => {
  if (answer.status !== status) throw new Error(`Answered ${answer.status} instead of ${status}: ${answer.body}`);
};
const isCreated = expects(201);
const isOk = expects(200);

/** Goes round a list for ever. @template T @param {readonly T[]} all @returns {() => T} */
function inTurn(all) {
  let next = 0;
  return () => {
    const one = all[next % all.length];
    if (one === undefined) throw new Error('There is nothing to choose from');
    next += 1;
    return one;
  };
}

/** @param {readonly string[]} stateCodes @returns {Workload} */
export function creating(stateCodes) {
  const stateCode = inTurn(stateCodes);
  return { next: () => ({ request: createRequest(stateCode()), check: isCreated }) };
}

/**
 * Holds and resumes cases, each request another case.
 * @param {import('./subjects.mjs').HoldableCase[]} cases for this workload alone
 * @returns {Workload}
 */
export function transiting(cases) {
  const idle = [...cases];
  return {
    next() {
      const theCase = idle.shift();
      if (!theCase) throw new Error('There are too few cases for so many connections');
      return {
        request: transitionRequest(theCase),
        check(answer) {
          isOk(answer);
          theCase.version = Number(/\r\netag: "v(\d+)"/i.exec(answer.head)?.[1]);
          theCase.isHeld = !theCase.isHeld;
          idle.push(theCase);
        },
      };
    },
  };
}

/** @param {Record<string, readonly import('./subjects.mjs').Reading[]>} readings by kind @returns {Workload} */
export function reading(readings) {
  const kind = inTurn(Object.entries(readings).map(([name, all]) => ({ name, one: inTurn(all) })));
  return {
    next() {
      const { name, one } = kind();
      const { who, caseId } = one();
      return { request: readRequest(who, caseId, name), check: isOk };
    },
  };
}

/** @param {readonly import('./subjects.mjs').Place[]} places @param {'first' | 'deep'} page @param {string} kind @returns {Workload} */
export function listing(places, page, kind) {
  const place = inTurn(places);
  return {
    next() {
      const { who, at, id } = place();
      return { request: listRequest(who, page === 'first' ? null : cursorAt({ at, id }), kind), check: isOk };
    },
  };
}
