import { withoutTags } from '@/lib/base/tags';

/** A line or more that is shown for a while; times as they are written, `[h:]mm:ss.mmm`. */
export interface Cue {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
}

// WebVTT has a point before the milliseconds, SubRip a comma.
const timing = /^\s*((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})/;

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200E',
  '&rlm;': '\u200F',
  '&amp;': '&',
};

// SubRip players know <i>, <b> and <u> only; voices, classes, ruby and karaoke time marks would be shown as text.
const plainLine = (line: string): string =>
  withoutTags(line, (tag) => /^<\/?[ibu]>$/.test(tag)).replace(
    /&(?:lt|gt|nbsp|lrm|rlm|amp);/g,
    (entity) => entities[entity] ?? entity,
  );

const cueOf = (block: string): Cue | undefined => {
  const lines = block.split('\n');
  const at = lines.findIndex((line) => timing.test(line));
  const [, from, to] = timing.exec(lines[at] ?? '') ?? [];
  // A cue's name may stand in one line before its time; NOTE, STYLE and REGION blocks hold none at their top.
  if (from === undefined || to === undefined || at > 1 || /^NOTE(?:\s|$)/.test(lines[0] ?? '')) return undefined;
  const text = lines
    .slice(at + 1)
    .map(plainLine)
    .filter((line) => line.trim() !== '');
  return text.length === 0 ? undefined : { from, to, lines: text };
};

/** The cues of WebVTT or SubRip: names, settings, notes and styles are left out, `<i> <b> <u>` stay; those without text are dropped. */
export const readCues = (text: string): readonly Cue[] =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(cueOf)
    .filter((cue) => cue !== undefined);

/** A cue's time in seconds. */
export const cueSeconds = (time: string): number =>
  time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
