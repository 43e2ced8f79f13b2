import { withoutEnd } from '@/lib/base/withoutEnd';
import type { Piece } from '@/lib/naming/render/renderPieces';
import { BROWSER_BYTES, cutter, cutUnits, PART_BYTES, PATH_UNITS, utf8Length } from '@/lib/naming/text/cutText';
import { safePart } from '@/lib/naming/text/safePart';

const separator = /[\s._,-]/u;
const separatorsAtStart = /^[\s._,-]+/u;
const bracketAtEnd = /[([]$/;
const bracketAtStart = /^[)\]]/;

/** Takes the separators around an empty field away, so that `{create}_{desc}-{kind}` without caption is `…-video`, not `…_-video`. */
const closeGap = (before: string, after: string, first: boolean, last: boolean): readonly [string, string] => {
  const empty = bracketAtEnd.test(before) && bracketAtStart.test(after);
  const left = empty ? before.slice(0, -1) : before;
  const right = empty ? after.slice(1) : after;
  if (first && left === '') return ['', right.replace(separatorsAtStart, '')];
  if (last && right === '') return [withoutEnd(left, separator), ''];
  return right === '' || separatorsAtStart.test(right) ? [withoutEnd(left, separator), right] : [left, right];
};

/** Joins the pieces of one part of a path; the separators of empty fields go with them. */
const joinPieces = (pieces: readonly Piece[]): string => {
  if (pieces.every((piece) => piece.text !== '')) return pieces.map((piece) => piece.text).join('');
  const texts = pieces.map((piece) => piece.text);
  pieces.forEach((piece, at) => {
    if (texts[at] !== '' || piece.weight === 'literal') return;
    const beforeIsLiteral = pieces[at - 1]?.weight === 'literal';
    const afterIsLiteral = pieces[at + 1]?.weight === 'literal';
    const [before, after] = closeGap(
      beforeIsLiteral ? (texts[at - 1] ?? '') : '',
      afterIsLiteral ? (texts[at + 1] ?? '') : '',
      texts.slice(0, beforeIsLiteral ? at - 1 : at).every((text) => text === ''),
      at + (afterIsLiteral ? 2 : 1) >= texts.length,
    );
    if (beforeIsLiteral) texts[at - 1] = before;
    if (afterIsLiteral) texts[at + 1] = after;
  });
  return texts.join('');
};

type Parts = readonly (readonly Piece[])[];

/** Makes names of the pieces with words cut to `long` and names of people cut to `soft` units. */
type Build = (long: number, soft: number) => string[];

const builder = (parts: Parts, fallback: string): Build => {
  const cuttable = parts.map((pieces) => pieces.map((piece) => ({ piece, cut: cutter(piece.text, PATH_UNITS) })));
  const textOf = ({ piece, cut }: (typeof cuttable)[number][number], long: number, soft: number): string => {
    if (piece.weight === 'long') return cut(long);
    return piece.weight === 'soft' ? cut(soft) : piece.text;
  };
  return (long, soft) => {
    const names = cuttable.map((pieces) =>
      safePart(joinPieces(pieces.map((each) => ({ ...each.piece, text: textOf(each, long, soft) })))),
    );
    return names.filter((name, at) => at < names.length - 1 && name !== '').concat(names.at(-1) || fallback);
  };
};

/** True when a path of these names, with `reserve` units of extension to come, is within both limits. */
export const pathFits = (names: readonly string[], reserve: number): boolean => {
  let units = names.length - 1 + reserve;
  for (const name of names) units += name.length;
  if (units > PATH_UNITS) return false;
  return names.every((name, at) => {
    const room = PART_BYTES - (at === names.length - 1 ? reserve + BROWSER_BYTES : 0);
    return name.length * 3 <= room || utf8Length(name) <= room;
  });
};

/** The largest number from 0 to `most` that passes; -1 when none does. Takes it that every smaller one passes, too. */
const largest = (most: number, passes: (value: number) => boolean): number => {
  let low = -1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Shortens whole names, the longest first; only for templates that were never checked. */
const squeeze = (names: readonly string[], reserve: number): string[] => {
  let kept = [...names];
  while (!pathFits(kept, reserve)) {
    const longest = kept.reduce((best, name, at) => (name.length > (kept[best]?.length ?? 0) ? at : best), 0);
    const name = kept[longest] ?? '';
    if (name.length > 16) kept[longest] = safePart(cutUnits(name, Math.floor(name.length * 0.8)));
    else kept = kept.slice(1);
    kept = kept.filter((part) => part !== '');
  }
  return kept;
};

/**
 * Turns pieces into names that fit: captions and titles are cut first and all to one length, then names of people; ids, dates and
 * the kind never, in a template that was checked. Folders without a name are left out; a file without one is called `fallback`.
 */
export const fitParts = (parts: Parts, reserve: number, fallback: string): string[] => {
  const build = builder(parts, fallback);
  const full = build(PATH_UNITS, PATH_UNITS);
  if (pathFits(full, reserve)) return full;
  const long = largest(PATH_UNITS, (units) => pathFits(build(units, PATH_UNITS), reserve));
  if (long >= 0) return build(long, PATH_UNITS);
  const soft = largest(PATH_UNITS, (units) => pathFits(build(0, units), reserve));
  if (soft >= 0) return build(0, soft);
  const squeezed = squeeze(build(0, 0), reserve);
  return squeezed.length > 0 ? squeezed : [fallback];
};
