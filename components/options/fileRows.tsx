import '@/components/common/controls.css';
import { useState } from 'preact/hooks';
import { CheckChips } from '@/components/common/CheckChips';
import { Chips } from '@/components/common/Chips';
import type { SettingRow } from '@/components/options/SettingRow';
import { postFileKinds } from '@/lib/model/media';
import type { Settings } from '@/lib/model/settings';
import { t } from '@/lib/ui/format/i18n';
import type { OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { kindWord } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly languages: readonly string[];
  readonly onChange: (languages: readonly string[]) => void;
}

const read = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((word) => /^[\w-]{2,12}$/.test(word))),
];

/** Language codes with commas between them. */
const LanguagesInput = ({ id, describedBy, languages, onChange }: Props) => {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      id={id}
      dir="ltr"
      aria-describedby={describedBy}
      placeholder={t('options_subtitles_placeholder')}
      value={typed ?? languages.join(', ')}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};

/** What is saved of a post, and how good. */
export const fileRows = ({ change }: OptionsModel, settings: Settings): readonly SettingRow[] => [
  {
    id: 'files',
    label: t('options_files'),
    help: t('options_files_help'),
    words: postFileKinds.map(kindWord).join(' '),
    wide: true,
    kind: 'group',
    control: () => (
      <>
        <CheckChips
          label={t('options_files')}
          options={postFileKinds.map((value) => ({ value, label: kindWord(value) }))}
          values={settings.files}
          onChange={(files) => change({ files: [...files] })}
        />
        {settings.files.length === 0 && (
          <p class="control-wrong" role="alert">
            {t('options_files_none')}
          </p>
        )}
      </>
    ),
  },
  {
    id: 'quality',
    label: t('options_quality'),
    help: t('options_quality_help'),
    words: 'h264 hevc h265 codec',
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_quality')}
        value={settings.quality}
        options={(['best', 'compatible'] as const).map((value) => ({ value, label: t(`options_quality_${value}`) }))}
        onChange={(quality) => change({ quality })}
      />
    ),
  },
  {
    id: 'music',
    label: t('options_music'),
    help: t('options_music_help'),
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_music')}
        value={settings.musicOf}
        options={(['photos', 'all', 'none'] as const).map((value) => ({ value, label: t(`options_music_${value}`) }))}
        onChange={(musicOf) => change({ musicOf })}
      />
    ),
  },
  {
    id: 'subtitles',
    label: t('options_subtitles'),
    help: t('options_subtitles_help'),
    control: (ids) => (
      <LanguagesInput
        {...ids}
        languages={settings.subtitleLanguages}
        onChange={(subtitleLanguages) => change({ subtitleLanguages: [...subtitleLanguages] })}
      />
    ),
  },
  {
    id: 'subtitle-format',
    label: t('options_subtitle_format'),
    help: t('options_subtitle_format_help'),
    kind: 'group',
    control: () => (
      <Chips
        label={t('options_subtitle_format')}
        value={settings.subtitleFormat}
        options={[
          { value: 'srt', label: 'SRT' },
          { value: 'vtt', label: 'WebVTT' },
        ]}
        onChange={(subtitleFormat) => change({ subtitleFormat })}
      />
    ),
  },
];
