import {
  type Actor,
  EditText,
  type Language,
  LettersInForce,
  PreviewText,
  TextCatalogue,
  UnknownText,
} from '#libs/domain';
import { PostgresEditedTexts } from '#libs/infrastructure';
import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { entityTag, SeenVersion } from '../http/entity-tag.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import {
  TextBody,
  TextChangedView,
  TextListQuery,
  TextListView,
  TextPreviewView,
  TextVersionsView,
  TextView,
} from './text.dto.js';
import { TextLanguagePipe } from './text-language.pipe.js';
import { toTextView } from './text-views.js';

const TEXT_NOT_FOUND = ApiProblem(404, 'texts.not_found', 'There is no text with this key');
const FORBIDDEN = ApiProblem(403, 'people.not_permitted', 'This is for administrator', {
  permission: 'texts.read',
  rolesNeeded: ['administrator'],
});
const NOT_USABLE = ApiProblem(422, 'texts.not_usable', 'A letter cannot be made of these words', {
  errors: [
    {
      pointer: '/paragraphs/0',
      code: 'unknown_placeholder',
      message: '{titel} is not known here; there is {reference}, {title}, {state}, {date}',
    },
  ],
});
const ETAG = { headers: { ETag: { schema: { type: 'string' as const } } } };

function OfOneText(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'key', example: 'accepted' }),
    ApiParam({ name: 'language', example: 'en', description: 'One of the six official languages' }),
    NOT_SIGNED_IN,
    FORBIDDEN,
    TEXT_NOT_FOUND,
  );
}

function ChangesText(): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, example: '"v1"' }),
    ApiProblem(412, 'texts.changed_meanwhile', 'You decided on version 1 of this text; it is at version 2 now', {
      presentVersion: 2,
    }),
    ApiProblem(
      428,
      'http.if_match_missing',
      'This request changes a case and must say in If-Match which version you have seen',
    ),
  );
}

/** The words of letters, for administrators. */
@ApiTags('texts')
@ApiBearerAuth('session')
@Controller('texts')
export class TextsController {
  constructor(
    @Inject(EditText) private readonly editText: EditText,
    @Inject(PreviewText) private readonly previewText: PreviewText,
    @Inject(TextCatalogue) private readonly catalogue: TextCatalogue,
    @Inject(LettersInForce) private readonly letters: LettersInForce,
    @Inject(PostgresEditedTexts) private readonly edited: PostgresEditedTexts,
  ) {}

  @Get()
  @Permission('texts.read')
  @ApiOperation({
    summary: 'List the texts of letters in a language: as shipped, as edited, and what may stand in them',
  })
  @ApiOkResponse({ type: TextListView })
  @NOT_SIGNED_IN
  @FORBIDDEN
  @INVALID_REQUEST
  async list(@Query() { language = 'en' }: TextListQuery): Promise<TextListView> {
    const latest = new Map((await this.edited.latest(language)).map((text) => [text.key, text]));
    return { items: this.catalogue.keys.map((key) => toTextView(this.catalogue, key, language, latest.get(key))) };
  }

  @Get(':key/:language')
  @Permission('texts.read')
  @ApiOperation({ summary: 'Read one text' })
  @ApiOkResponse({ type: TextView, ...ETAG })
  @OfOneText()
  async read(
    @Param('key') key: string,
    @Param('language', TextLanguagePipe) language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TextView> {
    const [latest] = this.catalogue.rule(key) ? await this.edited.versions(key, language) : [];
    const view = toTextView(this.catalogue, key, language, latest);
    reply.header('etag', entityTag(view.version));
    return view;
  }

  @Put(':key/:language')
  @Permission('texts.change')
  @ApiOperation({ summary: 'Put other words in the place of the shipped ones; letters carry them from now on' })
  @ApiOkResponse({ type: TextChangedView, ...ETAG })
  @OfOneText()
  @ChangesText()
  @NOT_USABLE
  edit(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Param('language', TextLanguagePipe) language: Language,
    @SeenVersion() seenVersion: number,
    @Body() body: TextBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TextChangedView> {
    return this.change(actor, { key, language, seenVersion, document: given(body) }, reply);
  }

  @Delete(':key/:language')
  @Permission('texts.change')
  @ApiOperation({ summary: 'Go back to the shipped words' })
  @ApiOkResponse({ type: TextChangedView, ...ETAG })
  @OfOneText()
  @ChangesText()
  reset(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Param('language', TextLanguagePipe) language: Language,
    @SeenVersion() seenVersion: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TextChangedView> {
    return this.change(actor, { key, language, seenVersion, document: null }, reply);
  }

  @Post(':key/:language/preview')
  @HttpCode(200)
  @Permission('texts.read')
  @ApiOperation({ summary: 'See the mail these words would make of a sample case, without keeping them' })
  @ApiOkResponse({ type: TextPreviewView })
  @OfOneText()
  @NOT_USABLE
  async preview(
    @Param('key') key: string,
    @Param('language', TextLanguagePipe) language: Language,
    @Body() body: TextBody,
  ): Promise<TextPreviewView> {
    const document = this.editText.checked(key, language, given(body));
    return this.previewText.show(await this.letters.of(language), key, language, document, new Date());
  }

  @Get(':key/:language/versions')
  @Permission('texts.read')
  @ApiOperation({ summary: 'Who changed a text and when, latest first' })
  @ApiOkResponse({ type: TextVersionsView })
  @OfOneText()
  async versions(
    @Param('key') key: string,
    @Param('language', TextLanguagePipe) language: Language,
  ): Promise<TextVersionsView> {
    if (!this.catalogue.rule(key)) throw new UnknownText();
    const versions = await this.edited.versions(key, language);
    return {
      items: versions.map(({ version, document, changedByName, changedAt }) => ({
        ...{ version, edited: document, changedByName },
        changedAt: changedAt.toISOString(),
      })),
    };
  }

  private async change(
    actor: Actor,
    command: Parameters<EditText['execute']>[1],
    reply: FastifyReply,
  ): Promise<TextChangedView> {
    const version = await this.editText.execute(actor, command);
    reply.header('etag', entityTag(version));
    return { key: command.key, language: command.language, version };
  }
}

/** The fields that were sent; a class has the others too, without a value. */
function given(body: TextBody): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
