import { AuditReader, type ReadAuditRecord } from '#libs/infrastructure';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { AuditPageView, type AuditRecordView, AuditTrailQuery, ChainHeadView } from './audit-trail.dto.js';

const PAGE_SIZE = 50;

/** What auditors read. It holds ids and codes; the histories of cases are read with the cases, by those who may. */
@ApiTags('audit')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@ApiProblem(403, 'people.not_permitted', 'This is for auditor', { rolesNeeded: ['auditor'] })
@Controller('audit')
export class AuditTrailController {
  constructor(@Inject(AuditReader) private readonly reader: AuditReader) {}

  @Get('records')
  @Permission('audit.read')
  @ApiOperation({
    summary: 'Read the audit trail, latest first: who got in, who may do what, who looked, who changed settings',
  })
  @ApiOkResponse({
    type: AuditPageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @INVALID_REQUEST
  async records(
    @Query() query: AuditTrailQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditPageView> {
    const { limit = PAGE_SIZE, cursor, fromAt, toAt, ...exact } = query;
    const found = await this.reader.records(
      { ...exact, ...(fromAt && { fromAt: new Date(fromAt) }), ...(toAt && { toAt: new Date(toAt) }) },
      limit + 1,
      cursor === undefined ? undefined : placeOf(cursor),
    );
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const nextCursor = last ? `${last.occurredAt.toISOString()}_${last.id}` : null;
    if (nextCursor !== null) {
      const asked = Object.entries({ ...exact, fromAt, toAt }).filter(([, value]) => value !== undefined);
      const next = new URLSearchParams({ ...Object.fromEntries(asked), limit: String(limit), cursor: nextCursor });
      reply.header('link', `</api/v1/audit/records?${next.toString()}>; rel="next"`);
    }
    return { items: items.map(toView), nextCursor };
  }

  @Get('chain')
  @Permission('audit.read')
  @ApiOperation({ summary: 'Where the chain over the trail and all histories stands; to be written down elsewhere' })
  @ApiOkResponse({ type: ChainHeadView })
  async chain(): Promise<ChainHeadView> {
    const head = await this.reader.head();
    return {
      entry: head?.entry ?? null,
      chainHash: head?.chainHash ?? null,
      sealedAt: head?.sealedAt.toISOString() ?? null,
    };
  }
}

function placeOf(cursor: string): { readonly occurredAt: Date; readonly id: string } {
  const [at = '', id = ''] = cursor.split('_');
  return { occurredAt: new Date(at), id };
}

function toView(record: ReadAuditRecord): AuditRecordView {
  return { ...record, occurredAt: record.occurredAt.toISOString() };
}
