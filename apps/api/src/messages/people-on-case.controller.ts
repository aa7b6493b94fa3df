import type { Actor } from '#libs/domain';
import { PeopleOnCase } from '#libs/infrastructure';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { nextPage } from './message-descriptions.js';
import { PeopleOnCasePage, PeopleOnCaseQuery } from './people-on-case.dto.js';

const PAGE_SIZE = 50;

/** Whom one can address by name on a case. */
@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@Controller('cases/:caseId/people')
export class PeopleOnCaseController {
  constructor(@Inject(PeopleOnCase) private readonly people: PeopleOnCase) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({
    summary: 'List who can be addressed by name in a message on this case, or in a note of staff, by name',
    description:
      'Only people who see the case. The State is told of its own people and of those of the office that leads the case.',
  })
  @ApiOkResponse({
    type: PeopleOnCasePage,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @INVALID_REQUEST
  async page(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { for: what = 'messages', after, limit = PAGE_SIZE }: PeopleOnCaseQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PeopleOnCasePage> {
    const found = await this.people.page(actor, caseId, { what, after: after ?? null, limit: limit + 1 });
    const items = found.slice(0, limit);
    const nextAfter = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextAfter !== null)
      reply.header('link', nextPage(`cases/${caseId}/people`, { for: what, after: nextAfter, limit }));
    return { items, nextAfter };
  }
}
