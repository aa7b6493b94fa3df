import { DomainError } from '#libs/domain';
import { TooLargeToDraw } from '#libs/workflow';
import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const PICTURE_FORMATS = ['svg', 'mermaid', 'bpmn', 'text'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Formats that can show the way of one case. */
export const CASE_PICTURE_FORMATS = ['svg', 'text'] as const;
export type CasePictureFormat = (typeof CASE_PICTURE_FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<PictureFormat, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  mermaid: 'text/vnd.mermaid; charset=utf-8',
  bpmn: 'application/xml; charset=utf-8',
  text: 'text/plain; charset=utf-8',
};
const EXTENSIONS: Readonly<Record<PictureFormat, string>> = { svg: 'svg', mermaid: 'mmd', bpmn: 'bpmn', text: 'txt' };

/** There is more in a lifecycle than a picture can show. */
class LifecycleTooLargeToDraw extends DomainError {
  readonly code = 'lifecycle.too_large_to_draw';
  readonly kind = 'refused';
}

/** Draws, and says in the API's words if there is too much to draw. @throws LifecycleTooLargeToDraw */
export function drawn(draw: () => string): string {
  try {
    return draw();
  } catch (error) {
    throw error instanceof TooLargeToDraw
      ? new LifecycleTooLargeToDraw(`${error.message}; ask for the format mermaid or text`)
      : error;
  }
}

/** What an answer with a picture says of itself. A picture runs nothing and loads nothing, wherever it is opened. */
export function pictureHeaders(
  format: PictureFormat,
  name: string,
  language: string,
): Readonly<Record<string, string>> {
  return {
    'content-type': MEDIA_TYPES[format],
    'content-language': language,
    'content-disposition': `inline; filename="${name}.${EXTENSIONS[format]}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    vary: 'accept-language',
  };
}

/** Describes an answer that is a picture. */
export function ApiPicture(formats: readonly PictureFormat[]): MethodDecorator {
  const types = formats.map((format) => MEDIA_TYPES[format].replace(/;.*/, ''));
  return applyDecorators(
    ApiProduces(...types),
    ApiOkResponse({
      description: 'The picture, in the language of Accept-Language',
      content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
    }),
    ApiProblem(
      409,
      'lifecycle.too_large_to_draw',
      '300 states and 700 ways are more than the 60 and 240 a picture can show; ask for the format mermaid or text',
    ),
  );
}
