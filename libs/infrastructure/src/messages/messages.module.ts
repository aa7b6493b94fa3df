import {
  AskAndAnswer,
  Identifiers,
  PerformTransition,
  PostMessage,
  TranslateMessage,
  UnitOfWork,
  WorkflowCatalog,
  WriteNote,
} from '#libs/domain';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader } from '../cases/case-reader.js';
import { CasesModule } from '../cases/cases.module.js';
import { provide } from '../wiring/provide.js';
import { ConversationReader } from './conversation-reader.js';

/** The conversation on a case. */
@Module({
  imports: [CasesModule],
  providers: [
    provide(PostMessage, [UnitOfWork]),
    provide(WriteNote, [UnitOfWork, Identifiers]),
    provide(AskAndAnswer, [WorkflowCatalog, PerformTransition]),
    provide(TranslateMessage, [UnitOfWork, WorkflowCatalog, Identifiers]),
    provide(ConversationReader, [DataSource, CaseReader, WorkflowCatalog]),
  ],
  exports: [AskAndAnswer, CasesModule, ConversationReader, PostMessage, TranslateMessage, WriteNote],
})
export class MessagesModule {}
