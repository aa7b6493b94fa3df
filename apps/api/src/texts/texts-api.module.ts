import { EditText, Identifiers, Letters, LettersInForce, PreviewText, TextCatalogue, UnitOfWork } from '#libs/domain';
import { DataSource, PostgresEditedTexts, provide, UuidIdentifiers } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { TextsController } from './texts.controller.js';

/** The words of letters over HTTP: reading, editing, previewing, taking back. */
@Module({})
export class TextsApiModule {
  static with({ logger }: { readonly logger: Logger }): DynamicModule {
    return {
      module: TextsApiModule,
      controllers: [TextsController],
      providers: [
        { provide: Letters, useValue: new LifecycleLetters() },
        provide(UuidIdentifiers, [], Identifiers),
        provide(TextCatalogue, [Letters]),
        provide(PostgresEditedTexts, [DataSource]),
        provide(EditText, [UnitOfWork, Identifiers, TextCatalogue]),
        provide(PreviewText, [Letters]),
        {
          provide: LettersInForce,
          inject: [Letters, TextCatalogue, PostgresEditedTexts],
          useFactory: (letters: Letters, catalogue: TextCatalogue, edited: PostgresEditedTexts) =>
            new LettersInForce(letters, catalogue, edited, (key, language) =>
              logger.warn({ key, language }, 'edited text cannot be used'),
            ),
        },
      ],
    };
  }
}
