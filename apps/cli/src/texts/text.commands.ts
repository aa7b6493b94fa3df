import { isTextFor, LANGUAGES, type Language, TextCatalogue } from '#libs/domain';
import { PostgresEditedTexts } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

interface EditedLine {
  readonly key: string;
  readonly language: Language;
  readonly version: number;
  readonly state: 'edited' | 'unusable' | 'as shipped again';
  readonly changedById: string;
  readonly changedAt: string;
}

/** `texts …`: the words of letters that administrators have edited. */
export function addTextCommands(program: Command, tools: OperatorTools): void {
  program
    .command('texts')
    .description('the words of letters')
    .command('list')
    .description(
      'texts that were edited, and whether they can be used; of an unusable one letters carry the shipped words',
    )
    .option('--json', 'print JSON', false)
    .action(({ json }: { readonly json: boolean }) =>
      tools.withDatabase(async (dataSource) => {
        const edited = new PostgresEditedTexts(dataSource);
        const catalogue = new TextCatalogue(new LifecycleLetters());
        const lines: EditedLine[] = [];
        for (const language of LANGUAGES) {
          for (const { key, document, version, changedById, changedAt } of await edited.latest(language)) {
            const rule = catalogue.rule(key);
            const isUsable = rule !== undefined && isTextFor(rule, language, document);
            const state = document === null ? 'as shipped again' : isUsable ? 'edited' : 'unusable';
            lines.push({ key, language, version, state, changedById, changedAt: changedAt.toISOString() });
          }
        }
        if (json) tools.print(JSON.stringify({ texts: lines }));
        else for (const line of lines) tools.print(Object.values(line).join('  '));
      }),
    );
}
