import type { Actor } from '#libs/domain';
import { type CaseExtract, CaseExtracts } from '#libs/infrastructure';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { CASE_NOT_FOUND, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { CaseIdPipe } from '../cases/case-id.pipe.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { CaseExtractView } from './case-extract.dto.js';

const CaseIdParam = (): MethodDecorator => ApiParam({ name: 'caseId', format: 'uuid' });
const NotSealedProblem = (): MethodDecorator & ClassDecorator =>
  ApiProblem(
    409,
    'audit.case_not_sealed',
    'This case has not been sealed yet; seals follow an event within seconds where the system has a key to sign with',
  );

@ApiTags('audit')
@ApiBearerAuth('session')
@Controller('cases')
export class CaseExtractsController {
  constructor(@Inject(CaseExtracts) private readonly extracts: CaseExtracts) {}

  @Get(':caseId/receipt')
  @Permission('cases.read')
  @NeedsStepUp()
  @ApiOperation({
    summary: 'The signed receipt of a submitted request, to keep and to check offline (scripts/verify-extract.mjs)',
  })
  @CaseIdParam()
  @ApiOkResponse({ type: CaseExtractView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @NotSealedProblem()
  receipt(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<CaseExtract> {
    return this.extracts.receipt(actor, caseId);
  }

  @Get(':caseId/extract')
  @Permission('cases.read')
  @NeedsStepUp()
  @ApiOperation({
    summary:
      'The history of a case up to its latest seal, signed, to keep and to check offline (scripts/verify-extract.mjs)',
  })
  @CaseIdParam()
  @ApiOkResponse({ type: CaseExtractView })
  @NOT_SIGNED_IN
  @CASE_NOT_FOUND
  @NotSealedProblem()
  extract(@CurrentActor() actor: Actor, @Param('caseId', CaseIdPipe) caseId: string): Promise<CaseExtract> {
    return this.extracts.latest(actor, caseId);
  }
}
