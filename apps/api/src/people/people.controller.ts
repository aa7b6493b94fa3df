import { AccountNotFound, EnterAccount, type Repeatable, type ResumedSession } from '#libs/domain';
import { type AccountInFull, PeopleDesk } from '#libs/infrastructure';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { ApiRepeatable, INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { entityTag } from '../http/entity-tag.js';
import { RepeatableCall } from '../http/repeatable.decorator.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { nextPage } from '../messages/message-descriptions.js';
import { Permission } from './access.decorator.js';
import { ACCOUNT_ETAG, ACCOUNT_NOT_FOUND, FOR_ADMINISTRATORS, PersonIdParam } from './account-descriptions.js';
import { CurrentSession } from './current-session.decorator.js';
import { EnterAccountBody, PeopleQuery } from './people.dto.js';
import { AccountView, PeoplePageView } from './people-views.dto.js';
import { toAccountSummaryView, toAccountView } from './people-views.js';
import { PersonIdPipe } from './person-id.pipe.js';

const PAGE_SIZE = 50;

/** The register of accounts, for administrators: who there is, and who is new. Of cases it tells nothing. */
@ApiTags('people')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@FOR_ADMINISTRATORS
@Controller('people')
export class PeopleController {
  constructor(
    @Inject(PeopleDesk) private readonly desk: PeopleDesk,
    @Inject(EnterAccount) private readonly enterAccount: EnterAccount,
  ) {}

  @Get()
  @Permission('people.read')
  @ApiOperation({
    summary: 'List accounts by name; narrow by role, State, office, status, beginning of name or address',
  })
  @ApiOkResponse({
    type: PeoplePageView,
    headers: { Link: { schema: { type: 'string' }, description: 'rel="next", where there is more (RFC 8288)' } },
  })
  @INVALID_REQUEST
  async page(@Query() query: PeopleQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<PeoplePageView> {
    const { limit = PAGE_SIZE, cursor, ...filter } = definedIn(query);
    const found = await this.desk.page(filter, limit + 1, cursor ?? null);
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    if (nextCursor !== null) reply.header('link', nextPage('people', { ...filter, limit, cursor: nextCursor }));
    return { items: items.map(toAccountSummaryView), nextCursor };
  }

  @Get(':personId')
  @Permission('people.read')
  @ApiOperation({ summary: 'Read an account: roles, how its holder gets in, and what there is to take over' })
  @PersonIdParam()
  @ApiOkResponse({ type: AccountView, headers: ACCOUNT_ETAG })
  @ACCOUNT_NOT_FOUND
  async read(
    @Param('personId', PersonIdPipe) personId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    return answerWith(await this.desk.byId(personId), reply);
  }

  @Post()
  @Permission('people.invite')
  @NeedsStepUp()
  @ApiOperation({
    summary: 'Enter an account with its roles; an invitation to choose a password goes out by mail',
    description: 'The secret of the invitation is made when the mail is sent, and is in that mail alone.',
  })
  @ApiRepeatable()
  @ApiCreatedResponse({
    type: AccountView,
    headers: { ...ACCOUNT_ETAG, Location: { schema: { type: 'string' } } },
  })
  @ApiProblem(409, 'people.email_taken', 'There is already an account of w.otieno@office.example')
  @ApiProblem(422, 'people.person_invalid', 'The account cannot be created as it is described', {
    errors: [
      { pointer: '/timeZone', code: 'time_zone', message: 'The time zone is an IANA name, for example Africa/Dakar' },
    ],
  })
  async enter(
    @CurrentSession() session: ResumedSession,
    @Body() { roles, isCleared = false, ...person }: EnterAccountBody,
    @RepeatableCall() repeatable: Repeatable | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    const wish = {
      ...person,
      isCleared,
      roles: roles.map(({ role, stateCode = null, officeCode = null }) => ({ role, stateCode, officeCode })),
    };
    const id = await this.enterAccount.execute(session.actor.personId, wish, repeatable);
    reply.header('location', `/api/v1/people/${id}`);
    return answerWith(await this.desk.byId(id), reply);
  }
}

/** The account with its version, after whatever was decided about it. @throws AccountNotFound */
export function answerWith(account: AccountInFull | undefined, reply: FastifyReply): AccountView {
  if (!account) throw new AccountNotFound();
  reply.header('etag', entityTag(account.version));
  return toAccountView(account);
}

/** A class instance carries every announced field; only those that were given narrow anything. */
function definedIn<Fields extends object>(
  fields: Fields,
): Partial<{ [Name in keyof Fields]: NonNullable<Fields[Name]> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
