import { describe, expect, it } from '@jest/globals';
import { createDataSource } from './data-source.js';
import { SteadyClient } from './steady-client.js';

describe('a connection that breaks while nobody listens to it', () => {
  it('does not end the process', () => expect(() => new SteadyClient().emit('error', new Error('gone'))).not.toThrow());

  it('is the kind that every pool of ours is made of', () => {
    const { extra } = createDataSource({ url: 'postgres://localhost/x', poolSize: 1, applicationName: 'test' })
      .options as { readonly extra: { readonly Client: typeof SteadyClient } };
    expect(new extra.Client()).toBeInstanceOf(SteadyClient);
  });
});
