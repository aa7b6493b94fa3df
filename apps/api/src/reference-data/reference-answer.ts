import type { Language } from '#libs/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NameChoice } from './names.js';

/** Raised when the form of the answers changes, so that no caller goes on with a copy of the old form. */
const ANSWER_EDITION = 1;

/**
 * Answers with a list, or with 304 if the caller holds it already. The ETag is strong: it changes with the data sets
 * the list is made of and with the language, and both are all the list depends on besides its address.
 */
export async function answerWithList<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  names: NameChoice,
  dataState: string,
  list: () => Promise<{ readonly items: readonly Item[]; readonly languages: Iterable<Language> }>,
): Promise<void> {
  const etag = `"${ANSWER_EDITION}-${dataState}-${names.language}${names.all ? '-all' : ''}"`;
  reply.headers({
    etag,
    // The lists change a few times a year, but an administrator wants to see a change made a minute ago.
    'cache-control': 'private, max-age=60, must-revalidate',
    vary: 'Accept-Language',
  });
  if (holds(request.headers['if-none-match'], etag)) {
    await reply.status(304).send();
    return;
  }
  const { items, languages } = await list();
  await reply
    .status(200)
    .header('content-language', [...new Set(languages)].sort().join(', '))
    .send({ items });
}

/** RFC 9110, 13.1.2: any tag of the list, compared weakly; `*` matches whatever there is. */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((candidate) => {
    const tag = candidate.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
