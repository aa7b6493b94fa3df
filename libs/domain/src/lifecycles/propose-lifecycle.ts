import type { DefinitionReference } from '#libs/workflow';
import type { Actor } from '../people/actor.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { LifecycleVersionTaken, NotForLifecycles, UnknownAreas } from './lifecycle.errors.js';
import type { DefinitionReader } from './lifecycle-store.js';

const MAY_PROPOSE = ['administrator'];

/** An administrator proposes a lifecycle, or a new version of one. Nothing runs under it until another person publishes it. */
export class ProposeLifecycle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: DefinitionReader,
    private readonly referenceData: ReferenceData,
  ) {}

  /**
   * @param proposal `document` is the definition as JSON text.
   * @throws NotForLifecycles, DefinitionNotValid, UnknownAreas, LifecycleVersionTaken
   */
  async execute(
    actor: Actor,
    proposal: { readonly document: string; readonly areas: readonly string[] },
  ): Promise<DefinitionReference> {
    if (!actor.roles.some(({ role }) => MAY_PROPOSE.includes(role))) throw new NotForLifecycles(MAY_PROPOSE);
    const { definition, checksum } = this.reader.read(proposal.document);
    const { areas: known } = await this.referenceData.current();
    const unknown = proposal.areas.flatMap((area, place) => (known.has(area) ? [] : [place]));
    if (unknown.length > 0) throw new UnknownAreas(unknown);

    const { id, version } = definition;
    await this.unitOfWork.run(async ({ lifecycles, audit }) => {
      const isNew = await lifecycles.add({ definition, checksum, areas: proposal.areas, proposedBy: actor.personId });
      if (!isNew) throw new LifecycleVersionTaken(id, version);
      audit.append({
        kind: 'lifecycle-proposed',
        actorId: actor.personId,
        subject: { type: 'lifecycle', key: id },
        detail: { id, version, checksum, areas: [...proposal.areas] },
      });
    });
    return { id, version };
  }
}
