import {
  AddPerson,
  EndMandate,
  EndorseMandate,
  ErasePerson,
  Identifiers,
  KeepIdentities,
  NameSubstitute,
  Passwords,
  PeopleDirectory,
  PeopleRegister,
  ProposeMandate,
  UnitOfWork,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UuidIdentifiers } from '../identifiers/uuid-identifiers.js';
import { provide } from '../wiring/provide.js';
import { Argon2Passwords } from './argon2-passwords.js';
import { MandateList } from './mandate-list.js';
import { PeopleList } from './people-list.js';
import { PostgresPeopleDirectory } from './postgres-people-directory.js';
import { PostgresPeopleRegister } from './postgres-people-register.js';

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
    provide(MandateList, [DataSource]),
    provide(PeopleList, [DataSource]),
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
    MandateList,
    PeopleList,
    KeepIdentities,
    ErasePerson,
  ],
})
export class PeopleModule {}
