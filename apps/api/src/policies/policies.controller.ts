import { type Actor, ChangeLimits, PolicyAreaNotFound, PolicyRegister } from '#libs/domain';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalendarImpactView, EffectCountsView, toImpactView } from '../calendars/calendar-impact.dto.js';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { PolicyRehearsalBody, PolicyVersionList, PolicyView } from './policy.dto.js';
import { AREA, AREA_NOT_FOUND, BEYOND_HORIZON, LIMITS_CHANGE, LIMITS_NOT_VALID } from './policy-documentation.js';
import { toPolicyVersionView } from './policy-views.js';

/** The limits of the promises of each thematic area: what is promised to a State is for everyone who is signed in. */
@ApiTags('policies')
@ApiBearerAuth('session')
@ApiExtraModels(EffectCountsView)
@Controller('policies/:area')
export class PoliciesController {
  constructor(
    @Inject(ChangeLimits) private readonly changeLimits: ChangeLimits,
    @Inject(PolicyRegister) private readonly register: PolicyRegister,
  ) {}

  @Get()
  @Permission('settings.read')
  @ApiOperation({ summary: 'The limits in force for an area, promise by promise and urgency by urgency' })
  @AREA
  @ApiOkResponse({ type: PolicyView })
  @NOT_SIGNED_IN
  @AREA_NOT_FOUND
  async read(@Param('area') area: string): Promise<PolicyView> {
    const { policy, limits } = await this.changeLimits.inForce(codeOf(area));
    return { area, version: policy?.version ?? null, settled: policy?.limits ?? {}, limits };
  }

  @Get('versions')
  @Permission('settings.read')
  @ApiOperation({ summary: 'Every version of the limits of an area, latest first, with who settled it and why' })
  @AREA
  @ApiOkResponse({ type: PolicyVersionList })
  @NOT_SIGNED_IN
  @AREA_NOT_FOUND
  async versions(@Param('area') area: string): Promise<PolicyVersionList> {
    await this.changeLimits.inForce(codeOf(area));
    return { items: (await this.register.versions(area)).map(toPolicyVersionView) };
  }

  @Post('rehearsals')
  @Permission('settings.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'What other limits would do to the live deadlines of an area; nothing is changed' })
  @AREA
  @ApiOkResponse({ type: CalendarImpactView })
  @LIMITS_CHANGE
  @AREA_NOT_FOUND
  @BEYOND_HORIZON
  @LIMITS_NOT_VALID
  @INVALID_REQUEST
  async rehearse(
    @CurrentActor() actor: Actor,
    @Param('area') area: string,
    @Body() body: PolicyRehearsalBody,
  ): Promise<CalendarImpactView> {
    return toImpactView(await this.changeLimits.rehearse(actor, codeOf(area), body.limits));
  }
}

/** What cannot be the code of an area is as absent as any other. */
function codeOf(area: string): string {
  if (!/^[A-Z]{2,8}$/.test(area)) throw new PolicyAreaNotFound();
  return area;
}
