import { PeopleModule } from '#libs/infrastructure';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CrossSiteCheck } from './cross-site-check.js';
import { MandatesController } from './mandates.controller.js';
import { MeController } from './me.controller.js';
import { SessionCookie } from './session-cookie.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';

/** Sign-in and sessions over HTTP. Importing it closes every route of the application that is not `@Public()`. */
@Module({})
export class PeopleApiModule {
  static with(settings: { readonly publicUrl: string }): DynamicModule {
    return {
      module: PeopleApiModule,
      imports: [PeopleModule],
      controllers: [SessionsController, MeController, MandatesController],
      providers: [
        { provide: SessionCookie, useFactory: () => new SessionCookie(settings.publicUrl) },
        { provide: CrossSiteCheck, useFactory: () => new CrossSiteCheck(settings.publicUrl) },
        { provide: APP_GUARD, useClass: SessionGuard },
      ],
    };
  }
}
