import { Letters, NotificationPreferences, PreferenceStore, Sessions } from '#libs/domain';
import { DataSource, InboxDesk, PostgresPreferences, PostgresSessions, provide, WatchList } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type DynamicModule, Module } from '@nestjs/common';
import { InboxStreamController } from './inbox-stream.controller.js';
import { InboxStreams } from './inbox-streams.js';
import { NotificationsController } from './notifications.controller.js';
import { PreferencesController } from './preferences.controller.js';
import { WatchingController } from './watching.controller.js';

/** The inbox over HTTP: reading it, following it, and choosing how one is told. */
@Module({})
export class NotificationsApiModule {
  static with(settings: { readonly databaseUrl: string }): DynamicModule {
    return {
      module: NotificationsApiModule,
      controllers: [InboxStreamController, NotificationsController, PreferencesController, WatchingController],
      providers: [
        { provide: Letters, useValue: new LifecycleLetters() },
        provide(InboxDesk, [DataSource]),
        provide(WatchList, [DataSource]),
        provide(PostgresSessions, [DataSource], Sessions),
        provide(PostgresPreferences, [DataSource], PreferenceStore),
        provide(NotificationPreferences, [PreferenceStore, Letters]),
        {
          provide: InboxStreams,
          inject: [InboxDesk, Sessions, Letters],
          useFactory: (inbox: InboxDesk, sessions: Sessions, letters: Letters) =>
            new InboxStreams(settings.databaseUrl, inbox, sessions, letters),
        },
      ],
    };
  }
}
