import { type Failure, failure } from '@/lib/base/failure';
import type { TemplateError } from './Template';

/** Code `input` with the first mistake of a template and its place in `detail`, for callers without a view to show them in. */
export const templateFailure = ([first]: readonly TemplateError[]): Failure =>
  failure('input', first ? `template: ${first.code} at ${first.start}–${first.end}: ${first.text}` : 'template');
