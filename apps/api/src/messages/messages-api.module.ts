import { MessagesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { MessagesController } from './messages.controller.js';
import { NotesController } from './notes.controller.js';
import { QuestionsController } from './questions.controller.js';

/** The conversation on a case over HTTP: messages, questions and answers, internal notes. */
@Module({
  imports: [MessagesModule],
  controllers: [MessagesController, NotesController, QuestionsController],
})
export class MessagesApiModule {}
