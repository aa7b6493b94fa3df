import { DomainError, TransientError } from '#libs/domain';
import { isDatabaseAway, LOGGER } from '#libs/infrastructure';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { preferredLanguage } from './language.js';
import { type Problem, STATUS_OF } from './problem.js';
import { PROBLEM_TEXTS } from './problem-texts.js';
import { InvalidRequest } from './request-validation.js';

interface Cause {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: Problem['errors'];
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Codes for refusals the framework makes before any of our code runs. Its own texts are never passed on. */
const FRAMEWORK_CAUSES: Readonly<Record<string, Omit<Cause, 'status'> & { readonly status: number }>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: 'http.malformed_json',
    detail: 'The body is not well-formed JSON',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: 'http.empty_body',
    detail: 'The body is empty; JSON was announced',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'http.malformed_address', detail: 'The address is not well-formed' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'http.content_length',
    detail: 'Content-Length does not match the body',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'http.body_too_large',
    detail: 'The body is larger than this address takes',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'http.media_type',
    detail: 'Only application/json is taken here',
  },
};

/** Turns everything thrown into a problem document; logs what is our fault, with the request id and no text of a case. */
@Injectable()
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerWithProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger);
  }
}

/** Also for what fails before a request has reached any route. */
export function answerWithProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const cause = causeOf(error);
  if (cause.status >= 500) logger.error({ requestId: request.id, code: cause.code, err: error }, 'request failed');
  const language = preferredLanguage(request.headers['accept-language']);
  const text = (PROBLEM_TEXTS[cause.status] ?? PROBLEM_TEXTS[400])?.[language];
  const problem: Problem = {
    type: `urn:upon-request:problem:${cause.code}`,
    title: text?.title ?? '',
    status: cause.status,
    code: cause.code,
    detail: cause.detail,
    wayOut: text?.wayOut ?? '',
    // The host of an absolute address is whatever the caller wrote.
    instance: (request.url.split('?')[0] ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ''),
    requestId: request.id,
    ...(cause.errors && cause.errors.length > 0 ? { errors: cause.errors } : {}),
    ...cause.facts,
  };
  void reply
    .status(cause.status)
    .headers({ ...cause.headers, 'content-language': language })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function causeOf(error: unknown): Cause {
  if (error instanceof InvalidRequest) {
    return { status: 422, code: 'http.invalid_request', detail: error.message, errors: error.errors };
  }
  if (error instanceof DomainError) {
    const status = 'status' in error && typeof error.status === 'number' ? error.status : STATUS_OF[error.kind];
    const headers = 'headers' in error ? (error.headers as Record<string, string>) : {};
    return { status, code: error.code, detail: error.message, errors: error.errors, facts: error.details, headers };
  }
  if (isDatabaseAway(error)) {
    return {
      status: 503,
      code: 'database.away',
      detail: 'The database cannot be reached',
      headers: { 'retry-after': '2' },
    };
  }
  if (error instanceof TransientError) {
    return { status: 503, code: error.code, detail: error.message, headers: { 'retry-after': '2' } };
  }
  // Nest wraps what Fastify refuses, and keeps it as the cause.
  const refusal = error instanceof HttpException ? (error.cause ?? error) : error;
  const frameworkCause = hasCode(refusal) ? FRAMEWORK_CAUSES[refusal.code] : undefined;
  if (frameworkCause) return frameworkCause;
  if (error instanceof HttpException) return causeOfStatus(error.getStatus());
  if (hasStatus(error) && error.statusCode < 500) return causeOfStatus(error.statusCode);
  return { status: 500, code: 'internal', detail: 'An unexpected error; it has been logged under the request id' };
}

function causeOfStatus(status: number): Cause {
  // Nothing of ours throws a bare 400: it is the body parser that gave up, and its text is not passed on.
  if (status === 400) return { status, code: 'http.malformed_json', detail: 'The body is not well-formed JSON' };
  if (status === 413)
    return { status, code: 'http.body_too_large', detail: 'The body is larger than this address takes' };
  if (status === 404)
    return { status, code: 'http.not_found', detail: 'No such address, or nothing there that you may see' };
  if (status === 415) return { status, code: 'http.media_type', detail: 'Only application/json is taken here' };
  if (status === 429) return { status, code: 'http.too_many', detail: 'Too many requests from this source' };
  return { status, code: `http.${status}`, detail: 'The request was refused' };
}

function hasCode(error: unknown): error is { code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

function hasStatus(error: unknown): error is { statusCode: number } {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number';
}
