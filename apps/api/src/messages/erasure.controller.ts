import { type Actor, EraseWords } from '#libs/domain';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { EraseWordsBody } from './message.dto.js';
import { MessageSequencePipe } from './message-sequence.pipe.js';
import { NoteIdPipe } from './note-id.pipe.js';

const NOT_YOURS = ApiProblem(
  403,
  'erasing.not_yours',
  'Words are erased by the head of the lead office or by headquarters',
  { rolesNeeded: ['office-head', 'hq-manager'] },
);
const DONE_ALREADY = ApiProblem(409, 'erasing.done_already', 'These words have been erased already');

/** Words that must be forgotten go; that they were there, who erased them and why stays. */
@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@NOT_SIGNED_IN
@CASE_NOT_FOUND
@INVALID_REQUEST
@NOT_YOURS
@DONE_ALREADY
@Controller('cases/:caseId')
export class ErasureController {
  constructor(@Inject(EraseWords) private readonly erase: EraseWords) {}

  @Post('messages/:sequence/erasure')
  @Permission('words.erase')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erase the words of a message for good, with its translations, the mail it came in and its attachments',
  })
  @ApiParam({ name: 'sequence', type: Number, example: 7 })
  @ApiNoContentResponse({ description: 'The words are gone; conversation and history say who erased them and why' })
  @ApiProblem(404, 'messages.not_found', 'There is no such message on this case')
  @ApiProblem(
    409,
    'erasing.words_of_an_act',
    'A question and its answer are acts in the history of the case, which nobody rewrites',
  )
  async message(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('sequence', MessageSequencePipe) sequence: number,
    @Body() { reason }: EraseWordsBody,
  ): Promise<void> {
    await this.erase.message(actor, { caseId, sequence, reason, asOperator: false });
  }

  @Post('notes/:noteId/erasure')
  @Permission('words.erase')
  @HttpCode(204)
  @ApiOperation({ summary: 'Erase the words of an internal note for good' })
  @ApiParam({ name: 'noteId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'The words are gone; the note says who erased them and why' })
  @ApiProblem(404, 'messages.note_not_found', 'There is no such note on this case')
  async note(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('noteId', NoteIdPipe) noteId: string,
    @Body() { reason }: EraseWordsBody,
  ): Promise<void> {
    await this.erase.note(actor, { caseId, noteId, reason, asOperator: false });
  }
}
