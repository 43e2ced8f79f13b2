import type { ComponentChildren } from 'preact';
import { foldText } from '@/lib/base/foldText';

/** One setting: its name, one line that explains it, and its control. */
export interface SettingRow {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** More words that the search finds it by. */
  readonly words?: string;
  /** The control stands below the words and takes the whole width. */
  readonly wide?: boolean;
  /** `group` when the control is several fields, which name themselves. */
  readonly kind?: 'field' | 'group';
  readonly control: (ids: { readonly id: string; readonly describedBy: string }) => ComponentChildren;
}

/** Whether all words that were typed stand somewhere in the row or in the title of its section. */
export const rowMatches = (row: SettingRow, section: string, query: string): boolean => {
  const text = foldText([row.label, row.help, row.words ?? '', section].join(' '));
  return foldText(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
