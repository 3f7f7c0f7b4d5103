/** What a file of HCL says, by the native syntax (https://developer.hashicorp.com/terraform/language/syntax/configuration) or by that of JSON. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  /** From 1. */
  readonly line: number;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly line: number;
}

/** An expression as a tree; nothing of it is evaluated yet. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly items: readonly Located[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'step'; readonly of: Expression; readonly step: Step }
  | { readonly kind: 'splat'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly isSpread: boolean }
  | ForExpression
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      /** In parentheses: what follows does not continue it. */
      readonly isClosed?: boolean;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** What could not be read: the problem is told of the file. */
  | { readonly kind: 'unreadable'; readonly why: string };

export interface Located {
  readonly value: Expression;
  readonly line: number;
}

export interface ObjectEntry extends Located {
  readonly key: Expression;
}

export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression };

export interface ForExpression {
  readonly kind: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly in: Expression;
  /** Of an object: the key of each entry. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly isGrouped: boolean;
  readonly condition?: Expression;
  /** Of a template's `%{ for }`: the pieces are one text. */
  readonly isText?: boolean;
}

/** A file that was parsed: what of it could be read, and what could not. */
export interface SyntaxFile {
  readonly body: Body;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}
