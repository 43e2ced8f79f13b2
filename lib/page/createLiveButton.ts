import type { Failure } from '@/lib/base/failure';
import { joinSentences } from '@/lib/base/joinSentences';
import { buttonStyle } from '@/lib/page/draw/buttonStyle';
import { createShadow } from '@/lib/page/draw/createShadow';
import { drawIcon } from '@/lib/page/draw/icons';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { PagePort } from '@/lib/rpc/PagePort';
import type { LiveNews } from '@/lib/rpc/protocol';
import { BUTTON_TAG } from './createSaveButton';
import type { Tooltip } from './createTooltip';

/** The button of a live page: records the stream, shows how long it is recorded, stops it. */
export interface LiveButton {
  /** Shows it for the live of a person; takes it away where the page shows none. */
  update(uniqueId: string | undefined, theme: 'light' | 'dark'): void;
  /** Whether an element of ours is this button. */
  owns(host: EventTarget | null): boolean;
  press(): Promise<void>;
  remove(): void;
}

/** What is known of the person's recording. */
type Recording = NonNullable<LiveNews['recording']>;

const SECOND_MS = 1000;

/** News of the worker is faster; this mends the clock where a stream stalls, and what was lost with a dead worker. */
const ASK_MS = 5000;

const clockText = (language: string, ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  const one = new Intl.NumberFormat(language);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const head = hours > 0 ? [one.format(hours), two.format(minutes)] : [one.format(minutes)];
  return [...head, two.format(seconds % 60)].join(':');
};

/**
 * Makes the button. The recording is the background's: a page that is loaded anew, or a second tab of the same live, shows
 * what is recorded, whoever began it.
 *
 * @param onGone the extension is no longer there
 */
export const createLiveButton = (
  doc: Document,
  port: PagePort,
  openTooltip: () => Tooltip,
  onGone: () => void,
  signal: AbortSignal,
): LiveButton => {
  let host: HTMLElement | undefined;
  let button: HTMLButtonElement | undefined;
  let words: HTMLElement | undefined;
  let who: string | undefined;
  let recording: Recording | undefined;
  let heardAt = 0;
  let busy = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const draw = (): void => {
    if (!button || !words || who === undefined) return;
    const state = ['pill', 'live', ...(busy ? ['busy'] : recording ? ['recording'] : [])].join(' ');
    if (button.className !== state) {
      button.className = state;
      button.querySelector('.icon')?.replaceWith(drawIcon(doc, recording ? 'stop' : 'record'));
      button.setAttribute('aria-label', port.t(recording ? 'page_stop_recording_of' : 'page_record_of', who));
    }
    const length = recording && clockText(port.language, recording.durationMs + Date.now() - heardAt);
    const text = length === undefined ? port.t('page_record') : port.t('page_stop_recording', length);
    // Drawn by the style: a page's window.find() finds text in closed roots, too (Chromium 156).
    if (words.dataset.text !== text) words.dataset.text = text;
  };

  const take = (news: LiveNews): void => {
    if (news.uniqueId.toLowerCase() !== who?.toLowerCase()) return;
    recording = news.recording;
    heardAt = Date.now();
    clearInterval(timer);
    timer = recording ? setInterval(tick, SECOND_MS) : undefined;
    draw();
  };

  const ask = async (): Promise<void> => {
    const uniqueId = who;
    if (uniqueId === undefined) return;
    const reply = await port.call('liveState', { uniqueId });
    if (signal.aborted) return;
    if (reply.ok) take(reply.value);
    else if (port.isGone()) onGone();
  };

  const tick = (): void => {
    draw();
    if (Date.now() - heardAt >= ASK_MS && doc.visibilityState === 'visible') void ask();
  };

  const make = (): HTMLElement => {
    const made = doc.createElement(BUTTON_TAG);
    button = doc.createElement('button');
    button.type = 'button';
    words = doc.createElement('span');
    words.className = 'words';
    words.setAttribute('aria-hidden', 'true');
    // The site's language may run the other way than the words.
    words.dir = 'auto';
    button.append(drawIcon(doc, 'record'), words);
    createShadow(made, buttonStyle).append(button);
    return made;
  };

  const sayFailure = ({ code }: Failure): void => {
    const keys = errorKeys(code, 'press');
    const action = { label: port.t('action_retry'), run: () => void press() };
    const more = joinSentences(port.t(keys.retry), port.t(keys.todo));
    openTooltip().say({ text: port.t(keys.what), more, action, aloud: true }, host);
  };

  const press = async (): Promise<void> => {
    const uniqueId = who;
    if (busy || uniqueId === undefined) return;
    const running = recording;
    busy = true;
    // A live region is read out only when it stood in the page before its text came.
    openTooltip();
    draw();
    const reply = await (running
      ? port.call('stopRecording', { recordingId: running.id })
      : port.call('startRecording', { uniqueId }));
    busy = false;
    if (signal.aborted) return;
    if (port.isGone()) return onGone();
    draw();
    if (!reply.ok) return sayFailure(reply.error);
    await ask();
    if (!running) return openTooltip().announce(port.t('page_recording_began', uniqueId));
    const action = { label: port.t('page_open_library'), run: () => void port.call('openPage', { page: 'library' }) };
    openTooltip().say({ text: port.t('page_recording_stopped'), action, aloud: true }, host);
  };

  const remove = (): void => {
    clearInterval(timer);
    timer = undefined;
    host?.remove();
    host = undefined;
    recording = undefined;
    who = undefined;
  };

  const stopNews = port.onLive(take);
  signal.addEventListener('abort', () => {
    stopNews();
    remove();
  });
  doc.addEventListener('visibilitychange', () => doc.visibilityState === 'visible' && void ask(), { signal });

  return {
    update: (uniqueId, theme) => {
      if (uniqueId?.toLowerCase() !== who?.toLowerCase()) remove();
      if (uniqueId === undefined) return;
      const isNew = who === undefined;
      who = uniqueId;
      host ??= make();
      const className = `floating pill ${theme}`;
      if (host.className !== className) host.className = className;
      draw();
      // No rendered live page was ever recorded, so no place in it is known: the corner that has no chat.
      if (!host.isConnected) doc.body.append(host);
      if (isNew) void ask();
    },
    owns: (other) => host !== undefined && other === host,
    press,
    remove,
  };
};
