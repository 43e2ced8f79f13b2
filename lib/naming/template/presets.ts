import { F2_LAYOUT } from './f2Layout';

/** Templates to start from; `key` names the sentence in public/_locales. */
export const presets = [
  { id: 'f2', key: 'naming_preset_f2', template: F2_LAYOUT },
  { id: 'flat', key: 'naming_preset_flat', template: 'tiktok/{create}_{nickname}_{desc}-{kind}' },
  { id: 'month', key: 'naming_preset_month', template: 'tiktok/{create:YYYY-MM}/{nickname}/{create}_{desc}-{kind}' },
  {
    id: 'author',
    key: 'naming_preset_author',
    template: 'tiktok/{nickname}/{?several:{create}_{desc}/}{create}_{desc}-{kind}',
  },
] as const;
