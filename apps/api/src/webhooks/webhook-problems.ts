import { ApiProblem } from '../openapi/api-problem.decorator.js';

/** Refusals that the operations on webhooks share. */
export const WEBHOOK_NOT_FOUND = ApiProblem(
  404,
  'webhook.not_found',
  'There is no such webhook or delivery, or you may not see it',
);
export const ADDRESS_REFUSED = ApiProblem(422, 'webhook.address_refused', 'This address cannot receive webhooks', {
  errors: [
    {
      pointer: '/url',
      code: 'not_public',
      message: 'The address leads into a private network, to this machine, or nowhere public',
    },
  ],
});
export const WEBHOOK_UNKNOWN_EVENT = ApiProblem(
  422,
  'notification.unknown_event',
  'No lifecycle tells of an event called by that name',
);
export const WEBHOOK_OFF = ApiProblem(409, 'webhook.disabled', 'This webhook is switched off; switch it on first');
export const WEBHOOKS_UNAVAILABLE = ApiProblem(
  409,
  'webhook.unavailable',
  'This system was given no key to keep the secrets of webhooks with (SECRETS_KEY)',
);
