import {
  type Actor,
  ErasePerson,
  IdentityNotFound,
  KeepIdentities,
  type LinkedIdentity,
  PersonNotFound,
} from '#libs/domain';
import { LinkedIdentities } from '#libs/infrastructure';
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
import { NeedsStepUp } from '../access/needs-step-up.decorator.js';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import { CurrentActor } from './current-session.decorator.js';
import { IdentityList, IdentityView, LinkIdentityBody } from './identities.dto.js';

const PersonIdParam = (): MethodDecorator =>
  ApiParam({ name: 'personId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' });
const NO_SUCH_PERSON = ApiProblem(404, 'people.person_not_found', 'There is no account of this id');

/** By which identities of a provider an account is entered; and the end of an account for good. */
@ApiTags('people')
@ApiBearerAuth('session')
@NOT_SIGNED_IN
@Controller()
export class IdentitiesController {
  constructor(
    @Inject(LinkedIdentities) private readonly linked: LinkedIdentities,
    @Inject(KeepIdentities) private readonly keepIdentities: KeepIdentities,
    @Inject(ErasePerson) private readonly erasePerson: ErasePerson,
  ) {}

  @Get('me/identities')
  @Permission('account.use')
  @ApiOperation({ summary: 'The identities of the provider by which one’s own account is entered' })
  @ApiOkResponse({ type: IdentityList })
  async own(@CurrentActor() { personId }: Actor): Promise<IdentityList> {
    return { items: ((await this.linked.identitiesOf(personId)) ?? []).map(toView) };
  }

  @Get('people/:personId/identities')
  @Permission('people.manage')
  @ApiOperation({ summary: 'The identities of the provider by which an account is entered' })
  @PersonIdParam()
  @ApiOkResponse({ type: IdentityList })
  @NO_SUCH_PERSON
  async identities(@Param('personId') personId: string): Promise<IdentityList> {
    const found = isUUID(personId) ? await this.linked.identitiesOf(personId) : undefined;
    if (!found) throw new PersonNotFound(personId);
    return { items: found.map(toView) };
  }

  @Post('people/:personId/identities')
  @Permission('people.manage')
  @NeedsStepUp()
  @ApiOperation({
    summary: 'Link an identity of the provider to an account, by issuer and subject',
    description:
      'From then on whoever holds the identity enters the account. The person concerned is told by mail; it is on record. ' +
      'An identity that is linked to this account already is left as it is.',
  })
  @PersonIdParam()
  @ApiCreatedResponse({ type: IdentityView })
  @NO_SUCH_PERSON
  @ApiProblem(409, 'people.identity_taken', 'This identity is linked to another account')
  @INVALID_REQUEST
  @ApiProblem(422, 'people.identity_invalid', 'The identity cannot be linked as it is described', {
    errors: [{ pointer: '/issuer', code: 'issuer', message: 'An issuer is the https address the provider signs as' }],
  })
  async link(
    @CurrentActor() actor: Actor,
    @Param('personId') personId: string,
    @Body() { issuer, subject }: LinkIdentityBody,
  ): Promise<IdentityView> {
    if (!isUUID(personId)) throw new PersonNotFound(personId);
    return toView(await this.keepIdentities.link(actor, personId, { issuer, subject }));
  }

  @Delete('people/:personId/identities/:identityId')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(204)
  @ApiOperation({ summary: 'Unlink an identity; sessions opened by way of the provider end at once' })
  @PersonIdParam()
  @ApiParam({ name: 'identityId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f13' })
  @ApiNoContentResponse({ description: 'The identity opens the account no more' })
  @NO_SUCH_PERSON
  @ApiProblem(404, 'people.identity_not_found', 'No identity of this id is linked to the account')
  async unlink(
    @CurrentActor() actor: Actor,
    @Param('personId') personId: string,
    @Param('identityId') identityId: string,
  ): Promise<void> {
    if (!isUUID(personId)) throw new PersonNotFound(personId);
    if (!isUUID(identityId)) throw new IdentityNotFound();
    await this.keepIdentities.unlink(actor, personId, identityId);
  }

  @Post('people/:personId/erasure')
  @Permission('people.manage')
  @NeedsStepUp()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Have the system forget who somebody was; there is no way back',
    description:
      'Name, address, identities, second factors, sessions and tokens are taken away, roles end, the account is closed. ' +
      'What they did stays in histories under an id that names nobody; the audit chain, receipts and extracts go on holding.',
  })
  @PersonIdParam()
  @ApiNoContentResponse({ description: 'Nothing says any more who the person was' })
  @NO_SUCH_PERSON
  @ApiProblem(403, 'people.not_oneself', 'Nobody erases themselves: another administrator does')
  async erase(@CurrentActor() actor: Actor, @Param('personId') personId: string): Promise<void> {
    if (!isUUID(personId)) throw new PersonNotFound(personId);
    await this.erasePerson.execute(actor, personId);
  }
}

function toView({ id, issuer, subject, linkedAt }: LinkedIdentity): IdentityView {
  return { id, issuer, subject, linkedAt: linkedAt.toISOString() };
}
