import { AccessModule } from '#libs/infrastructure';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { CaseAccessController } from './case-access.controller.js';
import { EmergencyAccessController } from './emergency-access.controller.js';
import { OpenCaseGuard } from './open-case.guard.js';
import { StepUpGuard } from './step-up.guard.js';

/** Who may read a case and who did. To be imported after `PeopleApiModule`: its guard needs the session. */
@Module({})
export class AccessApiModule {
  static with(settings: { readonly strictNeedsSecondFactor: boolean }): DynamicModule {
    return {
      module: AccessApiModule,
      imports: [AccessModule.with(settings)],
      controllers: [CaseAccessController, EmergencyAccessController],
      providers: [
        { provide: APP_GUARD, useClass: OpenCaseGuard },
        {
          provide: APP_GUARD,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new StepUpGuard(reflector, settings.strictNeedsSecondFactor),
        },
      ],
    };
  }
}
