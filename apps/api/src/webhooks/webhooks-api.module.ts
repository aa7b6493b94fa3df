import { Identifiers, KeepWebhooks, Letters, UnitOfWork, WebhookAddresses, WebhookSecrets } from '#libs/domain';
import {
  BoxedWebhookSecrets,
  DataSource,
  PermittedAddresses,
  provide,
  SecretBox,
  UuidIdentifiers,
  WebhookDesk,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type DynamicModule, Module } from '@nestjs/common';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** Receivers of webhooks over HTTP: registering them, their secrets, and what was sent to them. */
@Module({})
export class WebhooksApiModule {
  static with(settings: {
    readonly secretsKey: Buffer | null;
    readonly allowedNetworks: readonly string[];
  }): DynamicModule {
    return {
      module: WebhooksApiModule,
      controllers: [WebhooksController, WebhookDeliveriesController],
      providers: [
        { provide: Letters, useValue: new LifecycleLetters() },
        { provide: WebhookAddresses, useValue: new PermittedAddresses(settings.allowedNetworks) },
        {
          provide: WebhookSecrets,
          useValue: new BoxedWebhookSecrets(settings.secretsKey && new SecretBox(settings.secretsKey)),
        },
        provide(UuidIdentifiers, [], Identifiers),
        provide(WebhookDesk, [DataSource]),
        provide(KeepWebhooks, [UnitOfWork, Identifiers, Letters, WebhookAddresses, WebhookSecrets]),
      ],
    };
  }
}
