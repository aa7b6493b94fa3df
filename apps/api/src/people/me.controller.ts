import { NotSignedIn, PeopleDirectory, type ResumedSession } from '#libs/domain';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from './access.decorator.js';
import { CurrentSession } from './current-session.decorator.js';
import { MeView } from './me.dto.js';

@ApiTags('people')
@Controller('me')
export class MeController {
  constructor(@Inject(PeopleDirectory) private readonly directory: PeopleDirectory) {}

  @Get()
  @Permission('account.use')
  @ApiBearerAuth('session')
  @ApiOperation({ summary: 'Who I am, which roles I hold and for whom' })
  @ApiOkResponse({ type: MeView })
  @ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request')
  async me(@CurrentSession() session: ResumedSession): Promise<MeView> {
    const { actor } = session;
    const person = await this.directory.byId(actor.personId);
    if (!person) throw new NotSignedIn();
    return {
      personId: actor.personId,
      displayName: actor.displayName,
      email: person.email,
      language: actor.language,
      timeZone: person.timeZone,
      isCleared: actor.isCleared,
      roles: actor.roles,
      signedInAt: session.signedInAt.toISOString(),
      sessionExpiresAt: session.expiresAt.toISOString(),
    };
  }
}
