import {
  AddPerson,
  CloseAccount,
  EndMandate,
  EndRole,
  EndSessionsOf,
  EndSubstitution,
  EndorseMandate,
  EnterAccount,
  ErasePerson,
  GrantRole,
  Identifiers,
  InviteAgain,
  KeepIdentities,
  NameSubstitute,
  NameSubstituteFor,
  Passwords,
  PeopleDirectory,
  PeopleRegister,
  ProposeMandate,
  RemoveSecondFactorOf,
  ReopenAccount,
  UnitOfWork,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UuidIdentifiers } from '../identifiers/uuid-identifiers.js';
import { provide } from '../wiring/provide.js';
import { Argon2Passwords } from './argon2-passwords.js';
import { LinkedIdentities } from './linked-identities.js';
import { MandateList } from './mandate-list.js';
import { PeopleDesk } from './people-desk.js';
import { PostgresPeopleDirectory } from './postgres-people-directory.js';
import { PostgresPeopleRegister } from './postgres-people-register.js';
import { SubstituteList } from './substitute-list.js';

/** What an administrator decides about an account. */
const DECISIONS = [
  EnterAccount,
  InviteAgain,
  GrantRole,
  EndRole,
  CloseAccount,
  ReopenAccount,
  EndSessionsOf,
  RemoveSecondFactorOf,
] as const;

/** Who is who, and who may act for whom. Needs the global `DatabaseModule`. */
@Module({
  providers: [
    provide(PostgresPeopleDirectory, [DataSource], PeopleDirectory),
    provide(PostgresPeopleRegister, [DataSource], PeopleRegister),
    provide(Argon2Passwords, [], Passwords),
    provide(AddPerson, [PeopleRegister, Passwords]),
    provide(UuidIdentifiers, [], Identifiers),
    provide(ProposeMandate, [UnitOfWork, Identifiers]),
    provide(EndorseMandate, [UnitOfWork]),
    provide(EndMandate, [UnitOfWork]),
    provide(NameSubstitute, [UnitOfWork]),
    provide(NameSubstituteFor, [UnitOfWork]),
    provide(EndSubstitution, [UnitOfWork]),
    provide(SubstituteList, [DataSource]),
    provide(MandateList, [DataSource]),
    provide(PeopleDesk, [DataSource]),
    ...DECISIONS.map((decision) => provide<[UnitOfWork], unknown>(decision, [UnitOfWork])),
    provide(LinkedIdentities, [DataSource]),
    provide(KeepIdentities, [UnitOfWork, Identifiers]),
    provide(ErasePerson, [UnitOfWork]),
  ],
  exports: [
    AddPerson,
    PeopleDirectory,
    PeopleRegister,
    ProposeMandate,
    EndorseMandate,
    EndMandate,
    NameSubstitute,
    NameSubstituteFor,
    EndSubstitution,
    SubstituteList,
    MandateList,
    PeopleDesk,
    ...DECISIONS,
    LinkedIdentities,
    KeepIdentities,
    ErasePerson,
  ],
})
export class PeopleModule {}
