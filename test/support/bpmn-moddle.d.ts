/** What the tests use of the reader of BPMN files that its editors are built on; the package has no types at its entry. */
declare module 'bpmn-moddle' {
  /** An element as read, with the properties its type has in the standard. */
  export interface ModdleElement {
    readonly $type: string;
    readonly id: string;
    readonly [property: string]: unknown;
  }

  export class BpmnModdle {
    fromXML(xml: string): Promise<{
      readonly rootElement: ModdleElement;
      readonly warnings: readonly unknown[];
      readonly references: readonly { readonly property: string; readonly id: string }[];
    }>;
  }
}
