import { readCues } from './readCues';

/** Whether a text is WebVTT (its first line says so; a byte order mark may stand before it). */
export const isVtt = (text: string): boolean => /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text);

// SubRip wants hours, two digits at least, and a comma before the milliseconds.
const srtTime = (time: string): string => {
  const [seconds = '', minutes = '', hours = '0'] = time.split(':').reverse();
  return `${hours.padStart(2, '0')}:${minutes}:${seconds.replace('.', ',')}`;
};

/** Turns WebVTT into SubRip: cues as {@link readCues} gives them, numbered from 1. A text without any gives the empty text. Lines end with `\n`. */
export const vttToSrt = (text: string): string =>
  readCues(text)
    .map(({ from, to, lines }, index) => `${index + 1}\n${srtTime(from)} --> ${srtTime(to)}\n${lines.join('\n')}\n`)
    .join('\n');
