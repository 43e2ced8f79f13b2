import type { Piece } from './renderPieces';

const separatorsAtEnd = /[\s._,-]+$/u;
const separatorsAtStart = /^[\s._,-]+/u;
const bracketAtEnd = /[([]$/;
const bracketAtStart = /^[)\]]/;

/** Takes the separators around an empty field away, so that `{create}_{desc}-{kind}` without caption is `…-video`, not `…_-video`. */
const closeGap = (before: string, after: string, first: boolean, last: boolean): readonly [string, string] => {
  const empty = bracketAtEnd.test(before) && bracketAtStart.test(after);
  const left = empty ? before.slice(0, -1) : before;
  const right = empty ? after.slice(1) : after;
  if (first && left === '') return ['', right.replace(separatorsAtStart, '')];
  if (last && right === '') return [left.replace(separatorsAtEnd, ''), ''];
  return right === '' || separatorsAtStart.test(right) ? [left.replace(separatorsAtEnd, ''), right] : [left, right];
};

/** Joins the pieces of one part of a path; the separators of empty fields go with them. */
export const joinPieces = (pieces: readonly Piece[]): string => {
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
