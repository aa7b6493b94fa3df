import type { Language } from '#libs/domain';
import { type Dataset, ReferenceLists } from '#libs/infrastructure';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../http/language.js';
import { Permission } from '../people/access.decorator.js';
import { AreaList, AssistanceTypeList, type NamedItem, PurposeCodeList, SdgTargetList } from './areas.dto.js';
import { InstrumentList } from './instruments.dto.js';
import { DescribeFilteredList, DescribeList } from './list-documentation.js';
import { nameIn } from './names.js';
import { answerWithList } from './reference-answer.js';
import { ByAreaQuery, ListQuery } from './reference-queries.dto.js';

interface NamedView {
  readonly code: string;
  readonly names: Readonly<Partial<Record<Language, string>> & { readonly en: string }>;
}

@ApiTags('reference data')
@Controller('reference')
export class AreasAndCodesController {
  constructor(@Inject(ReferenceLists) private readonly lists: ReferenceLists) {}

  @Get('areas')
  @Permission('reference.read')
  @DescribeList('Thematic areas, with default sensitivity, instruments and codes', AreaList)
  areas(@Query() query: ListQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(query, request, reply, ['thematic-areas'], () => this.lists.areas());
  }

  @Get('assistance-types')
  @Permission('reference.read')
  @DescribeList('Kinds of assistance', AssistanceTypeList)
  assistanceTypes(
    @Query() query: ListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer(query, request, reply, ['assistance-types'], () => this.lists.assistanceTypes());
  }

  @Get('purpose-codes')
  @Permission('reference.read')
  @DescribeFilteredList(
    'Purpose codes of the OECD Development Assistance Committee',
    PurposeCodeList,
    'area',
    'thematic area',
  )
  purposeCodes(@Query() query: ByAreaQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(query, request, reply, ['purpose-codes', 'thematic-areas'], () =>
      this.lists.purposeCodes(query),
    );
  }

  @Get('sdg-targets')
  @Permission('reference.read')
  @DescribeFilteredList('Targets of the Sustainable Development Goals', SdgTargetList, 'area', 'thematic area')
  sdgTargets(@Query() query: ByAreaQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(query, request, reply, ['sdg-targets', 'thematic-areas'], () => this.lists.sdgTargets(query));
  }

  @Get('instruments')
  @Permission('reference.read')
  @DescribeFilteredList('Treaties the areas rest on', InstrumentList, 'area', 'thematic area')
  async instruments(
    @Query() query: ByAreaQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // The source has titles in English only, whatever is asked for.
    const names = { language: 'en', all: false } as const;
    const state = await this.lists.stateOf(['instruments', 'thematic-areas']);
    await answerWithList(request, reply, names, state, async () => ({
      items: await this.lists.instruments(query),
      languages: ['en'],
    }));
  }

  private async answer<View extends NamedView>(
    query: ListQuery,
    request: FastifyRequest,
    reply: FastifyReply,
    madeOf: readonly Dataset[],
    find: () => Promise<readonly View[]>,
  ): Promise<void> {
    const language = preferredLanguage(request.headers['accept-language']);
    const all = query.names === 'all';
    await answerWithList(request, reply, { language, all }, await this.lists.stateOf(madeOf), async () => {
      const found = await find();
      const items = found.map(({ names, ...rest }) => ({
        ...rest,
        ...nameIn(language, names),
        ...(all ? { names } : {}),
      })) satisfies readonly NamedItem[];
      const languages = found.flatMap(({ names }) => Object.keys(names) as Language[]);
      return { items, languages: all ? languages : items.map((item) => item.nameLanguage) };
    });
  }
}
