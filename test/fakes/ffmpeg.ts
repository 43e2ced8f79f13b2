import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const isThere = (tool: string): boolean => spawnSync(tool, ['-version'], { stdio: 'ignore' }).status === 0;

/** Whether this machine has ffmpeg and ffprobe: what they see is looked at where they are, and nothing hangs on them. */
export const hasFfmpeg = isThere('ffmpeg') && isThere('ffprobe');

/** Whether its ffmpeg draws subtitles (libass). */
export const drawsSubtitles =
  hasFfmpeg && / ass +V->V/.test(spawnSync('ffmpeg', ['-hide_banner', '-filters'], { encoding: 'utf8' }).stdout);

/** A file as ffprobe sees it; times in seconds. */
export interface Probed {
  readonly seconds: number;
  readonly codecs: readonly string[];
  readonly pictures: readonly number[];
  readonly sounds: readonly number[];
}

interface Told {
  readonly format: { readonly duration: string };
  readonly streams: readonly { readonly index: number; readonly codec_type: string; readonly codec_name: string }[];
  readonly packets: readonly { readonly stream_index: number; readonly pts_time?: string }[];
}

/** Reads every packet of a file by ffprobe. */
export const ffprobe = async (file: string): Promise<Probed> => {
  const show = ['-show_entries', 'format=duration:stream=index,codec_type,codec_name:packet=stream_index,pts_time'];
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...show, file], { maxBuffer: 1e9 });
  const told = JSON.parse(stdout) as Told;
  const timesOf = (type: string): number[] => {
    const index = told.streams.find(({ codec_type }) => codec_type === type)?.index;
    return told.packets.flatMap((one) => (one.stream_index === index ? [Number(one.pts_time)] : []));
  };
  return {
    seconds: Number(told.format.duration),
    codecs: told.streams.map(({ codec_name }) => codec_name).sort(),
    pictures: timesOf('video'),
    sounds: timesOf('audio'),
  };
};

/** What ffmpeg says while it decodes all of a file; empty where nothing is wrong with it. */
export const decodeErrors = async (file: string): Promise<string> =>
  (await run('ffmpeg', ['-v', 'error', '-nostdin', '-i', file, '-f', 'null', '-'])).stderr;

/** One picture of a video, a byte a dot, row after row; with an ASS file laid over it where one is given. */
export const pictureAt = async (video: string, seconds: number, ass?: string): Promise<Uint8Array> => {
  const folder = await mkdtemp(join(tmpdir(), 'tokshelf-picture-'));
  try {
    // A filter's text has an escape for each mark in a path: this one has none.
    if (ass !== undefined) await copyFile(ass, join(folder, 'over.ass'));
    const over = ass === undefined ? [] : ['-vf', 'ass=over.ass'];
    const shot = ['-ss', String(seconds), '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', 'shot.raw'];
    await run('ffmpeg', ['-v', 'error', '-nostdin', '-i', video, ...over, ...shot], { cwd: folder });
    return await readFile(join(folder, 'shot.raw'));
  } finally {
    await rm(folder, { recursive: true });
  }
};
