import type { FactoryProvider, Type } from '@nestjs/common';

type Token<T> = abstract new (...parameters: never[]) => T;
type TokensFor<Parameters extends readonly unknown[]> = { [Index in keyof Parameters]: Token<Parameters[Index]> };

/**
 * Wires a plain class: the tokens are checked against its constructor by the compiler, so a use case needs
 * no decorator and no knowledge of Nest. With `as`, the class is provided under the port it implements.
 */
export function provide<Parameters extends readonly unknown[], Instance>(
  subject: new (...parameters: Parameters) => Instance,
  tokens: TokensFor<Parameters>,
  as: Token<Instance> = subject as unknown as Token<Instance>,
): FactoryProvider<Instance> {
  return {
    provide: as as Type<Instance>,
    inject: [...(tokens as readonly Type[])],
    useFactory: (...dependencies: unknown[]) => new subject(...(dependencies as unknown as Parameters)),
  };
}
