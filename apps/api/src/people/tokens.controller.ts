import { type Actor, type ApiToken, ApiTokens, MakeApiToken, type ResumedSession, TokenNotFound } from '#libs/domain';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import { CurrentActor, CurrentSession } from './current-session.decorator.js';
import { MadeTokenView, MakeTokenBody, TokenList, TokenView } from './tokens.dto.js';

@ApiTags('people')
@ApiBearerAuth('session')
@Controller('me/tokens')
export class TokensController {
  constructor(
    @Inject(ApiTokens) private readonly tokens: ApiTokens,
    @Inject(MakeApiToken) private readonly makeToken: MakeApiToken,
  ) {}

  @Post()
  @Permission('tokens.manage')
  @ApiOperation({ summary: 'Let a program ask on your behalf, for one State or office, within the scopes named' })
  @ApiCreatedResponse({ type: MadeTokenView })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  @ApiProblem(403, 'people.step_up_needed', 'This needs your second factor, shown within the last 15 minutes', {
    withinMinutes: 15,
  })
  @ApiProblem(422, 'people.token_not_possible', 'The token cannot be made as described', {
    errors: [{ pointer: '/stateCode', code: 'not_held', message: 'You hold no role for this State or office' }],
  })
  async make(@CurrentSession() session: ResumedSession, @Body() body: MakeTokenBody): Promise<MadeTokenView> {
    const { name, scopes, stateCode = null, officeCode = null, days } = body;
    const made = await this.makeToken.execute(session, { name, scopes, stateCode, officeCode, days });
    return { ...toView(made), token: made.token };
  }

  @Get()
  @Permission('tokens.manage')
  @ApiOperation({ summary: 'List one’s own tokens in force, the latest first' })
  @ApiOkResponse({ type: TokenList })
  @NOT_SIGNED_IN
  async list(@CurrentActor() actor: Actor): Promise<TokenList> {
    return { items: (await this.tokens.list(actor.personId)).map(toView) };
  }

  @Delete(':tokenId')
  @HttpCode(204)
  @Permission('tokens.manage')
  @ApiOperation({ summary: 'End one of one’s own tokens at once' })
  @ApiParam({ name: 'tokenId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  @ApiNoContentResponse({ description: 'The token opens nothing any more' })
  @NOT_SIGNED_IN
  @ApiProblem(404, 'people.token_not_found', 'You have no token of this id in force')
  async revoke(@CurrentActor() actor: Actor, @Param('tokenId') tokenId: string): Promise<void> {
    const ended = isUUID(tokenId) && (await this.tokens.revoke(actor.personId, tokenId));
    if (!ended) throw new TokenNotFound();
  }
}

function toView(token: ApiToken): TokenView {
  const { id, name, scopes, stateCode, officeCode, createdAt, expiresAt, lastUsedAt } = token;
  return {
    id,
    name,
    scopes,
    stateCode,
    officeCode,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
