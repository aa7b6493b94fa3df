import { LANGUAGES } from '#libs/domain';
import { type MemberStateView, type OfficeView, ReferenceLists } from '#libs/infrastructure';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../http/language.js';
import { Permission } from '../people/access.decorator.js';
import { DescribeFilteredList, DescribeList } from './list-documentation.js';
import { nameIn, type NameChoice } from './names.js';
import { type OfficeItem, OfficeList } from './offices.dto.js';
import { answerWithList } from './reference-answer.js';
import { ListQuery, MemberStatesQuery, OfficesQuery } from './reference-queries.dto.js';
import { type MemberStateItem, MemberStateList, type RegionItem, RegionList, StateNamesView } from './states.dto.js';

@ApiTags('reference data')
@ApiExtraModels(StateNamesView)
@Controller('reference')
export class StatesAndOfficesController {
  constructor(@Inject(ReferenceLists) private readonly lists: ReferenceLists) {}

  @Get('member-states')
  @Permission('reference.read')
  @DescribeFilteredList(
    'Member States and observers, with groups, regions and lead office',
    MemberStateList,
    'region',
    'region',
  )
  async memberStates(
    @Query() query: MemberStatesQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const names = chosenNames(query, request);
    const state = await this.lists.stateOf(['member-states', 'm49-regions', 'offices']);
    await answerWithList(request, reply, names, state, async () => {
      const collator = new Intl.Collator(names.language);
      const items = (await this.lists.memberStates(query))
        .map((found) => toMemberState(found, names))
        .sort((a, b) => collator.compare(a.listName, b.listName));
      return { items, languages: names.all ? LANGUAGES : [names.language] };
    });
  }

  @Get('regions')
  @Permission('reference.read')
  @DescribeList('Regions of the M49 standard', RegionList)
  async regions(@Query() query: ListQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const names = chosenNames(query, request);
    await answerWithList(request, reply, names, await this.lists.stateOf(['m49-regions']), async () => {
      const items = (await this.lists.regions()).map((region): RegionItem => ({
        code: region.code,
        level: region.level,
        parent: region.parentCode,
        ...nameIn(names.language, region.names),
        ...(names.all ? { names: region.names } : {}),
      }));
      return { items, languages: names.all ? LANGUAGES : [names.language] };
    });
  }

  @Get('offices')
  @Permission('reference.read')
  @DescribeFilteredList(
    'Offices, with time zone, working week and the States they lead for',
    OfficeList,
    'leadOffice',
    'office',
  )
  async offices(
    @Query() query: OfficesQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const names = chosenNames(query, request);
    const state = await this.lists.stateOf(['member-states', 'offices']);
    await answerWithList(request, reply, names, state, async () => {
      const found = await this.lists.offices({
        ...(query.leadOffice === undefined ? {} : { leadOffice: query.leadOffice }),
        ...(query.canLead === undefined ? {} : { canLead: query.canLead === 'true' }),
      });
      return { items: found.map((office) => toOffice(office, names)), languages: ['en', names.language] };
    });
  }
}

function chosenNames(query: ListQuery, request: FastifyRequest): NameChoice {
  return { language: preferredLanguage(request.headers['accept-language']), all: query.names === 'all' };
}

function toMemberState(state: MemberStateView, { language, all }: NameChoice): MemberStateItem {
  const { short, list, formal } = state.names[language];
  return {
    code: state.code,
    iso2: state.iso2,
    m49: state.m49,
    status: state.status,
    name: short,
    listName: list,
    formalName: formal,
    ...(all ? { names: state.names } : {}),
    region: { code: state.regionCode, name: state.regionNames[language] },
    subRegion: { code: state.subRegionCode, name: state.subRegionNames[language] },
    intermediateRegion:
      state.intermediateRegionCode === null || state.intermediateRegionNames === null
        ? null
        : { code: state.intermediateRegionCode, name: state.intermediateRegionNames[language] },
    groups: state.groups,
    ldcGraduation:
      state.ldcGraduationOn === null || state.ldcGraduationStatus === null
        ? null
        : { date: state.ldcGraduationOn, status: state.ldcGraduationStatus },
    leadOffice:
      state.leadOffice === null || state.coverageConfidence === null || state.coverageDecidedBy === null
        ? null
        : { code: state.leadOffice, confidence: state.coverageConfidence, decidedBy: state.coverageDecidedBy },
  };
}

function toOffice(office: OfficeView, { language }: NameChoice): OfficeItem {
  return {
    code: office.code,
    name: office.name,
    kind: office.kind,
    city: office.city,
    hostState: { code: office.hostState, name: office.hostStateNames[language].short },
    timeZone: office.timeZone,
    unLocode: office.unLocode,
    workingWeek: office.workingWeek,
    parent: office.parentCode,
    canLead: office.canLead,
    covers: office.covers,
    confidence: {
      office: office.officeConfidence,
      coverage: office.coverageConfidence,
      workingWeek: office.workingWeekConfidence,
    },
    source: office.source,
    note: office.note,
  };
}
