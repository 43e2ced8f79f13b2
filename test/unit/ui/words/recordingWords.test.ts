import { beforeAll, describe, expect, it } from 'vitest';
import { formatBitrate, formatLength } from '@/lib/ui/format/format';
import { useMessages } from '@/lib/ui/format/i18n';
import {
  gapWords,
  isRecordingNews,
  partWords,
  recordingEnd,
  recordingFigures,
  recordingRemarks,
  recordingTitle,
} from '@/lib/ui/words/recordingWords';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';
import { mockRecording, mockRecordings, NOW } from '@/test/gallery/mocks';

beforeAll(() => useMessages(catalogMessages(english)));

describe('a live recording in words', () => {
  it('tells its figures, and leaves out what is not known', () => {
    expect(recordingFigures(mockRecordings.running, 2_430_000)).toEqual([
      '22:05',
      '402 MB',
      '2.4 Mb/s',
      '\u2068576 × 1024\u2069 H.264',
      'Viewers: 1,284',
      'Files: 3',
      'Gaps: 1 (14 secs)',
    ]);
    expect(recordingFigures(mockRecordings.failed)).toEqual([]);
    expect(recordingFigures(mockRecordings.done)).toEqual([
      '1:10:05',
      '402 MB',
      '\u2068576 × 1024\u2069 H.264',
      'Files: 2',
    ]);
  });

  it('tells of each file its length, size, state and name', () => {
    const [saved] = mockRecordings.running.parts;
    expect(saved && partWords(saved)).toBe(
      '10:00 · 182 MB · \u2068576 × 1024\u2069 H.264 · Saved · \u20682026-10-14-live-01.mp4\u2069',
    );
    expect(partWords({ index: 3, at: 0, state: 'writing', durationMs: 0, bytes: 0 })).toBe('0 byte · Being recorded');
  });

  it('tells where nothing came, and calls sound alone by its name', () => {
    expect(gapWords({ at: 300_000, ms: 14_000 })).toBe('Gap at 5:00 (14 secs)');
    expect(recordingFigures(mockRecording({ soundOnly: true }))).toContain('Sound only');
  });

  it('tells a failure and one thing to do, and no more of one that goes on by itself', () => {
    expect(recordingRemarks(mockRecordings.failed)).toEqual([
      {
        tone: 'bad',
        title: english.error_network.message,
        text: expect.any(String),
        remedy: 'retry',
        topic: 'network',
      },
    ]);
    expect(recordingRemarks(mockRecordings.noRoom)[0]).toMatchObject({
      tone: 'warn',
      title: english.error_space.message,
      text: english.recording_tried_again.message,
    });
    expect(recordingRemarks(mockRecordings.running)).toEqual([]);
  });

  it('tells what a closed browser left, what is lost, and that what came before a failure is saved', () => {
    expect(recordingRemarks(mockRecordings.done).map(({ title }) => title)).toEqual([
      english.recording_recovered.message,
    ]);
    expect(recordingRemarks(mockRecordings.brokeOff)).toEqual([
      {
        tone: 'warn',
        title: english.error_network.message,
        text: english.recording_broke_off.message,
        topic: 'network',
      },
      { tone: 'warn', title: 'Files that are lost: 1' },
    ]);
  });

  it('tells why it ended, and calls a person without a name by the handle', () => {
    expect(recordingEnd({ ended: 'limit' })).toBe(english.recording_ended_limit.message);
    expect(recordingEnd({ ended: 'failed' })).toBeUndefined();
    expect(recordingTitle({ nickname: '', uniqueId: 'a.b' })).toContain('@a.b');
  });

  it('is news while it goes on, however old, and for ten minutes after', () => {
    const old = { updatedAt: NOW - 3_600_000 };
    expect(isRecordingNews(mockRecording(old), NOW)).toBe(true);
    expect(isRecordingNews(mockRecording({ ...old, state: 'done' }), NOW)).toBe(false);
    expect(isRecordingNews(mockRecording({ state: 'failed', updatedAt: NOW - 60_000 }), NOW)).toBe(true);
  });
});

it('writes lengths and bitrates', () => {
  expect([0, 9.9, 61, 3_605].map(formatLength)).toEqual(['0:00', '0:09', '1:01', '1:00:05']);
  expect([96_400, 1_000_000, 12_400_000].map(formatBitrate)).toEqual(['96 kb/s', '1 Mb/s', '12 Mb/s']);
});
