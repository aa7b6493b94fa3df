import { readFile } from 'node:fs/promises';
import type { OperatorTools } from '../operator-tools.js';
import { DocumentNotReadable } from './document-not-readable.js';

/** The text of a file named on the command line; `-` is standard input. @throws DocumentNotReadable */
export function contentOf(path: string, tools: Pick<OperatorTools, 'readStandardInput'>): Promise<string> {
  if (path === '-') return tools.readStandardInput();
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new DocumentNotReadable(path, error);
  });
}

/** The JSON of such a file. @throws DocumentNotReadable */
export async function jsonDocument(
  path: string,
  what: string,
  tools: Pick<OperatorTools, 'readStandardInput'>,
): Promise<unknown> {
  const text = await contentOf(path, tools);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DocumentNotReadable(what, error);
  }
}
