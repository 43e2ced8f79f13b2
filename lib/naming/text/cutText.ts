import { withoutEnd } from '@/lib/base/withoutEnd';

/** Longest path below the downloads folder, extension included, in UTF-16 units: leaves a third of Windows' 260 for the folder itself. */
export const PATH_UNITS = 200;

/** Longest single name in UTF-8 bytes: ext4, APFS and NTFS all hold 255. */
export const PART_BYTES = 255;

/** Room in the last name for what browsers add while they write (`.crdownload`, ` (1)`, `.part`). */
export const BROWSER_BYTES = 16;

/** Room for the dot and the extension when it is not known yet: `.webp`, `.jpeg`, `.json`. */
export const EXTENSION_UNITS = 5;

/** Widest usual `{kind}`, kept free in posts of several files, so that all of them cut the caption at one place and share a folder. */
export const KIND_UNITS = 20;

/** Returns how many bytes the text takes in UTF-8; a lone surrogate counts three, as its replacement would. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
};

/** Clusters beyond this are stacks of marks, not characters; they may be cut between code points. */
const CLUSTER_UNITS = 32;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** DownloadWatcher of the graphemes of a text, in UTF-16 units, ascending; the last one is the text's length. */
export const graphemeEnds = (text: string): number[] => {
  const ends: number[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (segment.length > CLUSTER_UNITS) {
      let end = index;
      for (const point of segment) {
        end += point.length;
        ends.push(end);
      }
    } else ends.push(index + segment.length);
  }
  return ends;
};

/** Drops what a cut may leave behind: blanks, dots and separators at the end. */
const tidyEnd = (text: string): string => withoutEnd(text, /[\s._-]/u);

const cutAt = (text: string, ends: readonly number[], fits: (end: number) => boolean): string => {
  let best = 0;
  for (const end of ends) {
    if (!fits(end)) break;
    best = end;
  }
  return best === text.length ? text : tidyEnd(text.slice(0, best));
};

/** Returns at most `count` graphemes of the text. */
export const cutGraphemes = (text: string, count: number): string => {
  if (text.length <= count) return text;
  const end = graphemeEnds(text.slice(0, Math.max(4096, count * CLUSTER_UNITS)))[count - 1];
  return end === undefined || end >= text.length ? text : tidyEnd(text.slice(0, end));
};

/** Returns as many whole graphemes as fit into `bytes` of UTF-8. */
export const cutBytes = (text: string, bytes: number): string => {
  if (text.length * 3 <= bytes || utf8Length(text) <= bytes) return text;
  const head = text.slice(0, bytes + CLUSTER_UNITS);
  return cutAt(text, graphemeEnds(head), (end) => utf8Length(head.slice(0, end)) <= bytes);
};

/**
 * Returns a function that cuts the text to as many whole graphemes as fit into a number of UTF-16 units, at most `most`. For trying
 * several lengths: the graphemes are looked up once, which is what costs.
 */
export const cutter = (text: string, most: number): ((units: number) => string) => {
  let ends: readonly number[] | undefined;
  return (units) => {
    if (text.length <= units) return text;
    ends ??= graphemeEnds(text.slice(0, most + CLUSTER_UNITS));
    return cutAt(text, ends, (end) => end <= units);
  };
};

/** Returns as many whole graphemes as fit into `units` of UTF-16. */
export const cutUnits = (text: string, units: number): string => cutter(text, units)(units);
