import type { Actor } from '#libs/domain';
import { WatchList } from '#libs/infrastructure';
import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { CASE_NOT_FOUND, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';

class WatchedCaseView {
  @ApiProperty({ format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  readonly id!: string;

  @ApiProperty({ example: 'TA-2026-7F3K' })
  readonly reference!: string;

  @ApiProperty({ example: 'Training of investigators' })
  readonly title!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T19:40:00.000Z' })
  readonly since!: string;
}

class WatchListView {
  @ApiProperty({ type: [WatchedCaseView] })
  readonly items!: readonly WatchedCaseView[];
}

@ApiTags('notifications')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@Controller('me/watched-cases')
export class WatchingController {
  constructor(@Inject(WatchList) private readonly watching: WatchList) {}

  @Get()
  @Permission('notices.read')
  @ApiOperation({ summary: 'List the cases you watch, the latest first' })
  @ApiOkResponse({ type: WatchListView })
  async list(@CurrentActor() actor: Actor): Promise<WatchListView> {
    const watched = await this.watching.list(actor);
    return { items: watched.map(({ sinceAt, ...theCase }) => ({ ...theCase, since: sinceAt.toISOString() })) };
  }

  @Put(':caseId')
  @Permission('notices.change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Watch a case: be told of every event on it, as long as you may see it' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'You watch it; doing it again changes nothing' })
  @CASE_NOT_FOUND
  async watch(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<void> {
    await this.watching.watch(actor, caseId);
  }

  @Delete(':caseId')
  @Permission('notices.change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Watch a case no longer' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'You do not watch it, whether you did or not' })
  @CASE_NOT_FOUND
  async unwatch(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<void> {
    await this.watching.unwatch(actor, caseId);
  }
}
