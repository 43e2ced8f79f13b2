import type { TemplateError } from '@/lib/naming/template/Template';

/** A piece of a template's text, for colouring. */
export interface TemplateSpan {
  readonly start: number;
  readonly text: string;
  readonly kind: 'field' | 'text' | 'slash';
  readonly wrong: boolean;
}

const PIECE = /\{\{|\}\}|\{[?!][^:{}/]*:|\{[^{}]*\}|\}|\/|[^{}/]+|\{/g;

const kindOf = (piece: string): TemplateSpan['kind'] => {
  if (piece === '/') return 'slash';
  const escaped = piece === '{{' || piece === '}}';
  return !escaped && (piece.startsWith('{') || piece === '}') ? 'field' : 'text';
};

/** Cuts a template into pieces that are each of one kind and either wrong or not; joined they give the text again. */
export const templateSpans = (text: string, errors: readonly TemplateError[]): readonly TemplateSpan[] => {
  const edges = errors.flatMap(({ start, end }) => [start, Math.max(end, start + 1)]);
  return [...text.matchAll(PIECE)].flatMap((match) => {
    const kind = kindOf(match[0]);
    const from = match.index;
    const to = from + match[0].length;
    const cuts = [...new Set([from, ...edges.filter((edge) => edge > from && edge < to), to])].sort((a, b) => a - b);
    return cuts.slice(0, -1).map((start, index) => ({
      start,
      text: text.slice(start, cuts[index + 1]),
      kind,
      wrong: errors.some((error) => start >= error.start && start < Math.max(error.end, error.start + 1)),
    }));
  });
};
