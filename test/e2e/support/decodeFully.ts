import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a real video element made of a file. */
export interface Decoded {
  /** It was played to its end. */
  readonly ended: boolean;
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly durationSeconds: number;
  /** Bytes that came out of the sound decoder; 0 = silent. */
  readonly audioBytes: number;
  readonly videoBytes: number;
  /** Text of the element's error. */
  readonly error?: string;
}

/** Plays a file in a real `<video>` to the end. `page` may be any page without a content policy, e.g. about:blank. Chromium only. */
export const decodeFully = async (page: Page, file: string): Promise<Decoded> =>
  page.evaluate(
    async ({ data, type }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const video = document.createElement('video') as HTMLVideoElement & {
        webkitAudioDecodedByteCount: number;
        webkitVideoDecodedByteCount: number;
      };
      video.src = URL.createObjectURL(new Blob([bytes], { type }));
      video.volume = 0;
      document.body.append(video);
      const error = await new Promise<string | undefined>((resolve) => {
        const late = setTimeout(() => resolve('time is up'), 60_000);
        const done = (text?: string): void => {
          clearTimeout(late);
          resolve(text);
        };
        video.onended = () => done();
        video.onerror = () => done(`${video.error?.code} ${video.error?.message}`);
        video.play().catch((reason: unknown) => done(String(reason)));
      });
      return {
        ended: video.ended,
        videoWidth: video.videoWidth,
        videoHeight: video.videoHeight,
        durationSeconds: video.duration,
        audioBytes: video.webkitAudioDecodedByteCount,
        videoBytes: video.webkitVideoDecodedByteCount,
        ...(error === undefined ? {} : { error }),
      };
    },
    { data: readFileSync(file).toString('base64'), type: file.endsWith('.webm') ? 'video/webm' : 'video/mp4' },
  );
