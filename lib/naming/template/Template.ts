import { type Failure, failure } from '@/lib/base/failure';
import type { NamingField } from '@/lib/naming/fields/NamingField';

/** Code `input` with the first mistake of a template and its place in `detail`, for callers without a view to show them in. */
export const templateFailure = ([first]: readonly TemplateError[]): Failure =>
  failure('input', first ? `template: ${first.code} at ${first.start}–${first.end}: ${first.text}` : 'template');

/** Far more than the settings take. Blocks are read by recursion, which a text of any length would run out of stack. */
export const LONGEST_TEMPLATE = 2000;

/** What a template can be wrong by. Sentences stand in public/_locales under {@link templateErrorKey}. */
export const templateErrorCodes = [
  'empty',
  'unknown-field',
  'bad-format',
  'bad-filter',
  'unbalanced',
  'illegal',
  'absolute',
  'two-dots',
  'no-name',
  'too-long',
] as const;
export type TemplateErrorCode = (typeof templateErrorCodes)[number];

/** A mistake with its place: UTF-16 offsets into the template, `end` exclusive. */
export interface TemplateError {
  readonly code: TemplateErrorCode;
  readonly start: number;
  readonly end: number;
  /** The text it is about, e.g. the unknown field's name. */
  readonly text: string;
  /** The known field nearest to an unknown one. */
  readonly suggestion?: string;
}

/** The key of the sentence for a mistake; `$1` in it is the text, `$2` the suggestion. */
export const templateErrorKey = (code: TemplateErrorCode): string => `template_error_${code.replaceAll('-', '_')}`;

/** What a field's value goes through, from left to right. */
export type TextFilter =
  | { readonly type: 'graphemes'; readonly count: number }
  | { readonly type: 'bytes'; readonly count: number }
  | { readonly type: 'lower' | 'upper' | 'underscores' };

/** Date pieces, or the width that numbers are padded to. */
export type FieldFormat =
  | { readonly type: 'date'; readonly pieces: readonly string[] }
  | { readonly type: 'pad'; readonly width: number };

/** One choice of a field's fallback chain. */
export type Choice = NamingField | { readonly type: 'quoted'; readonly text: string };

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'field';
      readonly choices: readonly Choice[];
      readonly format?: FieldFormat;
      readonly filters: readonly TextFilter[];
    }
  | {
      readonly type: 'when';
      readonly field: NamingField;
      readonly negate: boolean;
      readonly nodes: readonly TemplateNode[];
    };

/** A template that was checked; made by parseTemplate, read by renderPath. */
export interface Template {
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
  /** Names of the fields it uses, anywhere. */
  readonly fields: ReadonlySet<string>;
}
