import { kindLabel } from '@/lib/naming/fields/kindLabel';
import type { NamingContext } from '@/lib/naming/fields/NamingField';
import type { Template } from '@/lib/naming/template/Template';
import { EXTENSION_UNITS, KIND_UNITS } from '@/lib/naming/text/cutText';
import { fitParts } from './fitParts';
import { type Piece, renderPieces } from './renderPieces';

/** Room for the extension, and in posts of several files for the widest kind, so that all of them share one folder name. */
const reserveOf = (template: Template, { ext, fileCount, kind, index }: NamingContext): number => {
  const extension = Math.max(EXTENSION_UNITS, (ext ?? '').length + 1);
  if (fileCount < 2 || !template.fields.has('kind')) return extension;
  return extension + Math.max(0, KIND_UNITS - kindLabel(kind, index).length);
};

const saysMoreThanKind = (pieces: readonly Piece[]): boolean =>
  pieces.some(
    ({ text, weight, field }) => text !== '' && (weight !== 'literal' || field !== undefined) && field !== 'kind',
  );

/** A file is never called after its kind alone: with no other field left, the post's id comes first. */
const named = (parts: readonly (readonly Piece[])[], id: string): readonly (readonly Piece[])[] => {
  const last = parts.at(-1) ?? [];
  if (saysMoreThanKind(last)) return parts;
  const joint: Piece[] = last.some(({ text }) => text !== '') ? [{ text: '_', weight: 'literal' }] : [];
  return [...parts.slice(0, -1), [{ text: id, weight: 'hard', field: 'id' }, ...joint, ...last]];
};

/**
 * Fills a template in for one file.
 * @returns a path below the downloads folder with `/` between its names and without extension, safe on Windows, macOS and Linux
 * and for both browsers' downloads API: NFC, at most 255 bytes a name and 200 UTF-16 units in all with an extension of four
 * letters (or `context.ext`), never empty and never leading elsewhere. Two files may get one path: see uniquePath.
 */
export const renderPath = (template: Template, context: NamingContext): string => {
  const parts = named(renderPieces(template, context), context.post.id);
  return fitParts(parts, reserveOf(template, context), context.post.id).join('/');
};
