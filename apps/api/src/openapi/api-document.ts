import type { Configuration } from '#libs/infrastructure';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { withEverywhere } from './refusals-everywhere.js';

/** Publishes the OpenAPI 3.1 document at `/api/openapi.json` and pages to try it at `/api/docs`. */
export function publishApiDocument(app: NestFastifyApplication, configuration: Configuration): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Upon Request')
    .setDescription(
      'Technical assistance upon request: a Member State asks, an office answers, both agree on a plan, help is delivered, ' +
        'the State confirms, the case closes. Every change says which version it was decided on (If-Match), creating and ' +
        'acting calls may be repeated safely (Idempotency-Key), errors are problem documents (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(configuration.api.publicUrl)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The token of a session, from POST /api/v1/sessions' },
      'session',
    )
    .build();
  SwaggerModule.setup('api/docs', app, () => withEverywhere(SwaggerModule.createDocument(app, description)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Upon Request: API',
  });
}
