import type { ErrorCode } from '@/lib/base/errorPolicy';
import { fileName } from '@/lib/base/foldText';
import { joinSentences } from '@/lib/base/joinSentences';
import { isOpenRecording, type Recording, type RecordingPart } from '@/lib/model/live/recording';
import {
  formatBitrate,
  formatBytes,
  formatDuration,
  formatHandle,
  formatLength,
  formatNumber,
  formatPixels,
} from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { inOnePiece } from '@/lib/ui/format/inOnePiece';
import { type ErrorWords, errorWords } from '@/lib/ui/words/errorWords';
import { NEWS_MS } from '@/lib/ui/words/jobWords';

/** Who is recorded. */
export const recordingTitle = ({ nickname, uniqueId }: Pick<Recording, 'nickname' | 'uniqueId'>): string =>
  nickname || formatHandle(uniqueId);

/** How things stand with it, in a word. */
export const recordingState = ({ state }: Pick<Recording, 'state'>): string => t(`recording_state_${state}`);

/** Codecs by the names that players show. */
const codecNames = { avc: 'H.264', hevc: 'H.265' };

const pictureWords = ({
  width,
  height,
  codec,
}: Pick<RecordingPart, 'width' | 'height' | 'codec'>): readonly string[] =>
  width === undefined || height === undefined
    ? []
    : [`${formatPixels(width, height)}${codec ? ` ${codecNames[codec]}` : ''}`];

/** Its figures, most important first; what is not known is left out. */
export const recordingFigures = (recording: Recording, bitsPerSecond?: number): readonly string[] => {
  const { bytes, durationMs, gaps, parts, soundOnly, state, viewers } = recording;
  const missing = gaps.reduce((sum, { ms }) => sum + ms, 0);
  const goesOn = state === 'recording';
  return [
    ...(durationMs > 0 ? [formatLength(durationMs / 1000)] : []),
    ...(bytes > 0 ? [formatBytes(bytes)] : []),
    ...(bitsPerSecond === undefined ? [] : [formatBitrate(bitsPerSecond)]),
    ...(soundOnly ? [t('options_live_sound')] : pictureWords(parts.at(-1) ?? {})),
    ...(goesOn && viewers > 0 ? [t('recording_viewers', formatNumber(viewers))] : []),
    ...(parts.length > 1 ? [t('recording_files', formatNumber(parts.length))] : []),
    ...(gaps.length > 0 ? [t('recording_gaps', formatNumber(gaps.length), formatDuration(missing / 1000))] : []),
  ];
};

/** One file of it: length, size, picture, how things stand with it, and its name once it is saved. */
export const partWords = ({ durationMs, bytes, state, path, ...picture }: RecordingPart): string =>
  [
    ...(durationMs > 0 ? [formatLength(durationMs / 1000)] : []),
    formatBytes(bytes),
    ...pictureWords(picture),
    t(`recording_part_${state}`),
    ...(path === undefined ? [] : [inOnePiece(fileName(path))]),
  ].join(' · ');

/** A place where nothing came, and for how long. */
export const gapWords = ({ at, ms }: Recording['gaps'][number]): string =>
  t('recording_gap', formatLength(at / 1000), formatDuration(ms / 1000));

/** What is to be said of a recording beside its figures. */
export interface RecordingRemark {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly text?: string;
  /** The failure's, where there is one. */
  readonly remedy?: ErrorWords['remedy'];
  readonly topic?: ErrorCode;
}

const troubleOf = (recording: Recording): RecordingRemark | undefined => {
  const { error, state } = recording;
  if (!error) return undefined;
  if (state === 'failed') {
    const { what, retry, todo, remedy } = errorWords(error.code, 'press');
    return {
      tone: 'bad',
      title: what,
      text: joinSentences(retry, todo),
      remedy: remedy === 'none' ? 'retry' : remedy,
      topic: error.code,
    };
  }
  const { what, remedy } = errorWords(error.code);
  if (isOpenRecording(recording))
    return { tone: 'warn', title: what, text: t('recording_tried_again'), remedy, topic: error.code };
  return { tone: 'warn', title: what, text: t('recording_broke_off'), topic: error.code };
};

/** Troubles, what a closed browser left, and what is lost. */
export const recordingRemarks = (recording: Recording): readonly RecordingRemark[] => {
  const lost = recording.parts.filter(({ state }) => state === 'lost').length;
  const trouble = troubleOf(recording);
  return [
    ...(trouble ? [trouble] : []),
    ...(recording.recovered
      ? [{ tone: 'info', title: t('recording_recovered'), text: t('recording_recovered_kept') } as const]
      : []),
    ...(lost > 0 ? [{ tone: 'warn', title: t('recording_lost', formatNumber(lost)) } as const] : []),
  ];
};

/** Why it ended, when that was no failure. */
export const recordingEnd = ({ ended }: Pick<Recording, 'ended'>): string | undefined =>
  ended === undefined || ended === 'failed' ? undefined : t(`recording_ended_${ended}`);

/** Whether the popup shows a recording: while it goes on and for some minutes after. `now` in ms. */
export const isRecordingNews = (recording: Recording, now: number): boolean =>
  isOpenRecording(recording) || now - recording.updatedAt < NEWS_MS;
