import { MessageConsumer } from '../outbox/message-consumer.js';
import type { Message } from '../outbox/outbox.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { sendOff } from './announce-to-webhooks.js';
import { WebhookBeingSent, WebhookGivenUp } from './webhook.errors.js';
import { webhookPauseSeconds } from './webhook-retries.js';
import { type WebhookAnswer, WebhookSender } from './webhook-sender.js';
import type { TakenDelivery } from './webhook-store.js';

/** After so long a receiver that had its hands full is tried again; up to as much again is chance. */
const BUSY_PAUSE_SECONDS = 1;

/** RFC 9110, 15.5.11: the receiver is gone and will not come back. */
const GONE = 410;

/** Healthy receivers answer at once; whoever has failed gets time, on a queue where nobody healthy waits behind. */
const PATIENCE_SECONDS = { 'webhook.send': 5, 'webhook.retry': 15 } as const;

type Topic = 'webhook.send' | 'webhook.retry';

/**
 * Makes one attempt at a delivery and says in the database what became of it. The receiver is no part of our
 * transaction: a worker that dies between its answer and our commit sends again, under the same `webhook-id`.
 */
abstract class AttemptWebhook<Mine extends Topic> extends MessageConsumer<Mine> {
  override readonly name = 'send-webhook';
  abstract override readonly topic: Mine;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sender: WebhookSender,
    private readonly chance: () => number,
  ) {
    super();
  }

  /** @throws WebhookGivenUp after the last attempt; WebhookBeingSent. */
  override async consume({ id, payload: { deliveryId } }: Message<Mine>): Promise<void> {
    const taken = await this.unitOfWork.run(({ webhooks }) => webhooks.take(deliveryId));
    if (taken.outcome === 'being-sent') throw new WebhookBeingSent(deliveryId);
    if (taken.outcome === 'nothing-to-send') return;
    if (taken.outcome === 'receiver-busy') return this.comeBack(id, deliveryId);

    const { delivery } = taken;
    let answer: WebhookAnswer;
    try {
      const { subscriptionId, url, keptSecrets } = delivery;
      answer = await this.sender.send({
        ...{ id: deliveryId, subscriptionId, url, keptSecrets },
        body: bodyOf(delivery),
        patienceSeconds: PATIENCE_SECONDS[this.topic],
      });
    } catch (error) {
      // A fault of ours, not of the receiver: it costs the delivery none of its attempts.
      await this.unitOfWork.run(({ webhooks }) => webhooks.release(deliveryId));
      throw error;
    }
    await this.settle(id, delivery, answer);
  }

  private async settle(messageId: string, delivery: TakenDelivery, answer: WebhookAnswer): Promise<void> {
    const { deliveryId, subscriptionId } = delivery;
    const isGone = answer.httpStatus === GONE;
    const pauseSeconds = isGone
      ? null
      : webhookPauseSeconds(delivery.attempts + 1, this.chance(), answer.retryAfterSeconds);
    const isGivenUp = answer.cause !== null && pauseSeconds === null;
    await this.unitOfWork.run(async ({ messages, webhooks, outbox }) => {
      // What is given up stays open in the ledger: an operator may send the same message on its way again.
      if (!isGivenUp && !(await messages.claim(messageId, this.name))) return;
      if (answer.cause === null) {
        await webhooks.markDelivered(deliveryId, answer);
      } else {
        await webhooks.markRefused(deliveryId, answer, pauseSeconds);
        if (isGone) await webhooks.disable(subscriptionId, 'gone');
        if (pauseSeconds !== null) sendOff(outbox, { deliveryId, isFailing: true }, pauseSeconds);
      }
    });
    if (isGivenUp) throw new WebhookGivenUp(answer.cause ?? 'webhook.unknown');
  }

  private comeBack(messageId: string, deliveryId: string): Promise<void> {
    return this.unitOfWork.run(async ({ messages, outbox }) => {
      if (!(await messages.claim(messageId, this.name))) return;
      const isFailing = this.topic === 'webhook.retry';
      sendOff(outbox, { deliveryId, isFailing }, BUSY_PAUSE_SECONDS * (1 + this.chance()));
    });
  }
}

export class SendWebhook extends AttemptWebhook<'webhook.send'> {
  override readonly topic = 'webhook.send';
}

export class RetryWebhook extends AttemptWebhook<'webhook.retry'> {
  override readonly topic = 'webhook.retry';
}

/** The thin payload of Standard Webhooks: what happened, when, and where to read of it. The receiver asks for the rest. */
function bodyOf({ event, occurredAt, about }: TakenDelivery): string {
  return JSON.stringify({
    type: about === null ? event : `case.${event}`,
    timestamp: occurredAt.toISOString(),
    data: about ?? {},
  });
}
