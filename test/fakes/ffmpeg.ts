import { execFile, spawnSync } from 'node:child_process';
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
