/** What is told; mailed at once, and put into the inbox. */
const EVENT = 'accepted';
const IN_ONE_COMMIT = 100;

/**
 * Commits what an act leaves behind for each of these cases, a hundred in one commit.
 * @param {import('./stage.mjs').Stage} stage @param {readonly { id: string }[]} cases
 */
export async function tell({ unitOfWork }, cases) {
  for (let from = 0; from < cases.length; from += IN_ONE_COMMIT)
    await unitOfWork.run(async ({ outbox }) => {
      for (const { id } of cases.slice(from, from + IN_ONE_COMMIT))
        outbox.append('case.notify', { caseId: id, sequence: 1, template: EVENT, to: ['focal-point'] }, id);
    });
}

/** @param {() => Promise<unknown>} work */
export async function secondsOf(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
