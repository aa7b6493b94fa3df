import {
  AskAndAnswer,
  EraseWords,
  Identifiers,
  PerformTransition,
  PostMessage,
  SettleAttachment,
  SettleHeldReply,
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
import { AttachmentReader } from './attachments/attachment-reader.js';
import { ConversationReader } from './conversation-reader.js';
import { PeopleOnCase } from './people-on-case.js';
import { HeldReplies } from './replies/held-replies.js';
import { ReplyDesk } from './replies/reply-desk.js';

/** The conversation on a case. */
@Module({
  imports: [CasesModule],
  providers: [
    provide(PostMessage, [UnitOfWork]),
    provide(WriteNote, [UnitOfWork, Identifiers]),
    provide(AskAndAnswer, [WorkflowCatalog, PerformTransition]),
    provide(TranslateMessage, [UnitOfWork, WorkflowCatalog, Identifiers]),
    provide(EraseWords, [UnitOfWork, WorkflowCatalog]),
    provide(SettleAttachment, [UnitOfWork]),
    provide(AttachmentReader, [DataSource, CaseReader]),
    provide(PeopleOnCase, [DataSource, CaseReader]),
    provide(HeldReplies, [DataSource]),
    provide(SettleHeldReply, [UnitOfWork]),
    provide(ReplyDesk, [DataSource]),
    provide(ConversationReader, [DataSource, CaseReader, WorkflowCatalog]),
  ],
  exports: [
    AskAndAnswer,
    AttachmentReader,
    CasesModule,
    ConversationReader,
    EraseWords,
    HeldReplies,
    PeopleOnCase,
    PostMessage,
    ReplyDesk,
    SettleAttachment,
    SettleHeldReply,
    TranslateMessage,
    WriteNote,
  ],
})
export class MessagesModule {}
