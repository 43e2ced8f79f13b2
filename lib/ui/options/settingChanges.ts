import { languages } from '@/lib/base/languages';
import type { Settings } from '@/lib/model/settings';
import type { MessageKey } from '@/lib/ports/Messages';
import { formatList, formatNumber } from '@/lib/ui/format/format';
import { localeTag, t } from '@/lib/ui/format/i18n';
import { kindWord } from '@/lib/ui/words/sourceWords';

/** One setting that would become another, in words. */
export interface SettingChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** What may go wrong by it; absent where nothing can. */
  readonly risk?: string;
}

interface Row {
  readonly key: MessageKey;
  readonly show: (settings: Settings) => string;
  /** Asked only of settings that differ. */
  readonly risk?: (now: Settings, next: Settings) => MessageKey | undefined;
}

const onOff = (on: boolean): string => t(on ? 'options_on' : 'options_off');

const list = (words: readonly string[]): string => (words.length > 0 ? formatList(words) : t('options_import_nothing'));

const unit = (name: string, value: number): string =>
  new Intl.NumberFormat(localeTag(), { style: 'unit', unit: name }).format(value);

/** Of a recording: which stream, where parts end, where all ends. */
const recordingRules = ({ live }: Settings): string => {
  const { quality, splitMinutes, splitMegabytes, stopHours, stopGigabytes } = live;
  const picture = quality === 'best' ? t('options_quality_best') : quality === 'sound' ? t('kind_music') : quality;
  return list([
    picture,
    unit('minute', splitMinutes),
    unit('megabyte', splitMegabytes),
    stopHours === 0 ? '∞' : unit('hour', stopHours),
    stopGigabytes === 0 ? '∞' : unit('gigabyte', stopGigabytes),
  ]);
};

const minutes = ({ watchMin, watchMax }: Settings['live']): string =>
  new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'minute' }).formatRange(
    watchMin / 60_000,
    watchMax / 60_000,
  );

const seconds = ({ pageGapMin, pageGapMax }: Settings['pacing']): string =>
  new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'second' }).formatRange(
    pageGapMin / 1000,
    pageGapMax / 1000,
  );

/** 0 stands for no limit. */
const limit = (cap: number): number => cap || Number.POSITIVE_INFINITY;

const conflictKeys = {
  'keep-both': 'options_conflict_keep_both',
  skip: 'options_conflict_skip',
  overwrite: 'options_conflict_overwrite',
} as const;

const rows: readonly Row[] = [
  { key: 'options_template', show: ({ template }) => template, risk: () => 'options_risk_names' },
  {
    key: 'options_own_fields',
    show: ({ customFields }) => list(Object.entries(customFields).map(([name, text]) => `{${name}} = ${text}`)),
    risk: () => 'options_risk_names',
  },
  { key: 'options_files', show: ({ files }) => list(files.map(kindWord)) },
  { key: 'options_music', show: ({ musicOf }) => t(`options_music_${musicOf}`) },
  { key: 'options_quality', show: ({ quality }) => t(`options_quality_${quality}`) },
  {
    key: 'options_place',
    show: ({ place }) => t(`options_place_${place}`),
    risk: () => 'options_risk_place',
  },
  {
    key: 'options_conflict',
    show: ({ conflict }) => t(conflictKeys[conflict]),
    risk: (_, { conflict }) => (conflict === 'overwrite' ? 'options_risk_overwrite' : undefined),
  },
  { key: 'options_deleted', show: ({ deleted }) => t(`options_deleted_${deleted}`) },
  {
    key: 'options_rename',
    show: ({ onRename }) => t(`options_rename_${onRename}`),
    risk: () => 'options_risk_names',
  },
  { key: 'options_ask_rename', show: ({ askRename }) => onOff(askRename) },
  {
    key: 'options_subtitles',
    show: ({ subtitleLanguages }) =>
      subtitleLanguages.length > 0 ? list(subtitleLanguages) : t('options_subtitles_placeholder'),
  },
  {
    key: 'options_subtitle_format',
    show: ({ subtitleFormat }) => (subtitleFormat === 'srt' ? 'SRT' : 'WebVTT'),
  },
  {
    key: 'options_gap',
    show: ({ pacing }) => seconds(pacing),
    risk: ({ pacing: now }, { pacing: next }) =>
      next.pageGapMin < now.pageGapMin || next.pageGapMax < now.pageGapMax ? 'options_risk_pace' : undefined,
  },
  {
    key: 'options_parallel',
    show: ({ pacing }) => formatNumber(pacing.parallel),
    risk: (now, next) => (next.pacing.parallel > now.pacing.parallel ? 'options_risk_pace' : undefined),
  },
  {
    key: 'options_cap',
    show: ({ pacing }) => formatNumber(pacing.dailyCap),
    risk: (now, next) => (limit(next.pacing.dailyCap) > limit(now.pacing.dailyCap) ? 'options_risk_pace' : undefined),
  },
  { key: 'options_section_live', show: recordingRules },
  { key: 'options_chat', show: ({ live }) => onOff(live.chat) },
  { key: 'options_container', show: ({ live }) => t(`options_container_${live.container}`) },
  {
    key: 'options_watch_gap',
    show: ({ live }) => minutes(live),
    risk: ({ live: now }, { live: next }) =>
      next.watchMin < now.watchMin || next.watchMax < now.watchMax ? 'options_risk_pace' : undefined,
  },
  { key: 'options_watch_paused', show: ({ watch }) => onOff(watch.paused) },
  { key: 'options_watch_tab', show: ({ watch }) => onOff(watch.openTab) },
  { key: 'options_watch_notify', show: ({ watch }) => onOff(watch.notify) },
  { key: 'options_capture', show: ({ capture }) => onOff(capture) },
  { key: 'options_buttons', show: ({ buttons }) => onOff(buttons) },
  {
    key: 'options_language',
    show: ({ language }) => (language === 'auto' ? t('options_language_browser') : languages[language]),
  },
  { key: 'options_notify', show: ({ notifyAtEnd }) => onOff(notifyAtEnd) },
];

/** What would change if the next settings took the place of those that hold now; the risky ones first. */
export const settingChanges = (now: Settings, next: Settings): readonly SettingChange[] => {
  const changes = rows.flatMap(({ key, show, risk }): SettingChange[] => {
    const [before, after] = [show(now), show(next)];
    if (before === after) return [];
    const warning = risk?.(now, next);
    return [{ name: t(key), before, after, ...(warning ? { risk: t(warning) } : {}) }];
  });
  return [...changes.filter(({ risk }) => risk), ...changes.filter(({ risk }) => !risk)];
};
