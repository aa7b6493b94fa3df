import type { DefinitionReference } from '#libs/workflow';
import type { Actor } from '../people/actor.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import {
  LifecyclePublishedAlready,
  LifecycleVersionNotFound,
  NotForLifecycles,
  ProposerCannotPublish,
} from './lifecycle.errors.js';

const MAY_PUBLISH = ['administrator', 'hq-manager'];

/** A second person publishes a proposed version. From then on it never changes, and new requests of its areas start under it. */
export class PublishLifecycle {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotForLifecycles, LifecycleVersionNotFound, LifecyclePublishedAlready, ProposerCannotPublish */
  async execute(actor: Actor, reference: DefinitionReference): Promise<void> {
    if (!actor.roles.some(({ role }) => MAY_PUBLISH.includes(role))) throw new NotForLifecycles(MAY_PUBLISH);
    await this.unitOfWork.run(async ({ lifecycles, audit }) => {
      const proposed = await lifecycles.lock(reference);
      if (!proposed) throw new LifecycleVersionNotFound();
      if (proposed.isPublished) throw new LifecyclePublishedAlready();
      if (proposed.proposedBy === actor.personId) throw new ProposerCannotPublish();
      await lifecycles.publish(reference, actor.personId, proposed.areas);
      audit.append({
        kind: 'lifecycle-published',
        actorId: actor.personId,
        subject: { type: 'lifecycle', key: reference.id },
        detail: { id: reference.id, version: reference.version, areas: [...proposed.areas] },
      });
    });
  }
}
