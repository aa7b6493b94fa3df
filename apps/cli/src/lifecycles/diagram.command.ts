import { DomainError } from '#libs/domain';
import { bpmn, describeLifecycle, diagram, mermaid, TooLargeToDraw, type WorkflowDefinition } from '#libs/workflow';
import { type Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import type { OperatorTools } from '../operator-tools.js';
import { namedLifecycle } from './named-lifecycle.js';

const PICTURES = {
  svg: (definition: WorkflowDefinition, language: string) => diagram(definition, { language }),
  mermaid,
  bpmn,
  text: describeLifecycle,
} as const;

interface DiagramCommandOptions {
  readonly format: keyof typeof PICTURES;
  readonly language: string;
  readonly out?: string;
  readonly json: boolean;
}

class NotDrawable extends DomainError {
  readonly code = 'cli.lifecycle_too_large_to_draw';
  readonly kind = 'refused';
}

/** `lifecycle diagram`: a lifecycle as a picture, or for tools that draw and exchange processes. */
export function addDiagramCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('diagram')
    .description('a lifecycle as SVG, as Mermaid, as BPMN 2.0 with its layout, or in words')
    .argument('<lifecycle>', 'area, name, file or -')
    .addOption(new Option('--format <format>').choices(Object.keys(PICTURES)).default('svg'))
    .option('--language <tag>', 'en, fr, es, …; English where a word is not translated', 'en')
    .option('--out <file>', 'write it there instead of to standard output')
    .option('--json', 'print JSON: the format and the picture as text', false)
    .action(async (name: string, { format, language, out, json }: DiagramCommandOptions) => {
      const definition = await namedLifecycle(name, tools);
      const picture = drawn(() => PICTURES[format](definition, language));
      if (out !== undefined) {
        await writeFile(out, picture);
        return tools.print(json ? JSON.stringify({ format, file: out }) : `Written to ${out}`);
      }
      tools.print(json ? JSON.stringify({ format, picture }) : picture.trimEnd());
    });
}

/** @throws NotDrawable */
function drawn(draw: () => string): string {
  try {
    return draw();
  } catch (error) {
    throw error instanceof TooLargeToDraw ? new NotDrawable(`${error.message}; ask for mermaid or text`) : error;
  }
}
