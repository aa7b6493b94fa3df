import type { Language } from '#libs/domain';
import { LifecycleList } from '#libs/infrastructure';
import { bpmn, describeLifecycle, diagram, difference, mermaid, type WorkflowDefinition } from '#libs/workflow';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { PreferredLanguage } from '../http/language.js';
import { Permission } from '../people/access.decorator.js';
import { VERSION_NOT_FOUND, VERSION_PARAMETERS } from './change-documentation.js';
import { referenceFrom } from './lifecycle-reference.js';
import { ApiPicture, drawn, PICTURE_FORMATS, type PictureFormat, pictureHeaders } from './picture-formats.js';
import { DifferencesQuery, LifecycleDifferencesView, PictureQuery } from './picture.dto.js';

const PICTURES: Readonly<Record<PictureFormat, (definition: WorkflowDefinition, language: Language) => string>> = {
  svg: (definition, language) => diagram(definition, { language }),
  mermaid,
  bpmn,
  text: describeLifecycle,
};

/** Lifecycles to be looked at and compared. */
@ApiTags('lifecycles')
@ApiBearerAuth('session')
@Controller('lifecycles/:lifecycleId')
export class LifecyclePicturesController {
  constructor(@Inject(LifecycleList) private readonly lifecycles: LifecycleList) {}

  @Get('versions/:version/diagram')
  @Permission('lifecycles.read')
  @ApiOperation({ summary: 'A lifecycle as a picture, or for tools that draw and exchange processes' })
  @VERSION_PARAMETERS
  @ApiPicture(PICTURE_FORMATS)
  @NOT_SIGNED_IN
  @VERSION_NOT_FOUND
  @INVALID_REQUEST
  async picture(
    @Param('lifecycleId') id: string,
    @Param('version') version: string,
    @Query() { format = 'svg' }: PictureQuery,
    @PreferredLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { document } = await this.lifecycles.one(referenceFrom(id, version));
    const picture = drawn(() => PICTURES[format](document, language));
    reply.headers(pictureHeaders(format, `${id}-${version}`, language));
    return picture;
  }

  @Get('differences')
  @Permission('lifecycles.read')
  @ApiOperation({ summary: 'What changes from one version of a lifecycle to another, in sentences' })
  @ApiParam({ name: 'lifecycleId', example: 'technical-assistance-kid' })
  @ApiOkResponse({ type: LifecycleDifferencesView })
  @NOT_SIGNED_IN
  @VERSION_NOT_FOUND
  @INVALID_REQUEST
  async differences(
    @Param('lifecycleId') id: string,
    @Query() { from, to }: DifferencesQuery,
  ): Promise<LifecycleDifferencesView> {
    const before = await this.lifecycles.one(referenceFrom(id, from));
    const after = await this.lifecycles.one(referenceFrom(id, to));
    return {
      id: before.id,
      from: before.version,
      to: after.version,
      changes: difference(before.document, after.document),
    };
  }
}
