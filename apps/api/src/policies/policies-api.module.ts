import { CasesModule, SlaModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller.js';
import { PolicyProposalsController } from './policy-proposals.controller.js';

/** Limits over HTTP: reading, rehearsing, proposing, putting in force, and following what that does to live deadlines. */
@Module({
  imports: [CasesModule, SlaModule],
  controllers: [PoliciesController, PolicyProposalsController],
})
export class PoliciesApiModule {}
