import { type Configuration, DataSource, GivenUpMessages, provide } from '#libs/infrastructure';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { OperationsController } from './operations.controller.js';
import { QueueWindow } from './queue-window.js';

/** What operators do with messages, over HTTP. */
@Module({})
export class OperationsApiModule {
  static with(queue: Configuration['queue'], logger: Logger): DynamicModule {
    return {
      module: OperationsApiModule,
      controllers: [OperationsController],
      providers: [
        provide(GivenUpMessages, [DataSource]),
        {
          provide: QueueWindow,
          useFactory: () =>
            new QueueWindow(queue, (error) =>
              logger.debug({ code: (error as { code?: unknown } | null)?.code }, 'queue in trouble'),
            ),
        },
      ],
    };
  }
}
