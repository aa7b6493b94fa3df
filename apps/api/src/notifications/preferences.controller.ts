import { type Actor, type Language, Letters, NotificationPreferences } from '#libs/domain';
import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { PreferredLanguage } from '../http/language.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';
import { Permission } from '../people/access.decorator.js';
import { CurrentActor } from '../people/current-session.decorator.js';
import { toPreferenceView } from './notification-views.js';
import { DeliveryBody, PreferencesView, PreferenceView } from './notifications.dto.js';

const UNKNOWN_EVENT = ApiProblem(
  422,
  'notification.unknown_event',
  'No lifecycle tells of an event called by that name',
);

@ApiTags('notifications')
@ApiBearerAuth('session')
@Controller('me/notification-preferences')
export class PreferencesController {
  constructor(
    @Inject(NotificationPreferences) private readonly preferences: NotificationPreferences,
    @Inject(Letters) private readonly letters: Letters,
  ) {}

  @Get()
  @Permission('notices.read')
  @ApiOperation({ summary: 'How you are told, event by event, and what cannot be switched off' })
  @ApiOkResponse({ type: PreferencesView })
  @NOT_SIGNED_IN
  async list(@CurrentActor() { personId }: Actor, @PreferredLanguage() language: Language): Promise<PreferencesView> {
    const preferences = await this.preferences.list(personId);
    return { items: preferences.map((preference) => toPreferenceView(preference, this.letters, language)) };
  }

  @Put(':event')
  @Permission('notices.change')
  @ApiOperation({ summary: 'Choose how you are told of an event; the answer says what holds, which may be more' })
  @ApiParam({ name: 'event', example: 'progress-noted' })
  @ApiOkResponse({ type: PreferenceView })
  @NOT_SIGNED_IN
  @INVALID_REQUEST
  @UNKNOWN_EVENT
  async choose(
    @CurrentActor() { personId }: Actor,
    @PreferredLanguage() language: Language,
    @Param('event') event: string,
    @Body() { inbox, mail }: DeliveryBody,
  ): Promise<PreferenceView> {
    return toPreferenceView(await this.preferences.choose(personId, { event, inbox, mail }), this.letters, language);
  }

  @Delete(':event')
  @Permission('notices.change')
  @ApiOperation({ summary: 'Go back to the default for an event' })
  @ApiParam({ name: 'event', example: 'progress-noted' })
  @ApiOkResponse({ type: PreferenceView })
  @NOT_SIGNED_IN
  @UNKNOWN_EVENT
  async forget(
    @CurrentActor() { personId }: Actor,
    @PreferredLanguage() language: Language,
    @Param('event') event: string,
  ): Promise<PreferenceView> {
    return toPreferenceView(await this.preferences.forget(personId, event), this.letters, language);
  }
}
