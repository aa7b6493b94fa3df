import {
  Accounts,
  AddPerson,
  EndMandate,
  EndorseMandate,
  Identifiers,
  NameSubstitute,
  Passwords,
  PeopleDirectory,
  PeopleRegister,
  ProposeMandate,
  Sessions,
  SignIn,
  SignInAttempts,
  UnitOfWork,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UuidIdentifiers } from '../identifiers/uuid-identifiers.js';
import { provide } from '../wiring/provide.js';
import { Argon2Passwords } from './argon2-passwords.js';
import { MandateList } from './mandate-list.js';
import { PostgresAccounts } from './postgres-accounts.js';
import { PostgresPeopleDirectory } from './postgres-people-directory.js';
import { PostgresPeopleRegister } from './postgres-people-register.js';
import { PostgresSessions } from './postgres-sessions.js';
import { PostgresSignInAttempts } from './postgres-sign-in-attempts.js';

/** People, their roles and their sessions. Needs the global `DatabaseModule`. */
@Module({
  providers: [
    provide(PostgresAccounts, [DataSource], Accounts),
    provide(PostgresSessions, [DataSource], Sessions),
    provide(PostgresSignInAttempts, [DataSource], SignInAttempts),
    provide(PostgresPeopleDirectory, [DataSource], PeopleDirectory),
    provide(PostgresPeopleRegister, [DataSource], PeopleRegister),
    {
      provide: Passwords,
      useFactory: async (): Promise<Passwords> => {
        const passwords = new Argon2Passwords();
        await passwords.prepare();
        return passwords;
      },
    },
    provide(SignIn, [Accounts, Passwords, SignInAttempts, Sessions]),
    provide(AddPerson, [PeopleRegister, Passwords]),
    provide(UuidIdentifiers, [], Identifiers),
    provide(ProposeMandate, [UnitOfWork, Identifiers]),
    provide(EndorseMandate, [UnitOfWork]),
    provide(EndMandate, [UnitOfWork]),
    provide(NameSubstitute, [UnitOfWork]),
    provide(MandateList, [DataSource]),
  ],
  exports: [
    SignIn,
    AddPerson,
    Sessions,
    PeopleDirectory,
    PeopleRegister,
    Passwords,
    ProposeMandate,
    EndorseMandate,
    EndMandate,
    NameSubstitute,
    MandateList,
  ],
})
export class PeopleModule {}
