import {
  Accounts,
  AddPerson,
  Passwords,
  PeopleDirectory,
  PeopleRegister,
  Sessions,
  SignIn,
  SignInAttempts,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { provide } from '../wiring/provide.js';
import { Argon2Passwords } from './argon2-passwords.js';
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
  ],
  exports: [SignIn, AddPerson, Sessions, PeopleDirectory, PeopleRegister, Passwords],
})
export class PeopleModule {}
