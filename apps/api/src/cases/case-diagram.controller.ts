import { type Actor, type Language, WorkflowCatalog } from '#libs/domain';
import { CaseReader, type NamedHistoryEntry } from '#libs/infrastructure';
import { describeLifecycle, diagram, type PathSoFar } from '#libs/workflow';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PreferredLanguage } from '../http/language.js';
import { ApiPicture, CASE_PICTURE_FORMATS, drawn, pictureHeaders } from '../lifecycles/picture-formats.js';
import { CasePictureQuery } from '../lifecycles/picture.dto.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from './api-descriptions.js';
import { CaseIdPipe } from './case-id.pipe.js';

@ApiTags('cases')
@ApiBearerAuth('session')
@Controller('cases/:caseId/diagram')
export class CaseDiagramController {
  constructor(
    @Inject(CaseReader) private readonly caseReader: CaseReader,
    @Inject(WorkflowCatalog) private readonly workflows: WorkflowCatalog,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'The lifecycle of a case as a picture, with the way it has come so far' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiPicture(CASE_PICTURE_FORMATS)
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  async picture(
    @CurrentActor() actor: Actor,
    @PreferredLanguage() language: Language,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { format = 'svg' }: CasePictureQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { workflow, reference, snapshot } = await this.caseReader.read(actor, caseId);
    const path = { state: snapshot.state, moves: movesIn(await this.caseReader.wholeHistory(actor, caseId)) };
    const { definition } = await this.workflows.get(workflow.id, workflow.version);
    const picture = drawn(() =>
      format === 'svg'
        ? diagram(definition, { language, title: reference, path })
        : describeLifecycle(definition, language, path),
    );
    reply.headers(pictureHeaders(format, reference, language));
    return picture;
  }
}

/** The acts that moved a case from state to state, in their order. */
function movesIn(history: readonly NamedHistoryEntry[]): PathSoFar['moves'] {
  return history.flatMap(({ type, name, fromState, toState }) =>
    type === 'moved' && name !== null && fromState !== null && toState !== null
      ? [{ act: name, from: fromState, to: toState }]
      : [],
  );
}
