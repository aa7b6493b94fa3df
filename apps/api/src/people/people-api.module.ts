import { type Configuration, PeopleModule, SignInModule } from '#libs/infrastructure';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RequestLimits } from '../http/request-limits.js';
import { AccountRolesController } from './account-roles.controller.js';
import { AccountStandingController } from './account-standing.controller.js';
import { CrossSiteCheck } from './cross-site-check.js';
import { IdentitiesController } from './identities.controller.js';
import { MandatesController } from './mandates.controller.js';
import { MeController } from './me.controller.js';
import { PasswordController } from './password.controller.js';
import { PeopleController } from './people.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SessionCookie } from './session-cookie.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SingleSignOnController } from './single-sign-on.controller.js';
import { SsoCookie } from './sso-cookie.js';
import { SubstitutesController } from './substitutes.controller.js';
import { TokensController } from './tokens.controller.js';

/** Sign-in and sessions over HTTP. Importing it closes every route of the application to whoever it does not name. */
@Module({})
export class PeopleApiModule {
  static with(settings: {
    readonly publicUrl: string;
    readonly secretsKey: Buffer | null;
    readonly limits: RequestLimits;
    readonly openId: Configuration['openId'];
  }): DynamicModule {
    return {
      module: PeopleApiModule,
      imports: [PeopleModule, SignInModule.with(settings)],
      controllers: [
        SessionsController,
        MeController,
        MandatesController,
        IdentitiesController,
        PasswordController,
        SubstitutesController,
        PeopleController,
        AccountRolesController,
        AccountStandingController,
        SecondFactorController,
        TokensController,
        SingleSignOnController,
      ],
      providers: [
        { provide: SessionCookie, useFactory: () => new SessionCookie(settings.publicUrl) },
        { provide: SsoCookie, useFactory: () => new SsoCookie(settings.publicUrl) },
        { provide: CrossSiteCheck, useFactory: () => new CrossSiteCheck(settings.publicUrl) },
        { provide: RequestLimits, useValue: settings.limits },
        { provide: APP_GUARD, useClass: SessionGuard },
      ],
    };
  }
}
