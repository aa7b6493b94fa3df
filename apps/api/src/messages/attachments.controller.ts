import { type Actor, SettleAttachment } from '#libs/domain';
import { AttachmentReader } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CASE_NOT_FOUND, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { AttachmentIdPipe } from './attachment-id.pipe.js';
import { AttachmentPageQuery, AttachmentPageView, SettleAttachmentBody } from './attachment.dto.js';
import { nextPage } from './message-descriptions.js';
import { toAttachmentView } from './message-views.js';

const PAGE_SIZE = 50;
const ATTACHMENT_ID = ApiParam({ name: 'attachmentId', format: 'uuid' });
const ATTACHMENT_NOT_FOUND = ApiProblem(404, 'attachments.not_found', 'There is no such attachment on this case');
const NOT_YOURS = ApiProblem(
  403,
  'attachments.not_yours',
  'What came by mail is released or discarded by case-officer or triage-officer or office-head',
  { rolesNeeded: ['case-officer', 'triage-officer', 'office-head'] },
);
const SETTLED = ApiProblem(409, 'attachments.settled', 'This attachment has been discarded already', {
  standing: 'discarded',
});

/** Files that came with answers by mail: out of quarantine by an officer's decision, and only then to anybody. */
@ApiTags('messages')
@ApiBearerAuth('session')
@ApiParam({ name: 'caseId', format: 'uuid' })
@NOT_SIGNED_IN
@CASE_NOT_FOUND
@Controller('cases/:caseId/attachments')
export class AttachmentsController {
  constructor(
    @Inject(SettleAttachment) private readonly settle: SettleAttachment,
    @Inject(AttachmentReader) private readonly reader: AttachmentReader,
  ) {}

  @Get()
  @Permission('cases.read')
  @ApiOperation({ summary: 'List what came with answers by mail, newest first, and what was decided about each' })
  @ApiOkResponse({
    type: AttachmentPageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @INVALID_REQUEST
  async page(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Query() { status, before, limit = PAGE_SIZE }: AttachmentPageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttachmentPageView> {
    const found = await this.reader.list(actor, caseId, {
      status: status ?? null,
      before: before ?? null,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    const nextBefore = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextBefore !== null)
      reply.header(
        'link',
        nextPage(`cases/${caseId}/attachments`, { before: nextBefore, limit, ...(status && { status }) }),
      );
    return { items: items.map(toAttachmentView), nextBefore };
  }

  @Get(':attachmentId/content')
  @Permission('cases.read')
  @ApiOperation({ summary: 'Download an attachment that was released; never shown within a page' })
  @ATTACHMENT_ID
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ATTACHMENT_NOT_FOUND
  @ApiProblem(
    409,
    'attachments.not_released',
    'This attachment is in quarantine; nobody can open it until an officer has released it',
    { standing: 'quarantined' },
  )
  async content(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('attachmentId', AttachmentIdPipe) attachmentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, type, content } = await this.reader.content(actor, caseId, attachmentId);
    // Somebody else's file: it is saved and never shown, nothing in it runs in our name, and nobody keeps it on the way.
    reply.headers({
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(content, { type, disposition: toBeSavedAs(name), length: content.length });
  }

  @Post(':attachmentId/release')
  @Permission('cases.act')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let an attachment in: whoever sees the conversation can download it from then on' })
  @ATTACHMENT_ID
  @ApiNoContentResponse({ description: 'It is released; the history of the case says by whom and why' })
  @ATTACHMENT_NOT_FOUND
  @NOT_YOURS
  @SETTLED
  @ApiProblem(
    409,
    'attachments.not_releasable',
    'The content is not what the name of the file says; it can be discarded',
    {
      obstacle: 'content_differs',
    },
  )
  @INVALID_REQUEST
  async release(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('attachmentId', AttachmentIdPipe) attachmentId: string,
    @Body() { reason }: SettleAttachmentBody,
  ): Promise<void> {
    await this.settle.release(actor, { caseId, attachmentId, reason });
  }

  @Post(':attachmentId/discard')
  @Permission('cases.act')
  @HttpCode(204)
  @ApiOperation({ summary: 'Throw an attachment away; its name stays in the conversation' })
  @ATTACHMENT_ID
  @ApiNoContentResponse({ description: 'Its content is gone; the history of the case says by whom and why' })
  @ATTACHMENT_NOT_FOUND
  @NOT_YOURS
  @SETTLED
  @INVALID_REQUEST
  async discard(
    @CurrentActor() actor: Actor,
    @Param('caseId', CaseIdPipe) caseId: string,
    @Param('attachmentId', AttachmentIdPipe) attachmentId: string,
    @Body() { reason }: SettleAttachmentBody,
  ): Promise<void> {
    await this.settle.discard(actor, { caseId, attachmentId, reason });
  }
}

/** The name for old and for present browsers (RFC 6266); quotes, percent signs and other scripts only in the second. */
function toBeSavedAs(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
