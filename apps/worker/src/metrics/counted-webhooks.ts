import { type OutgoingWebhook, type WebhookAnswer, WebhookSender } from '#libs/domain';
import { Counter, type Registry } from 'prom-client';

/** Counts the attempts at webhooks by what became of them. */
export class CountedWebhooks extends WebhookSender {
  private readonly attempts: Counter<'outcome'>;

  constructor(
    private readonly sender: WebhookSender,
    registry: Registry,
  ) {
    super();
    this.attempts = new Counter({
      name: 'upon_request_webhook_attempts_total',
      help: 'Attempts to deliver a webhook, by outcome (delivered, or the code of the cause)',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  override async send(webhook: OutgoingWebhook): Promise<WebhookAnswer> {
    const answer = await this.sender.send(webhook);
    this.attempts.inc({ outcome: answer.cause ?? 'delivered' });
    return answer;
  }
}
