/**
 * A lifecycle of so many states, sound in every respect: a long line with ways back and out, and gates beside it.
 * @param {number} size
 * @returns {import('#libs/workflow').WorkflowDefinition}
 */
export function largeLifecycle(size) {
  const names = Array.from({ length: size }, (_, index) => `step-${index}`);
  const last = `step-${size - 1}`;
  const roles = ['officer'];
  return {
    id: 'large',
    version: 1,
    roles: { officer: { party: 'office' } },
    states: Object.fromEntries(
      names.map((name) => [
        name,
        name === last
          ? { phase: 'closed', holder: 'none', clock: 'none', terminal: true }
          : { phase: 'delivery', holder: 'office', clock: 'running' },
      ]),
    ),
    creation: { name: 'create', to: 'step-0', roles },
    transitions: names.slice(0, -1).flatMap((name, index) => [
      {
        name: `go-on-${index}`,
        from: [name],
        to: `step-${index + 1}`,
        roles,
        ...(index % 50 === 49 && { needs: [{ gate: `gate-${(index / 50) | 0}`, isOneOf: ['open'] }] }),
      },
      { name: `go-back-${index}`, from: [name], to: `step-${Math.max(0, index - 7)}`, roles },
      { name: `end-${index}`, from: [name], to: last, roles },
    ]),
    gates: Object.fromEntries(
      Array.from({ length: Math.floor(size / 50) }, (_, index) => [
        `gate-${index}`,
        {
          initial: 'shut',
          states: { shut: {}, open: { settled: true } },
          transitions: [
            {
              name: `open-${index}`,
              from: ['shut'],
              to: 'open',
              during: names.slice(index * 50, index * 50 + 50),
              roles,
            },
          ],
        },
      ]),
    ),
    targets: [],
  };
}
