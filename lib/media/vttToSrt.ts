import { withoutTags } from '@/lib/base/tags';

interface Cue {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
}

const timing = /^\s*((?:\d+:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}\.\d{3})/;

/** Whether a text is WebVTT (its first line says so; a byte order mark may stand before it). */
export const isVtt = (text: string): boolean => /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text);

// SubRip wants hours, two digits at least, and a comma before the milliseconds.
const srtTime = (time: string): string => {
  const [seconds = '', minutes = '', hours = '0'] = time.split(':').reverse();
  return `${hours.padStart(2, '0')}:${minutes}:${seconds.replace('.', ',')}`;
};

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

/**
 * Turns WebVTT into SubRip: cues are numbered from 1, names, settings, notes and styles are left out, `<i> <b> <u>`
 * stay. Cues without text are dropped; a text without any cue gives the empty text. Lines end with `\n`.
 */
export const vttToSrt = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(cueOf)
    .filter((cue) => cue !== undefined)
    .map(({ from, to, lines }, index) => `${index + 1}\n${srtTime(from)} --> ${srtTime(to)}\n${lines.join('\n')}\n`)
    .join('\n');
