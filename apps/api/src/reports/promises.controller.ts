import { type Actor, ReportPromises } from '#libs/domain';
import { Turnstile } from '#libs/infrastructure';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { PromiseFiguresQuery, PromiseListQuery, PromiseListView, PromiseReportView } from './promises.dto.js';
import { toPromiseListView, toPromiseReportView } from './promise-views.js';

const PERIOD_NOT_VALID = ApiProblem(422, 'report.period_not_valid', 'The period of the report cannot be read', {
  errors: [{ pointer: '/from', code: 'period', message: 'A month is written YYYY-MM' }],
});
const BUSY = ApiProblem(503, 'database.busy', 'Too much is asked at once; nothing was changed');
const DEFAULT_LIMIT = 50;

/** Reports read whole histories: one at a time in a process, so that nobody who works waits for somebody who counts. */
const PATIENCE_MS = 15_000;

@ApiTags('reports')
@ApiBearerAuth('session')
@Controller('reports/promises')
export class PromisesController {
  private readonly turnstile = new Turnstile(1, PATIENCE_MS);

  constructor(@Inject(ReportPromises) private readonly reportPromises: ReportPromises) {}

  @Get()
  @Permission('reports.read')
  @ApiOperation({
    summary: 'How promises were kept, by limit, area, office and month, and by how much working time',
    description: 'Counted from the histories of the cases you may see, never from a counter.',
  })
  @ApiOkResponse({ type: PromiseReportView })
  @NOT_SIGNED_IN
  @PERIOD_NOT_VALID
  @ApiProblem(
    422,
    'report.too_large',
    'This report would read more than 20000 cases; ask for a shorter period or for one area',
    { mostCases: 20_000 },
  )
  @INVALID_REQUEST
  @BUSY
  figures(@CurrentActor() actor: Actor, @Query() { by, ...query }: PromiseFiguresQuery): Promise<PromiseReportView> {
    return this.turnstile.pass(async () =>
      toPromiseReportView(await this.reportPromises.figures(actor, query, by ?? ['target'])),
    );
  }

  @Get('list')
  @Permission('reports.read')
  @ApiOperation({ summary: 'The promises behind the figures, case by case' })
  @ApiOkResponse({ type: PromiseListView })
  @NOT_SIGNED_IN
  @PERIOD_NOT_VALID
  @INVALID_REQUEST
  @BUSY
  list(@CurrentActor() actor: Actor, @Query() { after, limit, ...query }: PromiseListQuery): Promise<PromiseListView> {
    return this.turnstile.pass(async () =>
      toPromiseListView(
        await this.reportPromises.list(actor, query, { limit: limit ?? DEFAULT_LIMIT, afterCaseId: after ?? null }),
      ),
    );
  }
}
