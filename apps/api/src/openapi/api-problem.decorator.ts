import { ApiProperty, ApiResponse } from '@nestjs/swagger';
import { PROBLEM_TEXTS } from '../http/problem-texts.js';

class FieldProblemView {
  @ApiProperty({ example: '/email', description: 'JSON Pointer (RFC 6901) into the body or the query' })
  readonly pointer!: string;

  @ApiProperty({ example: 'isEmail' })
  readonly code!: string;

  @ApiProperty({ example: 'email must be an email' })
  readonly message!: string;
}

/** The problem document as the API pages show it. */
export class ProblemView {
  @ApiProperty({ example: 'urn:upon-request:problem:http.invalid_request' })
  readonly type!: string;

  @ApiProperty({ example: 'Something in the request is not right', description: 'In the language of Accept-Language' })
  readonly title!: string;

  @ApiProperty({ example: 422 })
  readonly status!: number;

  @ApiProperty({ example: 'http.invalid_request', description: 'Stable; programs may decide by it' })
  readonly code!: string;

  @ApiProperty({ example: 'One thing in the request is not right' })
  readonly detail!: string;

  @ApiProperty({
    example: 'Correct the places listed under errors; nothing was changed.',
    description: 'What the caller can do about it',
  })
  readonly wayOut!: string;

  @ApiProperty({ example: '/api/v1/sessions' })
  readonly instance!: string;

  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' })
  readonly requestId!: string;

  @ApiProperty({ type: [FieldProblemView], required: false })
  readonly errors?: readonly FieldProblemView[];
}

/** Describes one refusal of an operation, with an example as it is really sent. */
export function ApiProblem(
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): MethodDecorator & ClassDecorator {
  return ApiResponse({ status, ...describedProblem(status, code, detail, more) });
}

/** The description of a refusal, for a decorator or for the document itself. */
export function describedProblem(
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  const text = PROBLEM_TEXTS[status]?.en;
  return {
    description: `${code}: ${detail}`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/ProblemView' },
        examples: {
          [code]: {
            value: {
              type: `urn:upon-request:problem:${code}`,
              title: text?.title,
              status,
              code,
              detail,
              wayOut: text?.wayOut,
              instance: '/api/v1/…',
              requestId: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10',
              ...more,
            },
          },
        },
      },
    },
  };
}
