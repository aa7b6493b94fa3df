import { CasesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { CaseLabels } from './case-labels.js';
import { CasesController } from './cases.controller.js';
import { TransitionsController } from './transitions.controller.js';

/** Cases over HTTP: writing a request, reading, listing, acting. */
@Module({ imports: [CasesModule], controllers: [CasesController, TransitionsController], providers: [CaseLabels] })
export class CasesApiModule {}
