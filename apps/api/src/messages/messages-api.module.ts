import { MessagesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { AttachmentsController } from './attachments.controller.js';
import { ErasureController } from './erasure.controller.js';
import { HeldRepliesController } from './held-replies.controller.js';
import { MessagesController } from './messages.controller.js';
import { NotesController } from './notes.controller.js';
import { PeopleOnCaseController } from './people-on-case.controller.js';
import { RepliesController } from './replies.controller.js';
import { QuestionsController } from './questions.controller.js';

/** The conversation on a case over HTTP: messages, questions and answers, internal notes. */
@Module({
  imports: [MessagesModule],
  controllers: [
    AttachmentsController,
    ErasureController,
    HeldRepliesController,
    MessagesController,
    NotesController,
    PeopleOnCaseController,
    QuestionsController,
    RepliesController,
  ],
})
export class MessagesApiModule {}
