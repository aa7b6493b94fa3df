import {
  AcceptInvitation,
  AcceptRecovery,
  Accounts,
  ApiTokens,
  AskForRecovery,
  ChangePassword,
  Identities,
  IdentityProvider,
  Invitations,
  MakeApiToken,
  PasswordRecoveries,
  Passwords,
  PeopleDirectory,
  SecondFactors,
  Sessions,
  SignIn,
  SignInAttempts,
  SingleSignOn,
  StepUp,
  UnitOfWork,
} from '#libs/domain';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { Argon2Passwords } from './argon2-passwords.js';
import { PostgresApiTokens } from './postgres-api-tokens.js';
import { NoIdentityProvider } from './no-identity-provider.js';
import { OpenIdProvider, type OpenIdSettings } from './openid-provider.js';
import { PostgresIdentities } from './postgres-identities.js';
import { PostgresAccounts } from './postgres-accounts.js';
import { PostgresInvitations } from './postgres-invitations.js';
import { PostgresPasswordRecoveries } from './postgres-passwords.js';
import { PostgresPeopleDirectory } from './postgres-people-directory.js';
import { PostgresSecondFactors } from './postgres-second-factors.js';
import { PostgresSessions } from './postgres-sessions.js';
import { PostgresSignInAttempts } from './postgres-sign-in-attempts.js';
import { SecretBox } from './secret-box.js';

/** How people get in: passwords, second factors, invitations, sessions. Needs the global `DatabaseModule`. */
@Module({})
export class SignInModule {
  /** @param settings `secretsKey` has 32 bytes; without it nobody can set up a second factor. */
  static with(settings: {
    readonly secretsKey: Buffer | null;
    readonly publicUrl: string;
    readonly openId: OpenIdSettings | null;
  }): DynamicModule {
    const { openId, publicUrl } = settings;
    const box = settings.secretsKey && new SecretBox(settings.secretsKey);
    return {
      module: SignInModule,
      providers: [
        provide(PostgresAccounts, [DataSource], Accounts),
        provide(PostgresSessions, [DataSource], Sessions),
        provide(PostgresSignInAttempts, [DataSource], SignInAttempts),
        provide(PostgresInvitations, [DataSource], Invitations),
        provide(PostgresApiTokens, [DataSource], ApiTokens),
        provide(MakeApiToken, [ApiTokens]),
        {
          provide: SecondFactors,
          inject: [DataSource],
          useFactory: (dataSource: DataSource) => new PostgresSecondFactors(dataSource, box),
        },
        {
          provide: Passwords,
          useFactory: async (): Promise<Passwords> => {
            const passwords = new Argon2Passwords();
            await passwords.prepare();
            return passwords;
          },
        },
        provide(PostgresIdentities, [DataSource], Identities),
        {
          provide: IdentityProvider,
          useFactory: () => (openId ? new OpenIdProvider(openId, publicUrl) : new NoIdentityProvider()),
        },
        provide(SingleSignOn, [IdentityProvider, Identities, Sessions]),
        provide(SignIn, [Accounts, Passwords, SignInAttempts, Sessions, SecondFactors]),
        provide(StepUp, [SecondFactors, SignInAttempts, Sessions]),
        provide(AcceptInvitation, [Invitations, Passwords]),
        provide(PostgresPeopleDirectory, [DataSource], PeopleDirectory),
        provide(PostgresPasswordRecoveries, [DataSource], PasswordRecoveries),
        provide(ChangePassword, [UnitOfWork, PeopleDirectory, Passwords, SignInAttempts]),
        provide(AskForRecovery, [UnitOfWork, SignInAttempts]),
        provide(AcceptRecovery, [UnitOfWork, PasswordRecoveries, Passwords, SignInAttempts]),
      ],
      exports: [
        SignIn,
        StepUp,
        AcceptInvitation,
        ChangePassword,
        AskForRecovery,
        AcceptRecovery,
        Invitations,
        Sessions,
        SecondFactors,
        ApiTokens,
        MakeApiToken,
        SingleSignOn,
        IdentityProvider,
      ],
    };
  }
}
