import { type Actor, DefinitionNotValid, ProposeLifecycle, PublishLifecycle } from '#libs/domain';
import { LifecycleList, type LifecycleVersionSummary } from '#libs/infrastructure';
import { definitionJsonSchema } from '#libs/workflow';
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { VERSION_NOT_FOUND } from './change-documentation.js';
import { referenceFrom } from './lifecycle-reference.js';
import {
  LifecycleDocumentView,
  LifecycleListView,
  LifecycleReferenceView,
  LifecycleVersionView,
  ProposeLifecycleBody,
} from './lifecycle.dto.js';

@ApiTags('lifecycles')
@ApiBearerAuth('session')
@Controller('lifecycles')
export class LifecyclesController {
  constructor(
    @Inject(LifecycleList) private readonly lifecycles: LifecycleList,
    @Inject(ProposeLifecycle) private readonly proposeLifecycle: ProposeLifecycle,
    @Inject(PublishLifecycle) private readonly publishLifecycle: PublishLifecycle,
  ) {}

  @Get()
  @Permission('lifecycles.read')
  @ApiOperation({ summary: 'List the lifecycles and their versions, and which areas each serves' })
  @ApiOkResponse({ type: LifecycleListView })
  @NOT_SIGNED_IN
  async list(): Promise<LifecycleListView> {
    return { items: (await this.lifecycles.all()).map(toVersionView) };
  }

  @Get('schema')
  @Permission('lifecycles.read')
  @ApiOperation({ summary: 'The JSON Schema of a definition' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @NOT_SIGNED_IN
  schema(): object {
    return definitionJsonSchema();
  }

  @Post()
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'Propose a lifecycle or a new version of one; every fault is told at once' })
  @ApiCreatedResponse({ type: LifecycleReferenceView, headers: { Location: { schema: { type: 'string' } } } })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  @ApiProblem(403, 'lifecycle.not_entitled', 'This is for administrator', { rolesNeeded: ['administrator'] })
  @ApiProblem(
    409,
    'lifecycle.version_taken',
    'There is a version 2 of technical-assistance-kid already; a version never changes, take the next number',
  )
  @ApiProblem(422, 'lifecycle.not_valid', 'The definition has a fault', {
    errors: [{ pointer: '/definition/transitions/0/to', code: 'unknown_state', message: 'There is no state "triag".' }],
  })
  async propose(
    @CurrentActor() actor: Actor,
    @Body() body: ProposeLifecycleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LifecycleReferenceView> {
    const proposed = await this.proposeLifecycle
      .execute(actor, { document: JSON.stringify(body.definition), areas: body.areas })
      .catch((error: unknown) => {
        throw error instanceof DefinitionNotValid ? error.below('/definition') : error;
      });
    reply.header('location', `/api/v1/lifecycles/${proposed.id}/versions/${proposed.version}`);
    return proposed;
  }

  @Get(':lifecycleId/versions/:version')
  @Permission('lifecycles.read')
  @ApiOperation({ summary: 'Read one version with its definition' })
  @ApiParam({ name: 'lifecycleId', example: 'technical-assistance-kid' })
  @ApiParam({ name: 'version', example: 1 })
  @ApiOkResponse({ type: LifecycleDocumentView })
  @NOT_SIGNED_IN
  @VERSION_NOT_FOUND
  async read(@Param('lifecycleId') id: string, @Param('version') version: string): Promise<LifecycleDocumentView> {
    const found = await this.lifecycles.one(referenceFrom(id, version));
    return { ...toVersionView(found), definition: found.document };
  }

  @Post(':lifecycleId/versions/:version/publication')
  @Permission('lifecycles.change')
  @ApiOperation({ summary: 'Publish a version another person proposed; from then on it never changes' })
  @ApiParam({ name: 'lifecycleId', example: 'technical-assistance-kid' })
  @ApiParam({ name: 'version', example: 2 })
  @ApiCreatedResponse({ type: LifecycleVersionView })
  @NOT_SIGNED_IN
  @VERSION_NOT_FOUND
  @ApiProblem(
    403,
    'lifecycle.four_eyes',
    'Whoever proposed a lifecycle cannot publish it; ask another administrator or a manager at headquarters',
  )
  @ApiProblem(409, 'lifecycle.published_already', 'This version is published already')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('lifecycleId') id: string,
    @Param('version') version: string,
  ): Promise<LifecycleVersionView> {
    const reference = referenceFrom(id, version);
    await this.publishLifecycle.execute(actor, reference);
    return toVersionView(await this.lifecycles.one(reference));
  }
}

function toVersionView(found: LifecycleVersionSummary): LifecycleVersionView {
  const { id, version, origin, checksum, areas, serves, proposedAt, publishedAt } = found;
  return {
    id,
    version,
    status: publishedAt === null ? 'proposed' : 'published',
    origin,
    checksum,
    areas,
    serves,
    proposedAt: proposedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}
