// A real OpenID Connect provider (oidc-provider) on a port the system chooses, for tests alone. Whoever is "at the
// keyboard" is told to it beforehand at POST /at-the-keyboard, and signs in without a page to fill in.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [clientId, clientSecret, redirectUri, home] = process.argv.slice(2);
/** @type {{ subject: string, acr?: string, amr?: string[] }} */
let person = { subject: 'nobody' };

/** @type {Provider | undefined} */
let provider;
const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(request, response) {
  if (!provider) throw new Error('not up yet');
  if (request.url === '/at-the-keyboard') {
    let text = '';
    for await (const chunk of request) text += chunk;
    person = JSON.parse(text);
    response.statusCode = 204;
    response.end();
  } else if (request.url?.startsWith('/interaction/')) {
    const { subject, acr, amr } = person;
    await provider.interactionFinished(request, response, { login: { accountId: subject, acr, amr } });
  } else {
    provider.callback()(request, response);
  }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [home],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    acrValues: ['urn:two', 'urn:one'],
    claims: { openid: ['sub', 'acr', 'amr'], acr: null, amr: null, auth_time: null },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // Nobody is asked what the client may know: it learns no more than who it is.
    loadExistingGrant: async (context) => {
      const { client, session, provider: op } = context.oidc;
      const grant = new op.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    cookies: { keys: ['a test'] },
  });
  process.stdout.write(`${JSON.stringify({ msg: 'provider running', port })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
