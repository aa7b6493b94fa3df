import { type Configuration, DatabaseModule, type DataSource, LOGGER } from '#libs/infrastructure';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccessApiModule } from './access/access-api.module.js';
import { CalendarsApiModule } from './calendars/calendars-api.module.js';
import { CasesApiModule } from './cases/cases-api.module.js';
import { AuditApiModule } from './audit/audit-api.module.js';
import { HealthController } from './health/health.controller.js';
import { ProblemDetailsFilter } from './http/problem-details.filter.js';
import type { RequestLimits } from './http/request-limits.js';
import { requestValidation } from './http/request-validation.js';
import { LifecyclesApiModule } from './lifecycles/lifecycles-api.module.js';
import { MessagesApiModule } from './messages/messages-api.module.js';
import { NotificationsApiModule } from './notifications/notifications-api.module.js';
import { OperationsApiModule } from './operations/operations-api.module.js';
import { PeopleApiModule } from './people/people-api.module.js';
import { PoliciesApiModule } from './policies/policies-api.module.js';
import { ReferenceDataApiModule } from './reference-data/reference-data-api.module.js';
import { ReportsApiModule } from './reports/reports-api.module.js';
import { WebhooksApiModule } from './webhooks/webhooks-api.module.js';
import { TextsApiModule } from './texts/texts-api.module.js';

/** The composition of the HTTP edge: rooms in, nothing decided here. */
@Module({})
export class AppModule {
  static with(parts: {
    readonly configuration: Configuration;
    readonly dataSource: DataSource;
    readonly logger: Logger;
    readonly limits: RequestLimits;
  }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.with(parts.dataSource),
        PeopleApiModule.with({
          publicUrl: parts.configuration.api.publicUrl,
          secretsKey: parts.configuration.secretsKey,
          limits: parts.limits,
          openId: parts.configuration.openId,
        }),
        AccessApiModule.with({ strictNeedsSecondFactor: parts.configuration.strictNeedsSecondFactor }),
        AuditApiModule,
        ReferenceDataApiModule,
        LifecyclesApiModule,
        CasesApiModule,
        CalendarsApiModule,
        MessagesApiModule,
        TextsApiModule.with({ logger: parts.logger }),
        PoliciesApiModule,
        NotificationsApiModule.with({ databaseUrl: parts.configuration.databaseUrl }),
        ReportsApiModule,
        OperationsApiModule.with(parts.configuration.queue, parts.logger),
        WebhooksApiModule.with({
          secretsKey: parts.configuration.secretsKey,
          allowedNetworks: parts.configuration.webhooks.allowedNetworks,
        }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: LOGGER, useValue: parts.logger },
        ProblemDetailsFilter,
        { provide: APP_FILTER, useExisting: ProblemDetailsFilter },
        { provide: APP_PIPE, useFactory: requestValidation },
      ],
    };
  }
}
