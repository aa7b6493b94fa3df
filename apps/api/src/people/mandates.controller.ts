import { type Actor, EndMandate, EndorseMandate, MandateNotFound, ProposeMandate, statusOf } from '#libs/domain';
import { MandateList, type MandateSummary } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import { CurrentActor } from './current-session.decorator.js';
import { EndMandateBody, MandateListQuery, MandatePageView, MandateView, ProposeMandateBody } from './mandates.dto.js';

const PAGE_SIZE = 50;
const MandateIdParam = (): MethodDecorator =>
  ApiParam({ name: 'mandateId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' });
const NotFoundProblem = (): MethodDecorator & ClassDecorator =>
  ApiProblem(404, 'people.mandate_not_found', 'There is no such mandate, or you may not see it');

@ApiTags('people')
@ApiBearerAuth('session')
@ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request')
@Controller()
export class MandatesController {
  constructor(
    @Inject(MandateList) private readonly list: MandateList,
    @Inject(ProposeMandate) private readonly proposeMandate: ProposeMandate,
    @Inject(EndorseMandate) private readonly endorseMandate: EndorseMandate,
    @Inject(EndMandate) private readonly endMandate: EndMandate,
  ) {}

  @Get('mandates')
  @Permission('mandates.read')
  @ApiOperation({ summary: 'List the mandates of focal points you may know of, the latest first' })
  @ApiOkResponse({
    type: MandatePageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right')
  async page(
    @CurrentActor() actor: Actor,
    @Query() query: MandateListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MandatePageView> {
    const limit = query.limit ?? PAGE_SIZE;
    const filter = { stateCode: query.stateCode ?? null, onlyProposed: query.status === 'proposed' };
    const found = await this.list.page(actor, filter, limit + 1, query.cursor ?? null);
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextCursor !== null) {
      const given = Object.entries({ ...query, cursor: nextCursor }).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      reply.header('link', `</api/v1/mandates?${new URLSearchParams(given).toString()}>; rel="next"`);
    }
    return { items: items.map(toView), nextCursor };
  }

  @Get('mandates/:mandateId')
  @Permission('mandates.read')
  @ApiOperation({ summary: 'Read a mandate' })
  @MandateIdParam()
  @ApiOkResponse({ type: MandateView })
  @NotFoundProblem()
  async read(@CurrentActor() actor: Actor, @Param('mandateId') mandateId: string): Promise<MandateView> {
    const mandate = isUUID(mandateId) ? await this.list.byId(actor, mandateId) : undefined;
    if (!mandate) throw new MandateNotFound();
    return toView(mandate);
  }

  @Post('mandates')
  @Permission('mandates.change')
  @ApiOperation({ summary: 'Propose a focal point of a State; it counts once a second person endorses it' })
  @ApiCreatedResponse({ type: MandateView })
  @ApiProblem(403, 'people.mandate_not_yours', 'This is for focal-point or permanent-mission or intake-officer')
  @NotFoundProblem()
  @ApiProblem(422, 'people.mandate_invalid', 'The mandate cannot be proposed as it is described', {
    errors: [{ pointer: '/untilAt', code: 'order', message: 'A mandate ends after it begins' }],
  })
  async propose(
    @CurrentActor() actor: Actor,
    @Body() body: ProposeMandateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MandateView> {
    const { id } = await this.proposeMandate.execute(actor, {
      stateCode: body.stateCode,
      person: { ...body.person },
      fromAt: toDate(body.fromAt),
      untilAt: toDate(body.untilAt),
      grounds: body.grounds,
      succeeds: body.succeeds ?? null,
    });
    reply.header('location', `/api/v1/mandates/${id}`);
    return this.read(actor, id);
  }

  @Post('mandates/:mandateId/endorsement')
  @Permission('mandates.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Vouch for a mandate as the Permanent Mission or headquarters’ intake desk' })
  @MandateIdParam()
  @ApiOkResponse({ type: MandateView })
  @ApiProblem(
    403,
    'people.mandate_second_person',
    'A mandate is endorsed by a second person, neither who proposed it nor whose it is',
  )
  @NotFoundProblem()
  @ApiProblem(409, 'people.mandate_endorsed', 'This mandate has been endorsed already')
  async endorse(@CurrentActor() actor: Actor, @Param('mandateId') mandateId: string): Promise<MandateView> {
    if (!isUUID(mandateId)) throw new MandateNotFound();
    await this.endorseMandate.execute(actor, mandateId);
    return this.read(actor, mandateId);
  }

  @Post('mandates/:mandateId/end')
  @Permission('mandates.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give back, withdraw or turn down a mandate' })
  @MandateIdParam()
  @ApiOkResponse({ type: MandateView })
  @ApiProblem(403, 'people.mandate_not_yours', 'This is for permanent-mission or intake-officer or administrator')
  @NotFoundProblem()
  @ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right')
  async end(
    @CurrentActor() actor: Actor,
    @Param('mandateId') mandateId: string,
    @Body() body: EndMandateBody,
  ): Promise<MandateView> {
    if (!isUUID(mandateId)) throw new MandateNotFound();
    await this.endMandate.execute(actor, mandateId, { at: toDate(body.at), reason: body.reason });
    return this.read(actor, mandateId);
  }
}

function toDate(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}

function toView(mandate: MandateSummary): MandateView {
  return {
    id: mandate.id,
    status: statusOf(mandate, mandate.now),
    stateCode: mandate.stateCode,
    personId: mandate.personId,
    displayName: mandate.displayName,
    email: mandate.email,
    fromAt: mandate.fromAt.toISOString(),
    untilAt: mandate.untilAt?.toISOString() ?? null,
    grounds: mandate.grounds,
    proposedBy: mandate.proposedByName,
    endorsedBy: mandate.endorsedByName,
    endorsedAt: mandate.endorsedAt?.toISOString() ?? null,
    succeeds: mandate.succeeds,
    endedReason: mandate.endedReason,
  };
}
