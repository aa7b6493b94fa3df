import { CasesModule, SlaModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { ClocksController } from '../sla/clocks.controller.js';
import { CaseLabels } from './case-labels.js';
import { CasesController } from './cases.controller.js';
import { TransitionsController } from './transitions.controller.js';

/** Cases over HTTP: writing a request, reading, listing, acting, and their due times explained. */
@Module({
  imports: [CasesModule, SlaModule],
  controllers: [CasesController, TransitionsController, ClocksController],
  providers: [CaseLabels],
})
export class CasesApiModule {}
