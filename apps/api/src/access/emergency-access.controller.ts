import { type Actor, BreakTheGlass, type ResumedSession } from '#libs/domain';
import { askingAsSystem, CaseReaders } from '#libs/infrastructure';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor, CurrentSession } from '../people/current-session.decorator.js';
import { EmergencyAccessBody, EmergencyAccessList, EmergencyAccessView } from './case-access.dto.js';

@ApiTags('access')
@ApiBearerAuth('session')
@Controller('emergency-access')
export class EmergencyAccessController {
  constructor(
    @Inject(BreakTheGlass) private readonly breakTheGlass: BreakTheGlass,
    @Inject(CaseReaders) private readonly readers: CaseReaders,
  ) {}

  @Post()
  @HttpCode(202)
  @Permission('emergency.enter')
  @ApiOperation({
    summary: 'Break the glass: read a case your role does not open, for four hours, loudly',
    description:
      'The head of the lead office, headquarters and the State are told, and it stands in the history of the case with ' +
      'your reason. The answer is the same whether or not there is such a case; GET lists what is open to you.',
  })
  @ApiResponse({ status: 202, type: EmergencyAccessView, description: 'Taken, and on record' })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  @ApiProblem(403, 'people.step_up_needed', 'This needs your second factor, shown within the last 15 minutes', {
    withinMinutes: 15,
  })
  @ApiProblem(429, 'people.too_many_attempts', 'Too many attempts to sign in to this account or from this place', {
    retryAfterSeconds: 840,
  })
  async enter(
    @CurrentSession() session: ResumedSession,
    @Body() body: EmergencyAccessBody,
  ): Promise<EmergencyAccessView> {
    // To the person the case does not exist yet; what comes back is a time and nothing of it.
    const untilAt = await askingAsSystem(() => this.breakTheGlass.execute(session, body));
    return { untilAt: untilAt.toISOString() };
  }

  @Get()
  @Permission('emergency.enter')
  @ApiOperation({ summary: 'The cases you have opened by breaking the glass, while they are open' })
  @ApiOkResponse({ type: EmergencyAccessList })
  @NOT_SIGNED_IN
  async list(@CurrentActor() actor: Actor): Promise<EmergencyAccessList> {
    const found = await this.readers.emergenciesOf(actor);
    return { items: found.map((open) => ({ ...open, untilAt: open.untilAt.toISOString() })) };
  }
}
