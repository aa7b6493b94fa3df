import type { Identifiers } from '../identifiers/identifiers.js';
import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message, Outbox } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { DeliveryToSend } from './webhook-store.js';

/** Tells systems what people are told: makes a delivery for every receiver that wants the event and may know of it. */
export class AnnounceToWebhooks extends MessageConsumer<'case.notify'> {
  override readonly name = 'announce-to-webhooks';
  override readonly topic = 'case.notify';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
  ) {
    super();
  }

  override async consume({ id, payload }: Message<'case.notify'>): Promise<void> {
    const { caseId, sequence, template: event } = payload;
    await this.unitOfWork.run(async ({ messages, webhooks, outbox }) => {
      if (!(await messages.claim(id, this.name))) return;
      const deliveries = await webhooks.announce({ caseId, sequence, event }, () => this.identifiers.next());
      for (const delivery of deliveries) sendOff(outbox, delivery, 0);
    });
  }
}

/** A receiver that fails is served on a queue of its own, so that the healthy ones never wait behind it. */
export function sendOff(outbox: Outbox, { deliveryId, isFailing }: DeliveryToSend, delaySeconds: number): void {
  outbox.append(isFailing ? 'webhook.retry' : 'webhook.send', { deliveryId }, undefined, delaySeconds);
}
